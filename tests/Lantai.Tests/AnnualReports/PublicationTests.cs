using System.Net;
using System.Text.Json.Nodes;
using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.AnnualReports.Publication;
using Lantai.People;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Lantai.Verification;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>Accepted reports on their way to the portal, and put right afterwards.</summary>
public sealed class PublicationTests(TestPostgres postgres)
{
    private const string Portal = "/yanshi/annual-reports";

    [Fact]
    public async Task A_report_goes_out_once_it_is_accepted_and_late_only_with_a_reason()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var (report, clerk, _) = await place.AcceptedAsync();
        using var citizen = place.Office.App.Visit();
        Assert.Contains("还没有公布年度报告", (await citizen.OpenAsync(Portal)).Text, StringComparison.Ordinal);
        var refused = await clerk.SubmitAsync($"{report}/publish", "publish");
        Assert.Equal("有1处需要确认，请写明理由后再公布：", refused.Errors[0]);
        Assert.Contains("应当在2026-01-31以前公布", refused.Errors[1], StringComparison.Ordinal);
        Assert.Equal(["成文日期2026-05-21还没有到，请填今天或以前的日期。"], (await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.On"] = "2026-05-21", ["Input.Because"] = "迟报" })).Errors);
        var published = await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.Because"] = "迟报" });
        Assert.Contains("已公布第1版", (await clerk.FollowAsync(published)).Body, StringComparison.Ordinal);
        var list = await citizen.OpenAsync(Portal);
        Assert.Contains("教育局2025年政府信息公开工作年度报告", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("司法局", list.Text, StringComparison.Ordinal);
        var page = await citizen.OpenAsync($"{Portal}/2025/{place.Education}");
        Assert.Contains($"本年新收政府信息公开申请{ReportPlace.Sample.Figures["received", "total"].Written}件", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("迟报", page.Body, StringComparison.Ordinal);
        Assert.Equal(["这份年度报告已公布，不能公布，请刷新页面。"], (await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.Because"] = "迟报" })).Errors);
    }

    [Fact]
    public async Task A_day_of_signature_in_time_does_not_make_it_in_time()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var (report, clerk, _) = await place.AcceptedAsync();
        var refused = await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.On"] = "2026-01-20" });
        Assert.Equal("有1处需要确认，请写明理由后再公布：", refused.Errors[0]);
        Assert.StartsWith("公布日期：今天是2026-05-20，", refused.Errors[1], StringComparison.Ordinal);
        Assert.NotNull((await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.On"] = "2026-01-20", ["Input.Because"] = "补发" })).Location);
    }

    [Fact]
    public async Task A_number_of_a_person_in_its_words_or_attachment_goes_out_only_with_a_reason()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var (report, clerk) = (await place.ReportAsync(), await place.Office.SignInAsync("fangmin", Post.Office));
        var liaison = await place.Office.LiaisonAsync("qinyu", place.Education);
        await ReportPlace.FillAsync(liaison, report);
        await liaison.SubmitAsync($"{report}/sections/others", "section", new() { ["Input.Words"] = "联系人证件号码11010519491231002X。" });
        await liaison.SubmitAsync(report, "attach", null, ("Step.File", "名单.txt", "证件号码11010519491231002X"u8.ToArray()));
        await SendInAsync(clerk, liaison, report);
        var refused = await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.On"] = "2026-01-20" });
        foreach (var where in new[] { "其他需要报告的事项：", "附件“名单.txt”：" })
            Assert.Contains(refused.Errors, error => error.StartsWith(where, StringComparison.Ordinal) && error.EndsWith("公开前应隐去。", StringComparison.Ordinal));
        Assert.DoesNotContain("11010519491231002X", string.Concat(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_out_reads_back_as_what_was_accepted()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var (report, clerk, _) = await place.AcceptedAsync();
        await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.On"] = "2026-01-20", ["Input.Because"] = "补发" });
        using var citizen = place.Office.App.Visit();
        var files = $"{Portal}/2025/{place.Education}/1/files";
        foreach (var ending in new[] { "html", "docx" })
        {
            using var content = new MemoryStream(await citizen.Client.GetByteArrayAsync($"{files}/{ending}"));
            Assert.Empty(Verifier.Verify(content, "报告." + ending).Findings);
        }
        var json = JsonNode.Parse(await citizen.Client.GetStringAsync($"{files}/json"))!;
        Assert.Equal(ReportPlace.Sample.Figures["received", "total"].Value, json["tables"]!["table3"]!["received"]!["total"]!.GetValue<decimal>());
        Assert.Equal("2026-01-20", json["signed_on"]!.GetValue<string>());
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", JsonNode.Parse(await citizen.Client.GetStringAsync(ReportShelf.SchemaPath))!["$schema"]!.GetValue<string>());
        var drafted = await place.Office.App.WithAsync<DraftReports, DraftReport>(drafts => drafts.RunAsync(
            place.Office.Yanshi, 2025, "教育局", new AnnualFigures(ReportPlace.Sample.Figures.Format, new Dictionary<CellAt, AnnualCell>()), new Dictionary<string, IReadOnlyList<string>>()));
        Assert.Equal(new DateOnly(2026, 1, 20), drafted.Report.SignedOn);
        using var csv = new MemoryStream(await citizen.Client.GetByteArrayAsync($"{files}/csv"));
        Assert.Equal(ReportPlace.Sample.Figures.All.Select(cell => cell.Cell.Value), FiguresFile.Read(csv, "数据.csv", ReportPlace.Sample.Figures.Format).All.Select(cell => cell.Cell.Value));
    }

    [Fact]
    public async Task A_correction_has_a_published_reason_and_the_older_edition_stays()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var (report, clerk, liaison) = await place.AcceptedAsync();
        await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.On"] = "2026-01-20", ["Input.Because"] = "补发" });
        Assert.Equal(["请填写“更正理由”。"], (await clerk.SubmitAsync($"{report}/correct", "correct")).Errors);
        await clerk.SubmitAsync($"{report}/correct", "correct", new() { ["Input.Because"] = "行政许可件数统计有误。" });
        using var citizen = place.Office.App.Visit();
        Assert.Contains("第1版", (await citizen.OpenAsync($"{Portal}/2025/{place.Education}")).Text, StringComparison.Ordinal);

        await SendInAsync(clerk, liaison, report);
        var warned = await clerk.OpenAsync($"{report}/publish");
        Assert.Contains("与已公布的第1版一字不差，没有更正的内容；请退回改好再公布。", warned.Text, StringComparison.Ordinal);
        var same = await clerk.SubmitAsync($"{report}/publish", "publish");
        Assert.Equal(["核验有1处错误，不能公布：", "全文：与已公布的第1版一字不差，没有更正的内容；请退回改好再公布。"], same.Errors);
        var otherDay = await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.On"] = "2026-01-21" });
        Assert.Equal(["有1处需要确认，请写明理由后再公布：", "全文：除了成文日期，与已公布的第1版一字不差；确实只更正日期的，写明理由。"], otherDay.Errors);
        await clerk.SubmitAsync(report, "return", new() { ["Step.Because"] = "还没有改。" });
        Assert.Contains("退回理由：还没有改。", (await liaison.OpenAsync(report)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_report_shows_the_new_edition_with_its_reason_and_leads_to_the_old_one()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var (report, clerk, liaison) = await place.AcceptedAsync();
        await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.On"] = "2026-01-20", ["Input.Because"] = "补发" });
        await clerk.SubmitAsync($"{report}/correct", "correct", new() { ["Input.Because"] = "行政许可件数统计有误。" });
        await liaison.SubmitAsync($"{report}/figures", "figures", new() { ["cell[permits][decisions]"] = "77" });
        await SendInAsync(clerk, liaison, report);
        Assert.NotNull((await clerk.SubmitAsync($"{report}/publish", "publish")).Location);
        using var citizen = place.Office.App.Visit();
        var address = $"{Portal}/2025/{place.Education}";
        var now = await citizen.OpenAsync(address);
        Assert.Contains("更正（第2版）：行政许可件数统计有误。", now.Text, StringComparison.Ordinal);
        Assert.Contains("（已更正）", (await citizen.OpenAsync(Portal)).Text, StringComparison.Ordinal);
        var before = await citizen.OpenAsync(address + "?edition=1");
        Assert.Contains("这是第1版，已经更正，留存备查。", before.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("统计有误", before.Text, StringComparison.Ordinal);
        string Permits(Answer page) => page.Page.QuerySelectorAll(".prose tr").First(row => row.TextContent.Contains("行政许可", StringComparison.Ordinal)).TextContent;
        Assert.Contains("77", Permits(now), StringComparison.Ordinal);
        Assert.Contains(ReportPlace.Sample.Figures["permits", "decisions"].Written, Permits(before), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_the_office_publishes_and_the_database_keeps_what_went_out()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var (report, clerk, liaison) = await place.AcceptedAsync();
        Assert.NotEqual(HttpStatusCode.OK, (await liaison.OpenAsync($"{report}/publish")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await liaison.OpenAsync($"{report}/correct")).Status);
        using var abroad = await place.Office.App.SignInAsync("kaifeng", new Appointment { Post = Post.Office, RegionId = place.Office.Kaifeng.Id });
        Assert.Equal(HttpStatusCode.NotFound, (await abroad.OpenAsync($"{report}/publish".Replace("yanshi", "kaifeng", StringComparison.Ordinal))).Status);
        await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.On"] = "2026-01-20", ["Input.Because"] = "补发" });
        await using var db = place.Office.App.OpenDb();
        foreach (var change in new[] { "update report_edition set title = '改'", "delete from report_edition", "truncate report_edition cascade" })
            Assert.Contains("a published report is never changed", (await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(change))).Message, StringComparison.Ordinal);
        Assert.Equal([Lantai.Papers.PaperPdf.NotAvailable], (await clerk.SubmitAsync(report, "pdf")).Errors);
    }

    [Theory]
    [InlineData("/yanshi/annual-reports/2025/1x")]
    [InlineData("/yanshi/annual-reports/2025/999999")]
    [InlineData("/yanshi/annual-reports/2025/government")]
    [InlineData("/yanshi/annual-reports/2025/99999999999999999999")]
    [InlineData("/nowhere/annual-reports")]
    [InlineData("/yanshi/annual-reports/2025/1/1/files/exe")]
    public async Task A_report_that_is_not_there_is_told(string address)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var citizen = office.App.Visit();
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync(address)).Status);
    }

    private static async Task SendInAsync(Visitor clerk, Visitor liaison, string report)
    {
        await liaison.SubmitAsync(report, "submit");
        await clerk.SubmitAsync(report, "accept");
    }
}
