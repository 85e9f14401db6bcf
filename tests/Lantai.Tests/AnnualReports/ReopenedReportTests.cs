using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.Assessment;
using Lantai.Journal;
using Lantai.People;
using Lantai.Requests;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>Reports that come back to their unit, and registers that changed in the meantime.</summary>
public sealed class ReopenedReportTests(TestPostgres postgres)
{
    private static readonly CellAt Received = new("received", "total");
    private static readonly CellAt Permits = new("permits", "decisions");
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public async Task What_the_register_no_longer_counts_is_not_left_in_a_returned_report()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var request = await RegisterAsync(place);
        var (report, clerk, liaison) = await place.AcceptedAsync();
        await clerk.SubmitAsync(report, "return", new() { ["Step.Because"] = "请核对。" });
        await AddressAsync(place, request, null);
        var sheet = await SheetAsync(place, place.Education);
        Assert.Equal((Lantai.AnnualReports.CellState.Blank, CellSource.Nothing), (sheet.Figures[Received].State, sheet.SourceOf(Received)));
        Assert.Null(sheet.CountedAt(Received));
        Assert.Contains("格没有填数", Assert.Single((await liaison.SubmitAsync(report, "submit")).Errors), StringComparison.Ordinal);
        Assert.Equal((ReportPlace.Sample.Figures[Permits].Number, CellSource.Typed), (sheet.Figures[Permits].Number, sheet.SourceOf(Permits)));
    }

    [Fact]
    public void The_same_number_with_a_reason_is_typed_and_not_the_registers_any_more()
    {
        var report = Submitted();
        report.Return("请核对。", "方敏", Now);
        report.Overrule(Received, AnnualCell.Of(1), AnnualCell.Of(2), "只有1件是本单位的。", "方敏", Now);
        var figure = report.Figures.Single(figure => figure.At == Received);
        Assert.Equal((CellSource.Typed, "1", "2"), (figure.Source, figure.Written, figure.Recorded));
    }

    [Fact]
    public void A_reason_against_a_record_that_is_gone_is_not_handed_in()
    {
        var report = Submitted();
        report.Return("请核对。", "方敏", Now);
        report.Overrule(Received, AnnualCell.Of(5), AnnualCell.Of(1), "4件未登记。", "方敏", Now);
        report.Submit(Tables([]), "方敏", Now);
        var figure = report.Figures.Single(figure => figure.At == Received);
        Assert.Equal(("5", null, null), (figure.Written, figure.Because, figure.Counted));
    }

    [Fact]
    public void The_day_of_acceptance_stays_when_the_report_goes_out()
    {
        var report = Submitted();
        report.Accept("方敏", Now.AddDays(1));
        report.Publish("方敏", Now.AddDays(9));
        Assert.Equal(Now.AddDays(1), report.AcceptedAt);
    }

    [Fact]
    public async Task A_case_that_is_addressed_to_another_after_its_report_was_accepted_counts_once()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var request = await RegisterAsync(place);
        var (report, clerk, _) = await place.AcceptedAsync();
        await AddressAsync(place, request, place.Justice);
        async Task<decimal?> CountAsync() => (await SheetAsync(place, null)).Figures[Received].Number;
        Assert.Equal(1, await CountAsync());
        await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.Because"] = "迟报" });
        await clerk.SubmitAsync($"{report}/correct", "correct", new() { ["Input.Because"] = "件数有误。" });
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_register_that_waits_for_its_day_does_not_break_a_change_of_a_report()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await RegisterAsync(place);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var report = (await SheetAsync(place, place.Education)).Report;
        await using var db = place.Office.App.OpenDb();
        await db.Database.ExecuteSqlAsync($"update request set changes_on = received_on", TestContext.Current.CancellationToken);
        await place.Office.DoAsync<FillReport>(fill => fill.OverruleAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, null, report.Id, report.Revision, Received, "3", "2件未登记。"));
        Assert.Equal(3, (await SheetAsync(place, place.Education)).Figures[Received].Number);
    }

    [Fact]
    public async Task The_journal_says_which_cell_became_what()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        foreach (var figure in new[] { 3, 12 }) await TypeAsync(place, AnnualCell.Of(figure), AnnualCell.Blank);
        await using var db = place.Office.App.OpenDb();
        Assert.Equal(
            ["教育局2025年度报告改1格：“行政许可”的“本年处理决定数量”由未填改为3。", "教育局2025年度报告改1格：“行政许可”的“本年处理决定数量”由3改为12。"],
            await db.Journal.Where(line => line.Act == "填报年度报告数据").OrderBy(line => line.Id).Select(line => line.Sentence).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_typed_over_a_file_counts_as_typed()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        foreach (var (typed, source) in new[] { (4, CellSource.Typed), (7, CellSource.Imported) })
        {
            await TypeAsync(place, AnnualCell.Of(typed), AnnualCell.Of(7));
            Assert.Equal(source, (await SheetAsync(place, place.Education)).SourceOf(Permits));
        }
    }

    [Fact]
    public async Task A_sentence_that_the_verifier_refuses_is_a_remark_and_leaves_other_units_their_pages()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var (report, clerk) = (await place.ReportAsync(), await place.Office.SignInAsync("fangmin", Post.Office));
        var liaison = await place.Office.LiaisonAsync("qinyu", place.Education);
        await ReportPlace.FillAsync(liaison, report);
        await liaison.SubmitAsync($"{report}/sections/others", "section", new() { ["Input.Words"] = "一、本年新收政府信息公开申请数量" });
        foreach (var page in new[] { report, $"{report}/sections/others" })
            Assert.Contains("不止一份年度报告", (await liaison.OpenAsync(page)).Text, StringComparison.Ordinal);
        Assert.Contains("不止一份年度报告", string.Concat((await liaison.SubmitAsync(report, "submit")).Errors), StringComparison.Ordinal);
        var sister = (await SheetAsync(place, place.Justice)).Report.Id;
        var beside = await clerk.OpenAsync($"{ReportPlace.Home}/reports/{sister}");
        Assert.Contains("没有拿来比对", beside.Text, StringComparison.Ordinal);
        Assert.Equal(report, (await liaison.SubmitAsync($"{report}/sections/others", "section", new() { ["Input.Words"] = "没有。" })).Location);
    }

    [Fact]
    public async Task The_reason_of_a_correction_is_looked_through_before_it_goes_out()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var (report, clerk, liaison) = await place.AcceptedAsync();
        await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.Because"] = "迟报" });
        await clerk.SubmitAsync($"{report}/correct", "correct", new() { ["Input.Because"] = "误列证件号码11010519491231002X的申请。" });
        await liaison.SubmitAsync($"{report}/figures", "figures", new() { ["cell[permits][decisions]"] = "77" });
        await liaison.SubmitAsync(report, "submit");
        await clerk.SubmitAsync(report, "accept");
        Assert.Contains((await clerk.SubmitAsync($"{report}/publish", "publish")).Errors, error => error.StartsWith("更正理由：", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Governments_of_counties_have_their_day_in_their_group()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        using var clerk = await place.Office.SignInAsync("fangmin", Post.Office);
        await using var db = place.Office.App.OpenDb();
        var group = await db.UnitGroups.Select(group => group.Id).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["请选择“级别”。"], (await clerk.SubmitAsync($"/desk/yanshi/units/groups/{group}", "rename", new() { ["Input.Level"] = "Planet" })).Errors);
        Assert.NotNull((await clerk.SubmitAsync($"/desk/yanshi/units/groups/{group}", "rename", new() { ["Input.Level"] = "County" })).Location);
        Assert.Equal(new DateOnly(2026, 2, 20), (await SheetAsync(place, place.Education)).Deadline.For(2025));
        var list = await clerk.OpenAsync($"{ReportPlace.Home}/reports?year=2025");
        Assert.Contains("县级政府应在2026-02-20以前公布", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-01-31", list.Text, StringComparison.Ordinal);
        Assert.Equal("组别“区直单位”级别由部门和乡镇（街道）改为县级政府。", await db.Journal.Where(line => line.Act == "修改组别").Select(line => line.Sentence).SingleAsync(TestContext.Current.CancellationToken));
        var query = new FactQuery(place.Office.Yanshi.Id, new Dictionary<long, string> { [place.Education] = "教育局" }, null, new DateOnly(2026, 5, 20), new HashSet<string> { "年报逾期" });
        var facts = await place.Office.App.WithAsync<IEnumerable<FactSource>, IReadOnlyList<Fact>>(sources =>
            sources.Single(source => source.Title == "年度报告核验").ReadAsync(db, query, TestContext.Current.CancellationToken));
        Assert.Equal(new DateOnly(2026, 2, 21), Assert.Single(facts).Day);
    }

    [Fact]
    public async Task A_unit_founded_after_the_year_has_nothing_to_report_of_it()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await using var db = place.Office.App.OpenDb();
        await db.Set<UnitName>().Where(name => name.UnitId == place.Justice).ExecuteUpdateAsync(name => name.SetProperty(known => known.FromOn, new DateOnly(2026, 1, 1)), TestContext.Current.CancellationToken);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        Assert.Equal([place.Education], await db.UnitReports.Where(report => report.UnitId != null).Select(report => report.UnitId!.Value).ToListAsync(TestContext.Current.CancellationToken));
    }

    private static Task<Request> RegisterAsync(ReportPlace place) =>
        place.Office.RegisterAsync(wanted => wanted with { SubmittedOn = new DateOnly(2025, 4, 27), UnitId = place.Education });

    private static async Task AddressAsync(ReportPlace place, Request request, long? unit)
    {
        await using var db = place.Office.App.OpenDb();
        await db.Requests.Where(known => known.Id == request.Id).ExecuteUpdateAsync(known => known.SetProperty(changed => changed.UnitId, unit), TestContext.Current.CancellationToken);
    }

    private static async Task TypeAsync(ReportPlace place, AnnualCell typed, AnnualCell imported)
    {
        var report = (await SheetAsync(place, place.Education)).Report;
        AnnualFigures Only(AnnualCell cell) => new(ReportPlace.Sample.Figures.Format, new Dictionary<CellAt, AnnualCell> { [Permits] = cell });
        await place.Office.DoAsync<FillReport>(fill => fill.EnterAllAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, null, report.Id, report.Revision, Only(typed), Only(imported)));
    }

    private static UnitReport Submitted()
    {
        var report = UnitReport.For(1, "方敏", Now);
        report.Enter(ReportPlace.Sample.Figures.All.Select(cell => new FigureChange(new CellAt(cell.Row.Key, cell.Column.Key), AnnualCell.Blank, cell.Cell)), CellSource.Typed, "方敏", Now);
        report.Submit(Tables([new CountedThing("2025-001", new DateOnly(2025, 4, 27), "requests/1", "本年新收")]), "方敏", Now);
        return report;
    }

    private static YearTables Tables(IReadOnlyList<CountedThing> things) => new(2025, ReportPlace.Sample.Figures.Format,
        things.Count == 0 ? new Dictionary<CellAt, LiveCell>() : new Dictionary<CellAt, LiveCell> { [Received] = new(CellSource.Cases, things) });

    private static async Task<ReportSheet> SheetAsync(ReportPlace place, long? unit)
    {
        await using var db = place.Office.App.OpenDb();
        var id = await db.UnitReports.Where(report => report.UnitId == unit).Select(report => report.Id).SingleAsync();
        return (await place.Office.App.WithAsync<ReadReports, ReportSheet?>(read => read.FindAsync(place.Office.Yanshi.Id, null, id)))!;
    }
}
