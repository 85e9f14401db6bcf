using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Lantai.AnnualReports;
using Lantai.Disclosure;
using Lantai.Packs;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Contests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Figures;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Lantai.Verification;
using Xunit;

namespace Lantai.Tests.AnnualReports;

public sealed class LiveTablesTests(TestPostgres postgres)
{
    private static readonly DecisionKinds Kinds = DecisionKinds.InForce(new PackFolder(Repository.Pack("")), new(2022, 12, 31));
    private static readonly AnnualFormat Format = AnnualFormats.Shipped.Of(2022)!;

    [Fact]
    public async Task The_sample_cases_give_the_published_table_cell_by_cell()
    {
        await using var office = await SampleAsync();
        var tables = await office.App.WithAsync<ReadYearTables, YearTables>(read => read.RunAsync(office.Yanshi.Id, 2022));
        var published = Verifier.ReadAnnual(Seeds.Stream(Seeds.Read("002")), "002.txt").Figures;
        var cells = Format.Requests.Rows.SelectMany(row => row.Columns.Select(column => new CellAt(row.Key, column.Key))).ToList();
        Assert.Equal(175, cells.Count);
        Assert.All(cells, at => Assert.Equal((at, published[at].Number), (at, tables.Figures[at].Number)));
    }

    [Fact]
    public async Task Every_cell_opens_the_cases_behind_it()
    {
        await using var office = await SampleAsync();
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var page = (await clerk.OpenAsync("/desk/yanshi/annual?year=2022")).Page;
        Assert.Equal(CellState.Blank, (await office.App.WithAsync<ReadYearTables, YearTables>(read => read.RunAsync(office.Yanshi.Id, 2022))).Figures["permits", "decisions"].State);
        Assert.Equal(190, page.QuerySelectorAll("main a[href*='/annual/cell?']").Length);
        Assert.Contains("未填", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var cell = await clerk.OpenAsync("/desk/yanshi/annual/cell?year=2022&row=lacking_not_held&column=company");
        var row = Assert.Single(cell.Page.QuerySelectorAll("tbody tr"));
        Assert.Equal(HttpStatusCode.OK, (await clerk.OpenAsync(row.QuerySelector("a")!.GetAttribute("href")!)).Status);
    }

    [Theory]
    [InlineData("year=2022&row=nothing&column=person")]
    [InlineData("year=abc&row=received&column=person")]
    [InlineData("year=2022&row=permits&column=decisions")]
    [InlineData("")]
    public async Task A_cell_that_is_not_there_is_told(string query)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.RegisterAsync();
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var answer = await clerk.OpenAsync("/desk/yanshi/annual/cell?" + query);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("没有这一格", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_records_a_cell_is_unknown_and_not_0()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var tables = await office.App.WithAsync<ReadYearTables, YearTables>(read => read.RunAsync(office.Yanshi.Id, 2025));
        Assert.All(tables.Figures.All, cell => Assert.Equal(CellState.Blank, cell.Cell.State));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.App.WithAsync<ReadYearTables, YearTables>(read => read.RunAsync(office.Yanshi.Id, 2027)));
        Assert.Equal("2027年还没有到，不能编制这一年的报告。", refusal.Message);
    }

