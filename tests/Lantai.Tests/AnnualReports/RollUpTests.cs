using System.Net;
using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.Papers;
using Lantai.People;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>The region's own report beside those of its units.</summary>
public sealed class RollUpTests(TestPostgres postgres)
{
    private static readonly AnnualFormat Format = AnnualFormats.Shipped.Of(2025)!;
    private static readonly CellAt Permits = new("permits", "decisions");
    private static readonly CellAt Received = new("received", "total");
    private static readonly Dictionary<CellAt, LiveCell> None = [];

    [Fact]
    public void Sums_take_numbers_only_and_without_any_number_stay_unknown()
    {
        var units = new RollUp(Format, [Unit(1, "教育局", (Permits, AnnualCell.Of(3))), Unit(2, "司法局", (Permits, AnnualCell.Stroke("/"))), Unit(3, "水利局", (Permits, AnnualCell.Of(4.5m)))], ["林业局"], None);
        Assert.Equal(7.5m, units.SumOf(Permits));
        Assert.Null(units.SumOf(Received));
        var cell = Assert.Single(units.Cells);
        Assert.Equal((Permits, CellSource.Units, 7.5m), (cell.Key, cell.Value.Source, cell.Value.Cell.Value));
        Assert.Equal(["教育局3", "司法局/", "水利局4.5"], cell.Value.Things.Select(thing => thing.Name + thing.Note));
    }

    [Fact]
    public void Applications_that_no_report_counts_are_added_from_the_register()
    {
        var registered = new Dictionary<CellAt, LiveCell> { [Received] = new(CellSource.Cases, [new CountedThing("2025-001", new DateOnly(2025, 4, 27), "requests/1", "本年新收")]) };
        var units = new RollUp(Format, [Unit(1, "教育局", (Received, AnnualCell.Of(2)))], ["林业局"], registered);
        Assert.Equal((3m, 1m), (units.SumOf(Received), units.RegisteredAt(Received)));
        Assert.Equal(["教育局", "2025-001"], units.Cells.Single().Value.Things.Select(thing => thing.Name));
        Assert.Null((units with { Counted = [] }).SumOf(Received));
    }

    [Fact]
    public void A_cell_that_is_not_the_sum_is_named_and_one_that_is_is_not()
    {
        var units = new RollUp(Format, [Unit(1, "教育局", (Permits, AnnualCell.Of(3)), (Received, AnnualCell.Of(2)))], [], None);
        var own = new AnnualFigures(Format, new Dictionary<CellAt, AnnualCell> { [Permits] = AnnualCell.Of(3), [Received] = AnnualCell.Of(9) });
        var difference = Assert.Single(units.Differences(own));
        Assert.Equal(("received", "total", 7m), (difference.Row.Key, difference.Column.Key, difference.Difference));
        Assert.Empty(new RollUp(Format, [], ["教育局"], None).Differences(own));
    }

