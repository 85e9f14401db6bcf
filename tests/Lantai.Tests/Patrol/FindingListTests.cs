using Lantai.Patrol;
using Lantai.Patrol.Desk;
using Lantai.People;
using Lantai.Storage;
using Lantai.Tests.Rectification;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
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

    [Fact]
    public async Task The_list_is_of_one_moment_though_a_patrol_is_kept_while_it_is_read()
    {
        await using var office = await OfficeAsync();
        await using var other = office.App.OpenDb();
        var told = 0;
        var options = new DbContextOptionsBuilder<LantaiDb>().UseNpgsql(office.App.DatabaseAddress).AddInterceptors(new Meanwhile(async () =>
        {
            // After the rows were chosen, before what stands in them is read.
            if (++told == 2) await other.SiteFindings.ExecuteUpdateAsync(set => set
                .SetProperty(finding => finding.State, FindingState.Gone).SetProperty(finding => finding.GoneAt, DateTimeOffset.UtcNow));
        })).Options;
        await using var db = new LantaiDb(options);
        var open = db.SiteFindings.AsNoTracking().Where(finding => finding.CheckId == "wording-typo" && finding.State == FindingState.Open);
        var (rows, total) = await FindingGroup.ReadAsync(db, open, 1, 50);
        Assert.Equal((2, 2, 4), (total, rows.Count, rows.Sum(row => row.All.Count)));
        Assert.Empty((await FindingGroup.ReadAsync(db, open, 1, 50)).Rows);
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

    /// <summary>What others do after each answer that was read.</summary>
    private sealed class Meanwhile(Func<Task> act) : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult> DataReaderClosingAsync(System.Data.Common.DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            await act();
            return result;
        }
    }
}
