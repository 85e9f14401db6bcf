using System.CommandLine;
using System.Text.Json;
using Lantai.Cli;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Cli;

public sealed class UnitVerbTests(TestPostgres postgres) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("lantai-cli-").FullName;
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await postgres.CreateAsync();
        await using var db = database.Open();
        db.Regions.Add(new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500000" });
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_change_and_writes_nothing()
    {
        var (code, output) = await RunAsync("import", "units", File("组别,单位全称\n区直单位,偃师区财政局"), "--create-groups", "--dry-run");
        Assert.Equal(ExitCode.Fine, code);
        Assert.Contains("第2行　新增　偃师区财政局", output, StringComparison.Ordinal);
        Assert.Contains("新建组别：区直单位", output, StringComparison.Ordinal);
        Assert.Contains("预览（没有写入）：新增1个，修改0个，不变0个，未列出0个。", output, StringComparison.Ordinal);
        await using var db = database.Open();
        Assert.Empty(await db.Units.ToListAsync());
    }

    [Fact]
    public async Task What_was_imported_is_exported_as_the_same_file()
    {
        const string csv = "\uFEFF组别,单位全称,起用日期,简称,曾用名,网址,无网站,排序,不参加的考评方案,撤销日期,承接单位\r\n" +
            "区直单位,偃师区财政局,2021-03-26,区财政局；财政局,偃师市财政局@~2021-03-25,https://czj.example.gov.cn,,1,,,\r\n" +
            "镇（街道）,老城镇,,,,,是,1,yanshi-monthly,2020-12-31,老城街道\r\n" +
            "镇（街道）,老城街道,2021-01-01,,,,是,2,,,\r\n";
        Assert.Equal(ExitCode.Fine, (await RunAsync("import", "units", File(csv), "--create-groups")).Code);
        var back = Path.Combine(folder, "back.csv");
        await RunAsync("export", "units", "--format", "csv", "--out", back);
        Assert.Equal(csv.TrimStart('\uFEFF'), await System.IO.File.ReadAllTextAsync(back));
        var (_, again) = await RunAsync("import", "units", back, "--json");
        using var json = JsonDocument.Parse(again);
        Assert.Equal((0, 0, 3), (json.RootElement.GetProperty("new").GetInt32(), json.RootElement.GetProperty("changed").GetInt32(), json.RootElement.GetProperty("same").GetInt32()));
    }

    [Fact]
    public async Task Errors_are_found_by_a_dry_run_and_stop_an_import()
    {
        var file = File("组别,单位全称,排序\n区直单位,偃师区财政局,第一\n区直单位,偃师区教育局,2");
        var (code, output) = await RunAsync("import", "units", file, "--dry-run", "--create-groups");
        Assert.Equal(ExitCode.Found, code);
        Assert.Contains("名录.csv第2行C列：“排序”应填数字，现为“第一”。", output, StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => RunAsync("import", "units", file, "--create-groups"));
        Assert.Equal("名录.csv有1处错误，什么也没有导入；请改正后再试。", refusal.Message);
        await using var db = database.Open();
        Assert.Empty(await db.UnitGroups.ToListAsync());
    }

    [Fact]
    public async Task The_file_is_not_kept_in_a_folder_that_is_not_the_databases()
    {
        await using (var other = await Lantai.Storage.Database.OpenAsync(database.Address, Path.Combine(folder, "server")))
            await Lantai.Files.FileFolder.EnsureOwnAsync(other, TimeProvider.System, TestContext.Current.CancellationToken);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => RunAsync("import", "units", File("组别,单位全称\n区直单位,偃师区财政局"), "--create-groups"));
        Assert.Contains("files 不是这个数据库的", refusal.Message, StringComparison.Ordinal);
        await using var db = database.Open();
        Assert.Empty(await db.Units.ToListAsync());
    }

    [Fact]
    public async Task A_region_that_is_not_there_is_answered_with_those_that_are()
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => RunAsync("export", "units", "--region", "kaifeng", "--out", "x.csv"));
        Assert.Equal("没有代码为“kaifeng”的地区；现有：yanshi。", refusal.Message);
    }

    private string File(string content)
    {
        var path = Path.Combine(folder, "名录.csv");
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        string[] where = args.Contains("--region") ? [] : ["--region", "yanshi"];
        var parsed = LantaiCommand.Create().Parse([.. args, .. where, "--database", database.Address, "--data", folder]);
        Assert.Empty(parsed.Errors);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output });
        return (code, output.ToString());
    }
}
