using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.Journal;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>Units' reports on their way between unit and office.</summary>
public sealed class CollectionTests(TestPostgres postgres)
{
    private static readonly AnnualFigures Typed = new SampleReports(7).Report(2025).Figures;

    [Fact]
    public async Task Every_unit_gets_a_report_once_and_no_other_region_any()
    {
        await using var office = await OpenAsync();
        await using var db = office.App.OpenDb();
        Assert.Equal(2, await db.UnitReports.CountAsync());
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
        var changes = await office.App.WithAsync<FillReport, IReadOnlyList<FigureChange>>(fill => fill.LookAsync(office.Yanshi.Id, [report.UnitId], report.Id, Typed));
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
            ["偃师区教育局2025年度报告改200格。", "偃师区教育局2025年度报告已提交。", "偃师区教育局2025年度报告退回：行政许可的件数请核对。", "偃师区教育局2025年度报告已提交。", "偃师区教育局2025年度报告已审定。"],
            await db.Journal.Where(line => line.Subject == accepted.Subject).OrderBy(line => line.Id).Select(line => line.Sentence).ToListAsync());
        Assert.Equal("这份年度报告已审定，不能提交，请刷新页面。", await RefusalAsync(SubmitAsync(office, accepted)));
    }

    [Fact]
    public async Task Another_unit_and_another_region_do_not_reach_it_and_a_stale_look_is_refused()
    {
        await using var office = await OpenAsync();
        var reports = await ReportsAsync(office);
        Task AsAsync(long region, long unit, int seen) =>
            office.DoAsync<FillReport>(fill => fill.EnterAsync(RequestOffice.Clerk, region, [unit], reports[0].Id, seen, Typed));
        Assert.Equal("没有这份年度报告，请从列表重新打开。", await RefusalAsync(AsAsync(office.Yanshi.Id, reports[1].UnitId, 1)));
        Assert.Equal("没有这份年度报告，请从列表重新打开。", await RefusalAsync(AsAsync(office.Kaifeng.Id, reports[0].UnitId, 1)));
        Assert.Equal("这份年度报告刚由方敏改过，请刷新页面，核对后再办理。", await RefusalAsync(AsAsync(office.Yanshi.Id, reports[0].UnitId, 0)));
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
        fill.EnterAsync(RequestOffice.Clerk, office.Yanshi.Id, [report.UnitId], report.Id, report.Revision, Typed));

    private static Task SubmitAsync(RequestOffice office, UnitReport report) => office.DoAsync<FillReport>(fill =>
        fill.SubmitAsync(RequestOffice.Clerk, office.Yanshi.Id, [report.UnitId], report.Id, report.Revision));

    private static async Task<List<UnitReport>> ReportsAsync(RequestOffice office)
    {
        await using var db = office.App.OpenDb();
        return await db.UnitReports.AsNoTracking().Include(report => report.Figures).OrderBy(report => report.Id).ToListAsync();
    }

    private static async Task<string> RefusalAsync(Task act) => (await Assert.ThrowsAsync<RefusedException>(() => act)).Message;
}
