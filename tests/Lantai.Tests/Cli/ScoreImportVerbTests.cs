using System.Text.Json;
using Lantai.Assessment;
using Lantai.Cli;
using Lantai.Tests.Assessment;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Cli;

public sealed class ScoreImportVerbTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Csv = "单位,组别,公共服务,交流互动,网站建设及安全,政务信息公开\r\n民政局,区直单位,4,2,13,2.5\r\n岳滩镇,镇（街道）,4,2,13,0.0\r\n";
    private readonly string folder = Directory.CreateTempSubdirectory("lantai-cli-").FullName;
    private Office office = null!;

    public async ValueTask InitializeAsync() => office = await Office.StartAsync(postgres, "区直单位/民政局", "镇（街道）/岳滩镇");

    public async ValueTask DisposeAsync()
    {
        await office.DisposeAsync();
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task What_was_imported_is_exported_as_the_same_file()
    {
        var imported = await RunAsync("import", "scores", File(Csv), "--open");
        Assert.Equal((ExitCode.Fine, ""), (imported.Code, imported.Error));
        Assert.Contains("已导入2个单位，改变8格。", imported.Output, StringComparison.Ordinal);
        var back = Path.Combine(folder, "back.csv");
        await RunAsync("export", "scores", "--out", back);
        Assert.Equal(Csv, (await System.IO.File.ReadAllTextAsync(back)).TrimStart('\uFEFF'));
    }

    [Fact]
    public async Task A_dry_run_lists_the_cells_and_writes_nothing()
    {
        await office.OpenAsync();
        var answer = await RunAsync("import", "scores", File(Csv), "--dry-run");
        Assert.Contains("民政局　政务信息公开　空 → 2.5", answer.Output, StringComparison.Ordinal);
        Assert.Empty(await office.DoAsync(db => db.ScoreEntries.ToListAsync()));
    }

    [Fact]
    public async Task Other_programs_read_what_would_change()
    {
        await office.OpenAsync();
        using var answer = JsonDocument.Parse((await RunAsync("import", "scores", File(Csv), "--dry-run", "--json")).Output);
        Assert.False(answer.RootElement.GetProperty("imported").GetBoolean());
        var change = answer.RootElement.GetProperty("changes").EnumerateArray().First(cell => cell.GetProperty("column").GetString() == "政务信息公开");
        Assert.Equal(("民政局", "", "2.5"), (change.GetProperty("unit").GetString(), change.GetProperty("from").GetString(), change.GetProperty("to").GetString()));
    }

    [Theory]
    [InlineData("这个考评期还没有开始", "--period", "2022-11")]
    [InlineData("考评期“去年”应写成2022-12", "--period", "去年")]
    [InlineData("没有代码为“luoyang”的地区；现有：yanshi", "--region", "luoyang")]
    [InlineData("没有“自评”阶段，请去掉 --stage", "--stage", "自评")]
    public async Task What_cannot_be_done_is_said_in_one_sentence(string says, string option, string value)
    {
        await office.OpenAsync();
        var arguments = new Dictionary<string, string> { ["--region"] = "yanshi", ["--scheme"] = "yanshi-monthly", ["--period"] = "2022-12", [option] = value };
        var answer = await RunPlainAsync(["import", "scores", File(Csv), .. arguments.SelectMany(pair => new[] { pair.Key, pair.Value })]);
        Assert.Equal(ExitCode.CouldNot, answer.Code);
        Assert.Contains(says, answer.Error, StringComparison.Ordinal);
    }

    private Task<Answer> RunAsync(params string[] arguments) =>
        RunPlainAsync([.. arguments, "--region", "yanshi", "--scheme", "yanshi-monthly", "--period", "2022-12"]);

    private Task<Answer> RunPlainAsync(string[] arguments) =>
        Task.Run(() => Command.Call([.. arguments, "--database", office.Address, "--data", folder]));

    private string File(string content)
    {
        var path = Path.Combine(folder, "得分.csv");
        System.IO.File.WriteAllText(path, content);
        return path;
    }
}