    [Fact]
    public async Task The_regions_figures_come_from_the_office_then_from_accepted_reports_and_the_rest_of_the_register()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        foreach (var unit in new long?[] { null, place.Education, place.Justice })
            await place.Office.RegisterAsync(request => request with { SubmittedOn = new DateOnly(2025, 4, 27), UnitId = unit });
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var early = await OwnAsync(place);
        Assert.Equal((3m, CellSource.Cases), (early.Figures[Received].Number, early.SourceOf(Received)));
        Assert.Empty(early.UnlikeUnits);
        var (_, clerk, _) = await place.AcceptedAsync(isOpen: true);
        var sheet = await OwnAsync(place);
        Assert.Equal("偃师区人民政府", sheet.Unit);
        Assert.Equal((3m, CellSource.Units), (sheet.Figures[Received].Number, sheet.SourceOf(Received)));
        Assert.Equal(["教育局1", "2025-001本年新收", "2025-003本年新收"], sheet.Tables.Live[Received].Things.Select(thing => thing.Name + thing.Note));
        Assert.Empty(sheet.UnlikeUnits);
        Assert.Equal((ReportPlace.Sample.Figures[Permits].Number, CellSource.Units), (sheet.Figures[Permits].Number, sheet.SourceOf(Permits)));
        await clerk.SubmitAsync($"{Page(sheet)}/figures", "figures", new() { ["cell[permits][decisions]"] = "12" });
        var typed = await OwnAsync(place);
        Assert.Equal((12m, CellSource.Typed), (typed.Figures[Permits].Number, typed.SourceOf(Permits)));
        Assert.Single(typed.Report.Figures);
        await clerk.SubmitAsync($"{Page(sheet)}/figures", "figures", new() { ["cell[permits][decisions]"] = "" });
        Assert.Equal(CellSource.Units, (await OwnAsync(place)).SourceOf(Permits));
        await clerk.SubmitAsync($"{Page(sheet)}/figures", "figures", new() { ["cell[received][total]"] = "6" });
        Assert.Equal([3m], (await OwnAsync(place)).UnlikeUnits.Single().Select(cell => cell.Difference!.Value));
    }

    [Fact]
    public async Task A_unit_that_was_applied_to_finds_its_own_tables_filled_and_one_that_was_not_types_them()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var request = await place.Office.RegisterAsync(wanted => wanted with { SubmittedOn = new DateOnly(2025, 4, 27), UnitId = place.Education });
        await place.Office.RegisterAsync(wanted => wanted with { SubmittedOn = new DateOnly(2025, 4, 28) });
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var sheets = new Dictionary<long, ReportSheet>();
        await using var db = place.Office.App.OpenDb();
        foreach (var report in await db.UnitReports.Where(report => report.UnitId != null).ToListAsync())
            sheets[report.UnitId!.Value] = (await place.Office.App.WithAsync<ReadReports, ReportSheet?>(read => read.FindAsync(place.Office.Yanshi.Id, null, report.Id)))!;
        var education = sheets[place.Education];
        Assert.Equal((1m, CellSource.Cases), (education.Figures[Received].Number, education.SourceOf(Received)));
        Assert.Equal([request.CaseNumber], education.Tables.Live[Received].Things.Select(thing => thing.Name));
        Assert.Equal(0m, education.Figures[new CellAt("review", "total")].Number);
        Assert.Empty(sheets[place.Justice].Tables.Live);
    }

    [Fact]
    public async Task Each_difference_is_explained_before_the_report_is_handed_in_and_missing_units_are_named()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var (_, clerk, liaison) = await place.AcceptedAsync();
        var page = Page(await OwnAsync(place));
        Assert.Equal(HttpStatusCode.NotFound, (await liaison.OpenAsync(page)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await liaison.OpenAsync($"{page}/units.csv")).Status);
        foreach (var section in ReportPlace.Sample.Prose)
            await clerk.SubmitAsync($"{page}/sections/{section.Key}", "section", new() { ["Input.Words"] = string.Join("\r\n", section.Value) });
        await clerk.SubmitAsync($"{page}/figures", "figures", new() { ["cell[permits][decisions]"] = "1" });
        Assert.Contains("没有计入各单位之和：司法局。", (await clerk.OpenAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal(["核验有1处错误，改正后再提交：", "行政许可：有1格与各单位之和不同，还没有说明原因；请在“与各单位之和”里逐行说明。"], (await clerk.SubmitAsync(page, "submit")).Errors);
        var units = await clerk.OpenAsync($"{page}/units");
        Assert.Contains("报告没有审定、没有计入的单位：司法局。", units.Text, StringComparison.Ordinal);
        await clerk.SubmitAsync($"{page}/units", "explain", new() { ["Input.Words[permits]"] = "政务服务中心统一办理的不重复计。" });
        Assert.Equal(page, (await clerk.SubmitAsync(page, "submit")).Location);
        await clerk.SubmitAsync(page, "accept");
        await clerk.SubmitAsync($"{page}/publish", "publish", new() { ["Input.On"] = "2026-02-10", ["Input.Because"] = "司法局另行补报。" });
        Assert.Contains("政务服务中心统一办理的不重复计。", (await clerk.OpenAsync($"{page}/editions/1")).Text, StringComparison.Ordinal);
        using var citizen = place.Office.App.Visit();
        Assert.Contains("偃师区人民政府2025年政府信息公开工作年度报告", (await citizen.OpenAsync("/yanshi/annual-reports")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await citizen.OpenAsync("/yanshi/annual-reports/2025/government")).Status);
        var found = (await citizen.OpenAsync("/yanshi/search?q=" + Uri.EscapeDataString("2025年 年度报告"))).Page.QuerySelectorAll("main a");
        Assert.Contains(found, link => link.GetAttribute("href") == "/yanshi/annual-reports/2025/government");
        Assert.Contains("与本平台公布的偃师区人民政府2025年度报告比对", (await clerk.OpenAsync("/desk/yanshi/verification/annual/live?year=2026")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_registered_after_the_year_was_opened_gets_its_report_at_the_desk()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        using var clerk = await place.Office.SignInAsync("fangmin", Post.Office);
        const string list = ReportPlace.Home + "/reports?year=2025";
        Assert.DoesNotContain("布置以后登记的单位", (await clerk.OpenAsync(list)).Text, StringComparison.Ordinal);
        Assert.Equal(["每个单位都有2025年度报告，没有要补的，请刷新页面。"], (await clerk.SubmitAsync(list, "add")).Errors);
        await place.Office.AddUnitAsync("水利局");
        Assert.Contains("布置以后登记的单位还没有2025年度报告：水利局。", (await clerk.OpenAsync(list)).Text, StringComparison.Ordinal);
        using var reviewer = await place.Office.SignInAsync("shishen", Post.Reviewer);
        Assert.Equal(["补布置由政务公开科办理。"], (await reviewer.SubmitAsync(list, "add")).Errors);
        var added = await clerk.FollowAsync(await clerk.SubmitAsync(list, "add"));
        Assert.Contains("水利局", added.Page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("布置以后登记的单位", added.Text, StringComparison.Ordinal);
        await using var db = place.Office.App.OpenDb();
        Assert.Equal(4, await db.UnitReports.CountAsync());
    }

    [Fact]
    public async Task An_explanation_is_of_one_difference_and_not_of_the_next()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var (_, clerk, _) = await place.AcceptedAsync();
        var page = Page(await OwnAsync(place));
        foreach (var section in ReportPlace.Sample.Prose)
            await clerk.SubmitAsync($"{page}/sections/{section.Key}", "section", new() { ["Input.Words"] = string.Join("\r\n", section.Value) });
        await clerk.SubmitAsync($"{page}/figures", "figures", new() { ["cell[permits][decisions]"] = "1" });
        await clerk.SubmitAsync($"{page}/units", "explain", new() { ["Input.Words[permits]"] = "统一办理的不重复计。" });
        await clerk.SubmitAsync($"{page}/figures", "figures", new() { ["cell[permits][decisions]"] = "2" });
        Assert.Equal(["核验有1处错误，改正后再提交：", "行政许可：有1格与各单位之和不同，说明以后差数变了；请在“与各单位之和”里核对后重新保存说明。"], (await clerk.SubmitAsync(page, "submit")).Errors);
        Assert.Contains("统一办理的不重复计。", (await clerk.OpenAsync($"{page}/units")).Body, StringComparison.Ordinal);
        await clerk.SubmitAsync($"{page}/units", "explain", new() { ["Input.Words[permits]"] = "统一办理的不重复计。" });
        Assert.Equal(page, (await clerk.SubmitAsync(page, "submit")).Location);
    }

    [Fact]
    public async Task A_unit_that_corrects_its_published_report_keeps_what_is_out_in_the_sums()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var (report, clerk, liaison) = await place.AcceptedAsync();
        await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.On"] = "2026-01-20", ["Input.Because"] = "补发" });
        await clerk.SubmitAsync($"{report}/correct", "correct", new() { ["Input.Because"] = "件数有误。" });
        await liaison.SubmitAsync($"{report}/figures", "figures", new() { ["cell[permits][decisions]"] = "77" });
        var own = await OwnAsync(place);
        Assert.Equal(["司法局"], own.Units!.Missing);
        Assert.Equal(ReportPlace.Sample.Figures[Permits].Number, own.Figures[Permits].Number);
    }

    [Fact]
    public async Task A_register_that_is_not_whole_is_overruled_with_a_reason_and_stands_beside()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.RegisterAsync(request => request with { SubmittedOn = new DateOnly(2025, 4, 27) });
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var clerk = await place.Office.SignInAsync("fangmin", Post.Office);
        var page = Page(await OwnAsync(place));
        var cell = $"{page}/cell?row=received&column=total";
        Assert.Equal(["请填写“不用登记的数的理由”。"], (await clerk.SubmitAsync(cell, "overrule", new() { ["Input.Figure"] = "12" })).Errors);
        Assert.Contains("填的是“约12”，请填数", Assert.Single((await clerk.SubmitAsync(cell, "overrule", new() { ["Input.Figure"] = "约12", ["Input.Because"] = "7月起登记。" })).Errors), StringComparison.Ordinal);
        Assert.NotNull((await clerk.SubmitAsync(cell, "overrule", new() { ["Input.Figure"] = "12", ["Input.Because"] = "7月起登记。" })).Location);
        var sheet = await OwnAsync(place);
        Assert.Equal((12m, CellSource.Typed), (sheet.Figures[Received].Number, sheet.SourceOf(Received)));
        Assert.Equal("“一、本年新收政府信息公开申请数量”的“总计”登记为1，以填报的12为准：7月起登记。", sheet.Differences.First());
        Assert.Contains("12（填报，登记1）", (await clerk.OpenAsync(page)).Text, StringComparison.Ordinal);
        Assert.Contains("12（填报，登记1）", (await clerk.OpenAsync($"{page}/figures")).Text, StringComparison.Ordinal);
        await clerk.SubmitAsync(cell, "restore");
        Assert.Equal((1m, CellSource.Cases), ((await OwnAsync(place)).Figures[Received].Number, (await OwnAsync(place)).SourceOf(Received)));
    }

    [Fact]
    public async Task The_export_has_every_cell_with_sum_difference_reason_and_units()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var (_, clerk, _) = await place.AcceptedAsync();
        var page = Page(await OwnAsync(place));
        await clerk.SubmitAsync($"{page}/figures", "figures", new() { ["cell[permits][decisions]"] = "1" });
        await clerk.SubmitAsync($"{page}/units", "explain", new() { ["Input.Words[permits]"] = "统一办理的不重复计。" });
        using var csv = new MemoryStream(await clerk.Client.GetByteArrayAsync($"{page}/units.csv"));
        var rows = SourceTables.Read(csv, "差异.csv", new SourceLimits())[0].Rows;
        var sum = ReportPlace.Sample.Figures[Permits].Value;
        Assert.Equal(["行政许可", "本年处理决定数量", "1", AnnualCell.Show(sum), AnnualCell.Show(1 - sum), "", "填报", "统一办理的不重复计。", AnnualCell.Show(sum)], rows.Single(row => row.Cells[0] == "行政许可").Cells);
        Assert.True(rows.Count > 200);
        Assert.Equal(HttpStatusCode.OK, (await clerk.OpenAsync($"{page}/units.xlsx")).Status);
    }

    [Fact]
    public async Task What_is_no_row_of_the_report_or_of_no_region_is_not_explained()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var own = (await OwnAsync(place)).Report;
        Task ExplainAsync(long id, string row) => place.Office.DoAsync<FillReport>(fill =>
            fill.ExplainAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, id, 1, new Dictionary<string, string> { [row] = "原因" }));
        foreach (var (id, row) in new[] { (own.Id, "nowhere"), (own.Id - 1, "permits") })
            Assert.StartsWith("只有本级政府的报告要说明", (await Assert.ThrowsAsync<RefusedException>(() => ExplainAsync(id, row))).Message, StringComparison.Ordinal);
        using var reviewer = await place.Office.SignInAsync("shishen", Post.Reviewer);
        Assert.Equal(HttpStatusCode.OK, (await reviewer.OpenAsync($"{ReportPlace.Home}/reports/{own.Id}/units")).Status);
        Assert.Equal(["差异由政务公开科说明。"], (await reviewer.SubmitAsync($"{ReportPlace.Home}/reports/{own.Id}/units", "explain")).Errors);
    }

    private static RolledUnit Unit(long id, string name, params (CellAt At, AnnualCell Cell)[] cells) =>
        new(id, id, name, new DateOnly(2026, 1, 20), new AnnualFigures(Format, cells.ToDictionary(cell => cell.At, cell => cell.Cell)));

    private static string Page(ReportSheet sheet) => $"{ReportPlace.Home}/reports/{sheet.Report.Id}";

    private static async Task<ReportSheet> OwnAsync(ReportPlace place)
    {
        await using var db = place.Office.App.OpenDb();
        var id = await db.UnitReports.Where(report => report.UnitId == null).Select(report => report.Id).SingleAsync();
        return (await place.Office.App.WithAsync<ReadReports, ReportSheet?>(read => read.FindAsync(place.Office.Yanshi.Id, null, id)))!;
    }
}
