using System.Net;
using Lantai.Journal;
using Lantai.Patrol;
using Lantai.People;
using Lantai.Rectification;
using Lantai.Tests.Rectification;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>A site that is taken off the register and put back.</summary>
public sealed class RetireSiteTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_retired_site_is_patrolled_no_more_its_findings_are_closed_and_its_tickets_left_to_a_person()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/", "/gone.html");
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        var here = $"/desk/yanshi/patrol/sites/{office.Site.Id}";
        using var clerk = await office.SignInAsync(Post.Office);
        var page = await clerk.OpenAsync(here + "/retire");
        Assert.Contains("张整改单不会自动办结", page.Text, StringComparison.Ordinal);
        Assert.Equal(["请填写“理由”。"], (await clerk.SubmitAsync(here + "/retire", "retire")).Errors);
        Assert.Equal(["下线日期不能晚于今天，现为2026-03-03。"], (await clerk.SubmitAsync(here + "/retire", "retire", Told("2026-03-03"))).Errors);
        Assert.Equal(here, (await clerk.SubmitAsync(here + "/retire", "retire", Told("2026-03-01"))).Location);
        Assert.Equal(["“区教育体育局网站”已于2026-03-01下线。"], (await clerk.SubmitAsync(here + "/retire", "retire", Told("2026-03-02"))).Errors);

        await using (var db = office.App.OpenDb())
        {
            var findings = await db.SiteFindings.ToListAsync();
            Assert.All(findings, finding => Assert.Equal((FindingState.Gone, "网站2026-03-01下线：并入区政府网站"), (finding.State, finding.GoneBecause)));
            var dead = findings.Single(finding => finding.CheckId == "dead-link");
            Assert.Contains("网站2026-03-01下线：并入区政府网站", (await clerk.OpenAsync($"/desk/yanshi/patrol/findings/{dead.Id}")).Text, StringComparison.Ordinal);
        }
        Assert.Contains(await office.TicketsAsync(), ticket => ticket is { Topic: "站内死链", State: TicketState.Open });
        Assert.Equal(["“区教育体育局网站”已于2026-03-01下线，不再巡查；需要时先恢复巡查。"], (await clerk.SubmitAsync(here + "/start", "start")).Errors);
        Assert.Contains("2026-03-01下线", (await clerk.OpenAsync("/desk/yanshi/patrol")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("区教育体育局网站", (await clerk.OpenAsync("/desk/yanshi/patrol/inspection")).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await office.App.WithAsync<DrawProbes, int>(draw => draw.RunAsync()));

        Assert.Equal(here, (await clerk.SubmitAsync(here + "/restore", "restore", new() { ["Input.Because"] = "恢复独立运行" })).Location);
        await office.PatrolAsync();
        await using var again = office.App.OpenDb();
        var back = await again.SiteFindings.SingleAsync(finding => finding.CheckId == "dead-link");
        Assert.Equal((FindingState.Open, null, null), (back.State == FindingState.Confirmed ? FindingState.Open : back.State, back.GoneBecause, back.GoneAt));
        Assert.Equal(["网站下线", "恢复网站"], await again.Journal.Where(line => line.Act == "网站下线" || line.Act == "恢复网站").OrderBy(line => line.Id).Select(line => line.Act).ToListAsync());
    }

    [Fact]
    public async Task Only_the_office_takes_a_site_off_and_not_while_it_is_patrolled_and_the_timetable_forgets_it()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/");
        var here = $"/desk/yanshi/patrol/sites/{office.Site.Id}";
        using var leader = await office.SignInAsync(Post.Leader);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.OpenAsync(here + "/retire")).Status);
        await using (var db = office.App.OpenDb())
        {
            db.SitePatrols.Add(new SitePatrol { SiteId = office.Site.Id, AskedAt = office.Time.GetUtcNow(), AskedBy = "方敏" });
            (await db.PatrolSites.SingleAsync()).PatrolDailyAt(new TimeOnly(0, 30), office.Time.Now.AddDays(-1));
            // The lock keeps every program away from the patrol.
            await using var source = Npgsql.NpgsqlDataSource.Create(db.Database.GetConnectionString()!);
            await using var held = await SiteLock.TryTakeAsync(source, office.Site.Id, TestContext.Current.CancellationToken);
            await db.SaveChangesAsync();
            var refusal = await Assert.ThrowsAsync<RefusedException>(() => RetireAsync(office));
            Assert.Equal("“区教育体育局网站”正在巡查，请先停止巡查，再下线。", refusal.Message);
            await db.SitePatrols.ExecuteDeleteAsync();
        }
        await RetireAsync(office);
        Assert.Equal(0, await office.App.WithAsync<PlanPatrols, int>(plan => plan.RunAsync()));
        await office.App.WithAsync<RetireSite, bool>(async retiring =>
        {
            await retiring.PutBackAsync(TicketOffice.Clerk, office.RegionId, office.Site.Id, "恢复");
            return true;
        });
        Assert.Equal(1, await office.App.WithAsync<PlanPatrols, int>(plan => plan.RunAsync()));
    }

    [Fact]
    public async Task A_retired_site_takes_its_findings_in_the_order_of_judgements_and_patrols()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/", "/gone.html", "/lost.html");
        await office.PatrolAsync();
        await using var db = office.App.OpenDb();
        var ids = await db.SiteFindings.OrderBy(finding => finding.Id).Select(finding => finding.Id).ToListAsync();
        var (first, last) = (ids[0], ids[^1]);
        // Written anew, the first lies behind the last: who goes through the table as it lies comes to it at the end.
        await db.Database.ExecuteSqlAsync($"update site_finding set message = message || '。' where id = {first}");
        Task<int> retiring;
        await using (var judging = await db.Database.BeginTransactionAsync())
        {
            await db.Database.ExecuteSqlAsync($"select id from site_finding where id = {first} for update");
            retiring = RetireAsync(office);
            await using var watch = office.App.OpenDb();
            while (!(await watch.Database.SqlQuery<bool>($"select exists (select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()) as \"Value\"").SingleAsync())) await Task.Delay(20);
            await db.Database.ExecuteSqlAsync($"select id from site_finding where id = {last} for update nowait");
            await judging.CommitAsync();
        }
        Assert.Equal(ids.Count, await retiring);
    }

    private static Task<int> RetireAsync(TicketOffice office) => office.App.WithAsync<RetireSite, int>(
        retiring => retiring.RunAsync(TicketOffice.Clerk, office.RegionId, office.Site.Id, "关停", new DateOnly(2026, 3, 1)));

    private static Dictionary<string, string> Told(string on) => new() { ["Input.On"] = on, ["Input.Because"] = "并入区政府网站" };
}
