using System.Net;
using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.Requests;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>What stood behind a figure when it was handed in stays with the report and its editions.</summary>
public sealed class EvidenceTests(TestPostgres postgres)
{
    private const string Received = "row=received&column=total";

    [Fact]
    public async Task A_cell_of_a_published_report_opens_what_was_counted_then_and_not_what_the_register_says_today()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        Task<Request> RegisterAsync(int day) => place.Office.RegisterAsync(wanted => wanted with { SubmittedOn = new DateOnly(2025, 4, day), UnitId = place.Education });
        await RegisterAsync(27);
        var (report, clerk, liaison) = await place.AcceptedAsync();
        await RegisterAsync(28);
        var accepted = await clerk.OpenAsync($"{report}/cell?{Received}");
        Assert.Contains("共1件。这是提交时计入的", accepted.Text, StringComparison.Ordinal);
        await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.Because"] = "迟报" });
        await clerk.SubmitAsync($"{report}/correct", "correct", new() { ["Input.Because"] = "漏计1件。" });
        Assert.Contains("共2件。", (await clerk.OpenAsync($"{report}/cell?{Received}")).Text, StringComparison.Ordinal);
        var link = (await clerk.OpenAsync(report)).Page.QuerySelectorAll("a").Single(a => a.TextContent == "数和构成").GetAttribute("href")!;
        Assert.EndsWith("/editions/1", link, StringComparison.Ordinal);
        var tables = await clerk.OpenAsync(link);
        Assert.NotNull(tables.Page.QuerySelector($"main a[href$='?{Received}']"));
        Assert.Equal(["2025-001"], Things(await clerk.OpenAsync($"{link}?{Received}")));
        Assert.Contains("填报的", (await clerk.OpenAsync($"{link}?row=permits&column=decisions")).Text, StringComparison.Ordinal);

        await liaison.SubmitAsync(report, "submit");
        await clerk.SubmitAsync(report, "accept");
        await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.Because"] = "迟报" });
        Assert.Equal(["2025-001"], Things(await clerk.OpenAsync($"{link}?{Received}")));
        Assert.Equal(["2025-001", "2025-002"], Things(await clerk.OpenAsync($"{report}/editions/2?{Received}")));
        foreach (var wrong in (string[])[$"{report}/editions/3", $"{link}?row=nothing&column=total", $"{link}?row=received"])
            Assert.Equal(HttpStatusCode.NotFound, (await clerk.OpenAsync(wrong)).Status);
    }

    [Fact]
    public async Task The_regions_edition_keeps_who_reported_what_and_which_cases_came_from_the_register()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.RegisterAsync(wanted => wanted with { SubmittedOn = new DateOnly(2025, 4, 27) });
        var (_, clerk, liaison) = await place.AcceptedAsync();
        await using var db = place.Office.App.OpenDb();
        var own = await db.UnitReports.Where(report => report.UnitId == null).Select(report => report.Id).SingleAsync();
        var page = $"{ReportPlace.Home}/reports/{own}";
        foreach (var section in ReportPlace.Sample.Prose)
            await clerk.SubmitAsync($"{page}/sections/{section.Key}", "section", new() { ["Input.Words"] = string.Join("\r\n", section.Value) });
        await clerk.SubmitAsync(page, "submit");
        await clerk.SubmitAsync(page, "accept");
        Assert.NotNull((await clerk.SubmitAsync($"{page}/publish", "publish", new() { ["Input.On"] = "2026-02-10", ["Input.Because"] = "司法局另行补报。" })).Location);
        Assert.Equal(["教育局", "2025-001"], Things(await clerk.OpenAsync($"{page}/editions/1?{Received}")));
        Assert.Equal(HttpStatusCode.NotFound, (await liaison.OpenAsync($"{page}/editions/1?{Received}")).Status);
        var change = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($"update report_edition set evidence = '[]'"));
        Assert.Contains("never changed", change.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_typed_over_a_returned_figure_has_no_evidence_any_more()
    {
        var at = new CellAt("received", "total");
        var live = new LiveCell(CellSource.Cases, [new CountedThing("2025-001", new DateOnly(2025, 4, 27), "requests/1", "本年新收")]);
        var tables = new YearTables(2025, ReportPlace.Sample.Figures.Format, new Dictionary<CellAt, LiveCell> { [at] = live });
        var report = UnitReport.For(1, "方敏", DateTimeOffset.UnixEpoch);
        report.Enter(ReportPlace.Sample.Figures.All.Select(cell => new FigureChange(new CellAt(cell.Row.Key, cell.Column.Key), AnnualCell.Blank, cell.Cell)), CellSource.Typed, "方敏", DateTimeOffset.UnixEpoch);
        report.Submit(tables, "方敏", DateTimeOffset.UnixEpoch);
        FrozenCell? Counted() => report.Figures.Single(figure => figure.At == at).Counted;
        Assert.Equal("2025-001", Assert.Single(Counted()!.Things).Name);
        report.Return("请核对。", "方敏", DateTimeOffset.UnixEpoch);
        report.Enter([new FigureChange(at, AnnualCell.Of(1), AnnualCell.Of(2))], CellSource.Typed, "方敏", DateTimeOffset.UnixEpoch);
        Assert.Null(Counted());
    }

    private static IEnumerable<string> Things(Answer page) => page.Page.QuerySelectorAll("tbody tr a").Select(a => a.TextContent.Trim());
}
