using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.AnnualReports.Publication;
using Lantai.Journal;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>Units' reports on their way between unit and office.</summary>
public sealed class CollectionTests(TestPostgres postgres)
{
    private static readonly AnnualReport Sample = new SampleReports(7).Report(2025);
    private static readonly AnnualFigures Typed = Sample.Figures;

    [Fact]
    public async Task Every_unit_gets_a_report_once_and_no_other_region_any()
    {
        await using var office = await OpenAsync();
        await using var db = office.App.OpenDb();
        Assert.Equal(2, await db.UnitReports.CountAsync(report => report.UnitId != null));
        Assert.Equal(1, await db.UnitReports.CountAsync(report => report.UnitId == null));
        Assert.Equal("2025年度报告已经布置，请从列表打开。", await RefusalAsync(OpenYearAsync(office, 2025)));
        Assert.Equal("2027年还没有到，不能布置这一年的报告。", await RefusalAsync(OpenYearAsync(office, 2027)));
        Assert.Contains("没有2018年度报告的格式", await RefusalAsync(OpenYearAsync(office, 2018)), StringComparison.Ordinal);
        Assert.Equal(1, await db.Journal.CountAsync(line => line.Act == "布置年度报告"));
    }

    [Fact]
    public async Task A_look_writes_nothing_and_entering_keeps_every_cell_as_written()
    {
        await using var office = await OpenAsync();
        var report = (await ReportsAsync(office))[0];
        var changes = await office.App.WithAsync<FillReport, IReadOnlyList<FigureChange>>(fill => fill.LookAsync(office.Yanshi.Id, [report.UnitId!.Value], report.Id, Typed));
        Assert.Equal(Typed.All.Count(), changes.Count);
        Assert.All(changes, change => Assert.Equal(CellState.Blank, change.Before.State));
        Assert.Empty((await ReportsAsync(office))[0].Figures);
        await EnterAsync(office, report);
        var kept = (await ReportsAsync(office))[0].Read(Typed.Format);
        Assert.Equal(Typed.All.Select(cell => cell.Cell), kept.All.Select(cell => cell.Cell));
    }

    [Fact]
    public async Task A_corrected_cell_takes_the_place_of_the_one_before_and_a_blank_one_leaves_it()
    {
        await using var office = await OpenAsync();
        await EnterAsync(office, (await ReportsAsync(office))[0]);
        var report = (await ReportsAsync(office))[0];
        var one = new AnnualFigures(Typed.Format, new Dictionary<CellAt, AnnualCell> { [new("permits", "decisions")] = AnnualCell.Stroke("/") });
        await office.DoAsync<FillReport>(fill => fill.EnterAsync(RequestOffice.Clerk, office.Yanshi.Id, null, report.Id, report.Revision, one));
        var kept = (await ReportsAsync(office))[0].Read(Typed.Format);
        Assert.Equal(CellState.Stroke, kept["permits", "decisions"].State);
        Assert.Equal(Typed["received", "total"], kept["received", "total"]);
    }

