using Lantai.Patrol;
using Lantai.People;
using Lantai.Tests.Rectification;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>The list of findings: repeats in one row, and many judged at once without scripts.</summary>
public sealed class FindingListTests(TestPostgres postgres)
{
    private const string List = "/desk/yanshi/patrol/findings";

    [Fact]
    public async Task Repeats_on_one_page_are_one_row_with_its_places_and_judged_together()
    {
        await using var office = await OfficeAsync();
        using var clerk = await office.SignInAsync(Post.Office);
        var list = await clerk.OpenAsync(List + "?check=wording-typo");
        Assert.Contains("共 2 条", list.Text, StringComparison.Ordinal);
        var folded = Assert.Single(list.Page.QuerySelectorAll("td details"));
        Assert.Contains("本页3处", folded.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, folded.QuerySelectorAll("a").Length);
        var ids = list.Page.QuerySelectorAll("input[name=id]").Select(box => box.GetAttribute("value")!).Single(value => value.Contains(','));
        var refused = await clerk.SubmitAsync(List + "?check=wording-typo", "judge", new() { ["id"] = ids, ["as"] = "dismiss" });
        Assert.Equal(["请填写“排除理由”。", "请填写“排除的有效期至”。"], refused.Errors);
        Assert.Equal(ids, Assert.Single(refused.Page.QuerySelectorAll("input[name=id][checked]")).GetAttribute("value"));
        var done = await clerk.SubmitAsync(List + "?check=wording-typo", "judge", new() { ["id"] = ids, ["as"] = "confirm" });
        Assert.Contains("已确认3处。", (await clerk.FollowAsync(done)).Body, StringComparison.Ordinal);
        Assert.Equal((1, 3), await CountAsync(office));
    }

    [Fact]
    public async Task What_waits_on_the_page_or_meets_the_filter_is_judged_at_once_and_what_was_judged_is_left()
    {
        await using var office = await OfficeAsync();
        using var clerk = await office.SignInAsync(Post.Office);
        var filtered = List + "?check=wording-typo&q=two.html";
        var all = await clerk.OpenAsync(List + "/judge?check=wording-typo&q=two.html");
        Assert.Contains("待确认的问题共1处", all.Text, StringComparison.Ordinal);
        Assert.Equal(["请填写“排除理由”。", "请填写“排除的有效期至”。"], (await clerk.SendAsync(List + "/judge?check=wording-typo&q=two.html", all, "judge-all", new() { ["as"] = "dismiss" })).Errors);
        Assert.Equal(["符合条件的问题已变为1处，请核对后再办理。"], (await clerk.SendAsync(List + "/judge?check=wording-typo&q=two.html", all, "judge-all", new() { ["as"] = "confirm", ["seen"] = "7" })).Errors);
        var told = new Dictionary<string, string> { ["as"] = "dismiss", ["Input.Because"] = "引用原文", ["Input.Until"] = "2026-12-31" };
        Assert.Equal(filtered, (await clerk.SendAsync(List + "/judge?check=wording-typo&q=two.html", all, "judge-all", told)).Location);
        Assert.Equal((3, 0), await CountAsync(office));

        var page = await clerk.SubmitAsync(List + "?check=wording-typo", "judge", new() { ["as"] = "confirm-page" });
        Assert.Contains("已确认3处。", (await clerk.FollowAsync(page)).Body, StringComparison.Ordinal);
        Assert.Equal((0, 3), await CountAsync(office));
        using var leader = await office.SignInAsync(Post.Leader);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await leader.OpenAsync(List + "/judge")).Status);
    }

    private async Task<TicketOffice> OfficeAsync()
    {
        var office = await TicketOffice.StartAsync(postgres);
        office.Web.Page("/", "<!doctype html><html lang=zh-CN><title>县教育局</title><h1>县教育局</h1><p>会议部暑了工作。</p><p>又部暑了工作。</p>\n<p>再部暑了工作。</p><a href=\"/two.html\">二</a>")
            .Page("/two.html", "<!doctype html><html lang=zh-CN><title>二 县教育局</title><h1>二</h1><p>会议部暑了工作。</p>");
        await office.PatrolAsync();
        return office;
    }

    private static async Task<(int Open, int Confirmed)> CountAsync(TicketOffice office)
    {
        await using var db = office.App.OpenDb();
        var typos = db.SiteFindings.Where(finding => finding.CheckId == "wording-typo");
        return (await typos.CountAsync(finding => finding.State == FindingState.Open), await typos.CountAsync(finding => finding.State == FindingState.Confirmed));
    }
}
