using System.CommandLine;
using System.Text.Json.Nodes;
using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.Cli;
using Lantai.Tests.Support;
using Lantai.Units;
using Lantai.Verification;
using Xunit;

namespace Lantai.Tests.Cli;

public sealed class AnnualVerbTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Title = "偃师区人民政府2022年政府信息公开工作年度报告";

    private readonly string folder = Directory.CreateTempSubdirectory("lantai-annual-").FullName;
    private TestDatabase database = null!;

    private string Out => Path.Combine(folder, "年报");

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
    public async Task A_report_is_built_from_typed_figures_and_text_and_verified_again_without_a_finding()
    {
        var sample = new SampleReports(11).Report();
        var (code, output, error) = await BuildAsync("--year", "2022", "--figures", Figures(sample.Figures), "--text", Text("本年新收申请{{received.total}}件。"), "--signed-on", "2023-01-20");
        Assert.Equal((ExitCode.Fine, false), (code, error.Contains("没有数", StringComparison.Ordinal)));
        Assert.Contains("错误 0 处", output, StringComparison.Ordinal);
        foreach (var ending in new[] { ".html", ".docx" })
        {
            using var stream = File.OpenRead(Path.Combine(Out, Title + ending));
            Assert.Empty(Verifier.Verify(stream, Title + ending).Findings);
            Assert.Equal(sample.Figures.All.Select(cell => cell.Cell.Number), Verifier.ReadAnnual(stream, Title + ending).Figures.All.Select(cell => cell.Cell.Number));
        }
        Assert.Equal("2023-01-20", JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Out, Title + ".json")))!["signed_on"]!.GetValue<string>());
        Assert.Contains("填报", await File.ReadAllTextAsync(Path.Combine(Out, Title + "数据来源.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_without_figures_says_how_many_cells_are_unknown_and_invents_none()
    {
        var (code, output, error) = await BuildAsync("--year", "2022", "--text", Text("本年度按照规定公开。"));
        Assert.Equal(ExitCode.Fine, code);
        Assert.Contains("还有200格没有数", error, StringComparison.Ordinal);
        Assert.Contains("错误 0 处", output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Found, (await BuildAsync("--year", "2022")).Code);
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Out, Title + ".json")))!;
        Assert.Null(json["tables"]!["table3"]!["received"]!["total"]);
    }

    [Fact]
    public async Task A_collected_report_is_printed_with_its_figures_sections_and_reasons_and_a_units_with_its_own()
    {
        var sample = new SampleReports(11).Report();
        await CollectAsync(sample);
        var (code, output, error) = await BuildAsync("--year", "2022", "--text", Text("文件里的总体情况。"), "--figures", Figures(sample.Figures));
        // As the desk says it: the sample's explanation is of another difference.
        Assert.Equal(ExitCode.Found, code);
        Assert.Contains("错误　行政许可：有1格与各单位之和不同，说明以后差数变了", output, StringComparison.Ordinal);
        Assert.Equal("12", Permits(Title));
        Assert.Contains("偃师区人民政府2022年度报告填报中，还没有审定。", error, StringComparison.Ordinal);
        Assert.Contains($"“行政许可”的“本年处理决定数量”文件为{sample.Figures["permits", "decisions"].Written}，收集的报告为12，以收集的为准。", error, StringComparison.Ordinal);
        Assert.Contains("“总体情况”用收集的报告里写的，没有用文件里的。", error, StringComparison.Ordinal);
        var html = await File.ReadAllTextAsync(Path.Combine(Out, Title + ".html"));
        Assert.Contains("区政府全年公开情况良好。", html, StringComparison.Ordinal);
        Assert.Contains("本年度没有收取信息处理费。", html, StringComparison.Ordinal);
        Assert.Contains("各单位报告之和,民政局,", await File.ReadAllTextAsync(Path.Combine(Out, Title + "数据来源.csv")), StringComparison.Ordinal);
        Assert.Contains("填报,,统一办理的不重复计。", await File.ReadAllTextAsync(Path.Combine(Out, Title + "数据来源.csv")), StringComparison.Ordinal);

        Assert.Equal(ExitCode.Fine, (await BuildAsync("--year", "2022", "--unit", "民政局", "--text", Text("本年度按照规定公开。"))).Code);
        Assert.Equal(sample.Figures["permits", "decisions"].Written, Permits("民政局2022年政府信息公开工作年度报告"));
        Assert.Equal("本地区没有名为“林业局”的单位，请写“单位”里的全称；不写 --unit 的，是本级政府的报告。", await RefusalAsync("--year", "2022", "--unit", "林业局"));
    }

    /// <summary>民政局's report handed in as the sample has it; the region's own with 12 permits, one section and a reason.</summary>
    private async Task CollectAsync(AnnualReport sample)
    {
        await using var db = database.Open();
        var region = db.Regions.Single();
        var group = new UnitGroup { RegionId = region.Id, Name = "区直单位" };
        db.UnitGroups.Add(group);
        await db.SaveChangesAsync();
        var unit = new Unit { RegionId = region.Id, GroupId = group.Id };
        unit.Names.Add(new UnitName { Kind = UnitNameKind.Full, Text = "民政局" });
        db.Units.Add(unit);
        await db.SaveChangesAsync();
        UnitReport civil = UnitReport.For(unit.Id, "方敏", DateTimeOffset.UnixEpoch), own = UnitReport.For(null, "方敏", DateTimeOffset.UnixEpoch);
        civil.Enter(sample.Figures.All.Select(cell => new FigureChange(new CellAt(cell.Row.Key, cell.Column.Key), AnnualCell.Blank, cell.Cell)), CellSource.Typed, "方敏", DateTimeOffset.UnixEpoch);
        civil.Submit(new YearTables(2022, sample.Figures.Format, new Dictionary<CellAt, LiveCell>()), "方敏", DateTimeOffset.UnixEpoch);
        civil.Accept("方敏", DateTimeOffset.UnixEpoch);
        own.Enter([new FigureChange(new CellAt("permits", "decisions"), AnnualCell.Blank, AnnualCell.Of(12))], CellSource.Typed, "方敏", DateTimeOffset.UnixEpoch);
        own.Write("overview", "区政府全年公开情况良好。", "方敏", DateTimeOffset.UnixEpoch);
        own.Explain([new("permits", "统一办理的不重复计。")], _ => "decisions", "方敏", DateTimeOffset.UnixEpoch);
        var year = new AnnualYear { RegionId = region.Id, Year = 2022, OpenedAt = DateTimeOffset.UnixEpoch, OpenedBy = "方敏" };
        year.Reports.AddRange([civil, own]);
        db.AnnualYears.Add(year);
        await db.SaveChangesAsync();
    }

    private string Permits(string title) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Out, title + ".json")))!["tables"]!["table2"]!["permits"]!["decisions"]!.ToString();

    [Fact]
    public async Task What_cannot_be_built_is_refused_in_one_sentence()
    {
        Assert.Equal("没有2015年度报告的格式；可以编制的年度从2019年起。", await RefusalAsync("--year", "2015"));
        Assert.Contains("年还没有到", await RefusalAsync("--year", "2090"), StringComparison.Ordinal);
        Assert.Contains("取不到数", await RefusalAsync("--year", "2022", "--text", Text("新收{{received.total}}件。")), StringComparison.Ordinal);
        Assert.Contains("找不到文件", await RefusalAsync("--year", "2022", "--figures", Path.Combine(folder, "没有.csv")), StringComparison.Ordinal);
    }

    private string Figures(AnnualFigures figures)
    {
        var path = Path.Combine(folder, "数据.csv");
        using var file = File.Create(path);
        Lantai.Papers.SheetCsv.Write(FiguresFile.Write(figures), file);
        return path;
    }

    private string Text(string overview)
    {
        var path = Path.Combine(folder, "正文.md");
        File.WriteAllText(path, $"# 总体情况\n{overview}\n\n# 存在的主要问题及改进情况\n栏目不够清楚，逐项改进。\n# 其他需要报告的事项\n本年度没有收取信息处理费。\n");
        return path;
    }

    private async Task<string> RefusalAsync(params string[] args) => (await Assert.ThrowsAsync<RefusedException>(() => BuildAsync(args))).Message;

    private async Task<(int Code, string Output, string Error)> BuildAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var parsed = LantaiCommand.Create().Parse(["annual", "build", "--region", "yanshi", "--out", Out, .. args, "--database", database.Address, "--data", folder]);
        Assert.Empty(parsed.Errors);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