    [Fact]
    public async Task A_report_with_blank_cells_is_not_submitted()
    {
        await using var office = await OpenAsync();
        var report = (await ReportsAsync(office))[0];
        Assert.Contains("还有200格没有填数，第一处是“规章”的“本年制发件数”", await RefusalAsync(SubmitAsync(office, report)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_returns_with_a_reason_and_accepts_and_then_nothing_changes()
    {
        await using var office = await OpenAsync();
        await EnterAsync(office, (await ReportsAsync(office))[0]);
        foreach (var section in Sample.Prose) await WriteAsync(office, (await ReportsAsync(office))[0], section.Key, string.Join('\n', section.Value));
        await SubmitAsync(office, (await ReportsAsync(office))[0]);
        var submitted = (await ReportsAsync(office))[0];
        await office.DoAsync<FillReport>(fill => fill.ReturnAsync(RequestOffice.Clerk, office.Yanshi.Id, submitted.Id, submitted.Revision, "行政许可的件数请核对。"));
        var returned = (await ReportsAsync(office))[0];
        Assert.Equal((UnitReportState.Open, "行政许可的件数请核对。"), (returned.State, returned.ReturnedBecause));
        await SubmitAsync(office, returned);
        var again = (await ReportsAsync(office))[0];
        await office.DoAsync<FillReport>(fill => fill.AcceptAsync(RequestOffice.Clerk, office.Yanshi.Id, again.Id, again.Revision));
        var accepted = (await ReportsAsync(office))[0];
        Assert.Equal((UnitReportState.Accepted, null), (accepted.State, accepted.ReturnedBecause));
        await using var db = office.App.OpenDb();
        Assert.Equal(
            ["偃师区教育局2025年度报告改“总体情况”。", "偃师区教育局2025年度报告改“存在的主要问题及改进情况”。", "偃师区教育局2025年度报告改“其他需要报告的事项”。", "偃师区教育局2025年度报告已提交。", "偃师区教育局2025年度报告退回：行政许可的件数请核对。", "偃师区教育局2025年度报告已提交。", "偃师区教育局2025年度报告已审定。"],
            await db.Journal.Where(line => line.Subject == accepted.Subject).OrderBy(line => line.Id).Skip(1).Select(line => line.Sentence).ToListAsync());
        Assert.Equal("这份年度报告已审定，不能提交，请刷新页面。", await RefusalAsync(SubmitAsync(office, accepted)));
    }

    [Fact]
    public async Task A_report_without_words_with_an_error_or_with_what_is_no_figure_is_not_submitted()
    {
        await using var office = await OpenAsync();
        async Task<UnitReport> NowAsync() => (await ReportsAsync(office))[0];
        await EnterAsync(office, await NowAsync());
        Assert.Equal("“总体情况”还没有写，不能提交；确实没有的，写明没有。", await RefusalAsync(SubmitAsync(office, await NowAsync())));
        foreach (var section in Sample.Prose) await WriteAsync(office, await NowAsync(), section.Key, string.Join('\n', section.Value));
        await WriteAsync(office, await NowAsync(), "others", "本年新收政府信息公开申请{{received.all}}件。");
        Assert.Contains("没有对应的格", await RefusalAsync(SubmitAsync(office, await NowAsync())), StringComparison.Ordinal);
        await WriteAsync(office, await NowAsync(), "others", "本年度没有收取信息处理费。");
        await TypeAsync(office, await NowAsync(), new CellAt("permits", "decisions"), AnnualCell.Text("约12"));
        Assert.Equal("有1格填的不是数，第一处是“行政许可”的“本年处理决定数量”，填的是“约12”。", await RefusalAsync(SubmitAsync(office, await NowAsync())));
        await TypeAsync(office, await NowAsync(), new CellAt("permits", "decisions"), AnnualCell.Of(3));
        await TypeAsync(office, await NowAsync(), new CellAt("received", "person"), AnnualCell.Of(Typed["received", "person"].Value + 1));
        Assert.StartsWith("核验有", await RefusalAsync(SubmitAsync(office, await NowAsync())), StringComparison.Ordinal);
        await TypeAsync(office, await NowAsync(), new CellAt("received", "person"), Typed["received", "person"]);
        await SubmitAsync(office, await NowAsync());
        Assert.Equal(UnitReportState.Submitted, (await NowAsync()).State);
    }

    [Fact]
    public async Task A_doubtful_sentence_does_not_keep_a_report_back_but_is_named()
    {
        await using var office = await OpenAsync();
        async Task<UnitReport> NowAsync() => (await ReportsAsync(office))[0];
        await EnterAsync(office, await NowAsync());
        foreach (var section in Sample.Prose) await WriteAsync(office, await NowAsync(), section.Key, string.Join('\n', section.Value));
        await WriteAsync(office, await NowAsync(), "others", "本年新收政府信息公开申请99999件。");
        await SubmitAsync(office, await NowAsync());
        var remarks = await RemarksAsync(office, await NowAsync());
        Assert.Equal(RemarkWeight.Doubtful, Assert.Single(remarks, remark => remark.Title == "文中数字").Weight);
    }

    [Fact]
    public async Task Figures_of_last_year_count_once_they_are_accepted()
    {
        await using var office = await OpenAsync();
        await OpenYearAsync(office, 2024);
        var unit = (await ReportsAsync(office))[0].UnitId;
        async Task<UnitReport> OfAsync(int at) => (await ReportsAsync(office)).Where(report => report.UnitId == unit).ElementAt(at);
        await EnterAsync(office, await OfAsync(0));
        await EnterAsync(office, await OfAsync(1));
        Assert.DoesNotContain(await RemarksAsync(office, await OfAsync(0)), remark => remark.Title == "与上年衔接");
        foreach (var section in Sample.Prose) await WriteAsync(office, await OfAsync(1), section.Key, string.Join('\n', section.Value));
        await SubmitAsync(office, await OfAsync(1));
        var before = await OfAsync(1);
        await office.DoAsync<FillReport>(fill => fill.AcceptAsync(RequestOffice.Clerk, office.Yanshi.Id, before.Id, before.Revision));
        Assert.Contains(await RemarksAsync(office, await OfAsync(0)), remark => remark is { Title: "与上年衔接", Weight: RemarkWeight.Doubtful });
    }

    [Fact]
    public async Task The_report_of_the_running_year_is_prepared_but_neither_handed_in_nor_accepted_nor_published()
    {
        await using var office = await OpenAsync();
        await OpenYearAsync(office, 2026);
        var report = (await ReportsAsync(office))[^1];
        await EnterAsync(office, report);
        report = (await ReportsAsync(office))[^1];
        Assert.Equal("2026年还没有过完，年度报告从2027年1月1日起才能提交。", await RefusalAsync(SubmitAsync(office, report)));
        Assert.Equal("2026年还没有过完，年度报告从2027年1月1日起才能审定。", await RefusalAsync(office.DoAsync<FillReport>(fill =>
            fill.AcceptAsync(RequestOffice.Clerk, office.Yanshi.Id, report.Id, report.Revision))));
        Assert.Equal("2026年还没有过完，年度报告从2027年1月1日起才能公布。", await RefusalAsync(office.DoAsync<PublishReport>(publish =>
            publish.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, report.Id, report.Revision, new DateOnly(2026, 5, 20), null))));
    }

    [Fact]
    public async Task A_form_empties_a_cell_and_an_import_says_that_it_is_one()
    {
        await using var office = await OpenAsync();
        var at = new CellAt("permits", "decisions");
        var report = (await ReportsAsync(office))[0];
        await office.DoAsync<FillReport>(fill => fill.EnterAsync(RequestOffice.Clerk, office.Yanshi.Id, null, report.Id, report.Revision, Typed, CellSource.Imported));
        report = (await ReportsAsync(office))[0];
        Assert.Equal(CellSource.Imported, (await SheetAsync(office, report)).SourceOf(at));
        var rest = new AnnualFigures(Typed.Format, Typed.All.Select(cell => (At: new CellAt(cell.Row.Key, cell.Column.Key), cell.Cell)).Where(cell => cell.At != at).ToDictionary(cell => cell.At, cell => cell.Cell));
        await office.DoAsync<FillReport>(fill => fill.EnterAllAsync(RequestOffice.Clerk, office.Yanshi.Id, null, report.Id, report.Revision, rest, new AnnualFigures(Typed.Format, new Dictionary<CellAt, AnnualCell>())));
        var emptied = await SheetAsync(office, (await ReportsAsync(office))[0]);
        Assert.Equal((CellState.Blank, CellSource.Nothing), (emptied.Figures[at].State, emptied.SourceOf(at)));
        Assert.Equal(CellSource.Imported, emptied.SourceOf(new CellAt("received", "total")));
    }

    [Fact]
    public async Task Words_are_compared_with_last_year_and_for_the_office_with_sister_units()
    {
        await using var office = await OpenAsync();
        var words = string.Concat(Enumerable.Range(0, 40).Select(i => $"第{"甲乙丙丁戊己庚辛壬癸"[i % 10]}项栏目更新不够及时，责任到人逐月核对，"));
        await OpenYearAsync(office, 2024);
        var reports = await ReportsAsync(office);
        await WriteAsync(office, reports[0], "problems", words);
        await WriteAsync(office, reports[1], "problems", words);
        await WriteAsync(office, reports[2], "problems", words);
        var sheet = await SheetAsync(office, (await ReportsAsync(office))[0]);
        var remarks = await office.App.WithAsync<ReadReports, IReadOnlyList<ReportRemark>>(read => read.CheckAsync(office.Yanshi.Id, sheet, withSisters: true));
        Assert.Equal(["上一年", "偃师区司法局"], remarks.Where(remark => remark.Title == "内容雷同").Select(remark => remark.Sentence.Split("的文字与")[1].Split("的报告")[0]));
        var own = await office.App.WithAsync<ReadReports, IReadOnlyList<ReportRemark>>(read => read.CheckAsync(office.Yanshi.Id, sheet, withSisters: false));
        Assert.Single(own, remark => remark.Title == "内容雷同");
    }

    [Fact]
    public async Task Another_unit_and_another_region_do_not_reach_it_and_a_stale_look_is_refused()
    {
        await using var office = await OpenAsync();
        var reports = await ReportsAsync(office);
        Task AsAsync(long region, long unit, int seen) =>
            office.DoAsync<FillReport>(fill => fill.EnterAsync(RequestOffice.Clerk, region, [unit], reports[0].Id, seen, Typed));
        Assert.Equal("没有这份年度报告，请从列表重新打开。", await RefusalAsync(AsAsync(office.Yanshi.Id, reports[1].UnitId!.Value, 1)));
        Assert.Equal("没有这份年度报告，请从列表重新打开。", await RefusalAsync(AsAsync(office.Kaifeng.Id, reports[0].UnitId!.Value, 1)));
        Assert.Equal("这份年度报告刚由方敏改过，请刷新页面，核对后再办理。", await RefusalAsync(AsAsync(office.Yanshi.Id, reports[0].UnitId!.Value, 0)));
    }

    private async Task<RequestOffice> OpenAsync()
    {
        var office = await RequestOffice.OpenAsync(postgres);
        foreach (var unit in new[] { "偃师区教育局", "偃师区司法局" }) await office.AddUnitAsync(unit);
        await OpenYearAsync(office, 2025);
        return office;
    }

    private static Task OpenYearAsync(RequestOffice office, int year) => office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, year));