    [Theory]
    [InlineData(2019)]
    [InlineData(2022)]
    public void Any_cases_give_tables_without_a_finding(int year) => Prop.ForAll(Gen.ListOf(Gen.Choose(0, 100_000)).ToArbitrary(), seeds =>
    {
        var format = AnnualFormats.Shipped.Of(year)!;
        var cells = LiveTables.Requests(format, new YearFigures(year, seeds.Select(seed => Case(seed, year)), Kinds))
            .Concat(LiveTables.Remedies(year, seeds.Where(seed => seed % 3 == 0).Select(seed => Contest(seed, year)))).ToDictionary(pair => pair.Key, pair => pair.Value);
        var typed = new AnnualFigures(format, format.Proactive.Rows.SelectMany(row => row.Columns, (row, column) => new CellAt(row.Key, column.Key)).ToDictionary(at => at, _ => AnnualCell.Of(0)));
        var tables = new YearTables(year, format, cells);
        var report = new AnnualReport(SampleReports.Unit, year, tables.With(typed), new Dictionary<string, IReadOnlyList<string>> { ["overview"] = ["本年新收申请{{received.total}}件。"], ["problems"] = ["栏目不够清楚，逐项改进。"], ["others"] = ["没有收取信息处理费。"] });
        var read = Verifier.Verify(SampleReports.ToText(report), "报告.txt");
        return (read.Findings.Count == 0 && !tables.Differences(typed).Any()).Label(string.Join('\n', read.Findings.Select(finding => finding.Message)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Policies_are_counted_by_what_the_year_did_to_them()
    {
        PolicyInYear[] library =
        [
            new(1, "甲办法", PolicyType.Normative, new(2022, 3, 1), null, true),
            new(2, "乙办法", PolicyType.Normative, new(2018, 3, 1), new(2022, 3, 1), false),
            new(3, "丙意见", PolicyType.Other, new(2022, 5, 1), null, true),
        ];
        var cells = LiveTables.Policies(Format, 2022, library).ToDictionary(pair => pair.Key, pair => pair.Value);
        Assert.Equal([1, 1, 1], new[] { "made", "repealed", "valid" }.Select(column => (int)cells[new CellAt("documents", column)].Cell.Value));
        Assert.Equal("乙办法", cells[new CellAt("documents", "repealed")].Things.Single().Name);
        Assert.Equal(CellState.Zero, cells[new CellAt("regulations", "made")].Cell.State);
        Assert.Empty(LiveTables.Policies(AnnualFormats.Shipped.Of(2019)!, 2019, library));
    }

    [Fact]
    public void A_typed_figure_that_contradicts_the_register_is_named_and_not_used()
    {
        var tables = new YearTables(2022, Format, LiveTables.Policies(Format, 2022, [new(1, "甲办法", PolicyType.Normative, new(2022, 3, 1), null, true)]).ToDictionary(pair => pair.Key, pair => pair.Value));
        var typed = new AnnualFigures(Format, new Dictionary<CellAt, AnnualCell> { [new("documents", "made")] = AnnualCell.Of(3), [new("permits", "decisions")] = AnnualCell.Of(12) });
        Assert.Equal(["“行政规范性文件”的“本年制发件数”填报3，政策文件库为1，以登记的为准，请核对。"], tables.Differences(typed));
        var all = tables.With(typed);
        Assert.Equal((1, 12), (all["documents", "made"].Value, all["permits", "decisions"].Value));
        Assert.Equal([CellSource.Policies, CellSource.Typed, CellSource.Nothing], new CellAt[] { new("documents", "made"), new("permits", "decisions"), new("received", "person") }.Select(at => tables.SourceOf(at, all)));
    }

    [Theory]
    [InlineData("正文在前\n", "第1行：正文前面要有一行标题")]
    [InlineData("# 总体情况\n一\n# 总体情况\n", "第3行：“总体情况”出现两次")]
    [InlineData("# 主动公开政府信息情况\n", "第1行：没有“主动公开政府信息情况”这一部分")]
    public void A_text_that_does_not_fit_the_sections_is_refused_with_its_line(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<RefusedException>(() => ReportText.Read(new StringReader(text), "正文.md", Format)).Message, StringComparison.Ordinal);

    private async Task<RequestOffice> SampleAsync()
    {
        var office = await RequestOffice.OpenAsync(postgres);
        await office.LoadSampleAsync();
        return office;
    }

    private static CountedCase Case(int seed, int year)
    {
        var received = new DateOnly(year - 1, 6, 1).AddDays(seed % 570);
        var isEnded = seed % 5 != 0;
        return new CountedCase(ApplicantKinds.All[seed % 6], received, isEnded ? received.AddDays(seed % 50) : null, isEnded ? DecisionKinds.All[seed % DecisionKinds.All.Count] : null);
    }

    private static CountedContest Contest(int seed, int year)
    {
        var lodged = new DateOnly(year - 1, 6, 1).AddDays(seed % 570);
        var isEnded = seed % 2 != 0;
        return new CountedContest(ContestWords.Paths[seed % 7 % 3], lodged, isEnded ? lodged.AddDays(60) : null, isEnded ? ContestWords.Results[seed % 11 % 3] : null);
    }
}
