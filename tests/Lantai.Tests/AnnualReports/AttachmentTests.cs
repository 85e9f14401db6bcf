using System.Net;
using System.Text;
using Lantai.AnnualReports.Collection;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>Files that go out with a report.</summary>
public sealed class AttachmentTests(TestPostgres postgres)
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];

    [Fact]
    public async Task A_file_is_told_by_its_content_and_only_the_unit_of_an_open_report_adds_or_takes_it_away()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var report = await place.ReportAsync();
        using var liaison = await place.Office.LiaisonAsync("qinyu", place.Education);
        Assert.Equal(["请选择文件。"], (await liaison.SubmitAsync(report, "attach")).Errors);
        var script = await liaison.SubmitAsync(report, "attach", null, ("Step.File", "情况.pdf", Encoding.UTF8.GetBytes("<script>alert(1)</script>")));
        Assert.Contains("不能作为附件发布", Assert.Single(script.Errors), StringComparison.Ordinal);
        Assert.Equal(report, (await liaison.SubmitAsync(report, "attach", null, ("Step.File", "现场.png", Png))).Location);
        Assert.Equal(["已有名为“现场.png”的附件，请先删去或改名。"], (await liaison.SubmitAsync(report, "attach", null, ("Step.File", "现场.png", Png))).Errors);
        Assert.Equal(Png, await liaison.Client.GetByteArrayAsync($"{report}/attachments/1"));
        using var other = await place.Office.LiaisonAsync("xujia", place.Justice);
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync($"{report}/attachments/1")).Status);
        Assert.Equal(report, (await liaison.SubmitAsync(report, "detach-1")).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await liaison.OpenAsync($"{report}/attachments/1")).Status);
        using var reviewer = await place.Office.SignInAsync("shishen", Lantai.People.Post.Reviewer);
        Assert.Equal(["这份年度报告填报中，现在不能加附件。"], (await reviewer.SubmitAsync(report, "attach", null, ("Step.File", "现场.png", Png))).Errors);
    }

    [Fact]
    public async Task Attachments_go_out_with_their_edition_and_a_correction_of_them_alone_is_one()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        var (report, clerk, liaison) = await place.AcceptedAsync();
        await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.On"] = "2026-01-20", ["Input.Because"] = "补发" });
        await clerk.SubmitAsync($"{report}/correct", "correct", new() { ["Input.Because"] = "漏了附件。" });
        await liaison.SubmitAsync(report, "attach", null, ("Step.File", "现场.png", Png));
        await liaison.SubmitAsync(report, "submit");
        await clerk.SubmitAsync(report, "accept");
        Assert.StartsWith("附件“现场.png”：", (await clerk.SubmitAsync($"{report}/publish", "publish")).Errors[1], StringComparison.Ordinal);
        Assert.NotNull((await clerk.SubmitAsync($"{report}/publish", "publish", new() { ["Input.Because"] = "图片已人工核对" })).Location);
        using var citizen = place.Office.App.Visit();
        var address = $"/yanshi/annual-reports/2025/{place.Education}";
        Assert.Contains("现场.png", (await citizen.OpenAsync(address)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("现场.png", (await citizen.OpenAsync(address + "?edition=1")).Text, StringComparison.Ordinal);
        Assert.Equal(Png, await citizen.Client.GetByteArrayAsync($"{address}/2/attachments/1"));
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync($"{address}/1/attachments/1")).Status);
        await using var db = place.Office.App.OpenDb();
        foreach (var change in new[] { "delete from edition_attachment", "insert into edition_attachment select report_edition_id, 2, file_id, '后加.png' from edition_attachment" })
            Assert.Contains("a published report is never changed", (await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(change))).Message, StringComparison.Ordinal);
    }
}