    private static Task EnterAsync(RequestOffice office, UnitReport report) => office.DoAsync<FillReport>(fill =>
        fill.EnterAsync(RequestOffice.Clerk, office.Yanshi.Id, [report.UnitId!.Value], report.Id, report.Revision, Typed));

    private static Task SubmitAsync(RequestOffice office, UnitReport report) => office.DoAsync<FillReport>(fill =>
        fill.SubmitAsync(RequestOffice.Clerk, office.Yanshi.Id, [report.UnitId!.Value], report.Id, report.Revision));

    private static Task WriteAsync(RequestOffice office, UnitReport report, string section, string words) => office.DoAsync<FillReport>(fill =>
        fill.WriteAsync(RequestOffice.Clerk, office.Yanshi.Id, [report.UnitId!.Value], report.Id, report.Revision, section, words));

    private static Task TypeAsync(RequestOffice office, UnitReport report, CellAt at, AnnualCell cell) => office.DoAsync<FillReport>(fill =>
        fill.EnterAsync(RequestOffice.Clerk, office.Yanshi.Id, [report.UnitId!.Value], report.Id, report.Revision, new AnnualFigures(Typed.Format, new Dictionary<CellAt, AnnualCell> { [at] = cell })));

    private static async Task<ReportSheet> SheetAsync(RequestOffice office, UnitReport report) =>
        (await office.App.WithAsync<ReadReports, ReportSheet?>(read => read.FindAsync(office.Yanshi.Id, null, report.Id)))!;

    private static async Task<IReadOnlyList<ReportRemark>> RemarksAsync(RequestOffice office, UnitReport report)
    {
        var sheet = await SheetAsync(office, report);
        return await office.App.WithAsync<ReadReports, IReadOnlyList<ReportRemark>>(read => read.CheckAsync(office.Yanshi.Id, sheet, withSisters: false));
    }

    private static async Task<List<UnitReport>> ReportsAsync(RequestOffice office)
    {
        await using var db = office.App.OpenDb();
        return await db.UnitReports.AsNoTracking().Include(report => report.Figures).Where(report => report.UnitId != null).OrderBy(report => report.Id).ToListAsync();
    }

    private static async Task<string> RefusalAsync(Task act) => (await Assert.ThrowsAsync<RefusedException>(() => act)).Message;
}
