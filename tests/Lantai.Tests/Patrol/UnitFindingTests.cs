using System.Net;
using Lantai.Patrol;
using Lantai.People;
using Lantai.Tests.Rectification;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>Whose findings are whose, and who sees them.</summary>
public sealed class UnitFindingTests(TestPostgres postgres)
{
    [Fact]
    public async Task Findings_are_told_by_unit_and_a_liaison_sees_his_own_only()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/", "/news/", "/gone.html").Page("/news/", "/news/a.html").Page("/news/a.html", "/lost.html");
        await ColumnRegisterTests.RegisterAsync(office);
        await office.PatrolAsync();
        using var clerk = await office.SignInAsync(Post.Office);
        Assert.Contains("处待确认", (await clerk.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
        await office.ConfirmAsync("dead-link");

        var units = await clerk.OpenAsync("/desk/yanshi/patrol/units");
        Assert.Contains("教育体育局", units.Text, StringComparison.Ordinal);
        var one = await clerk.OpenAsync($"/desk/yanshi/patrol/findings?check=dead-link&unit={office.OtherUnit}");
        Assert.Contains("/news/a.html", one.Text, StringComparison.Ordinal);
        Assert.Single(one.Page.QuerySelectorAll("input[name=id]"));
        Assert.Contains("没有符合条件的问题", (await clerk.OpenAsync("/desk/yanshi/patrol/findings?unit=none")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await clerk.OpenAsync("/desk/yanshi/patrol/findings?unit=nonsense")).Status);
        Assert.Equal(2, (await clerk.Client.GetStringAsync($"/desk/yanshi/patrol/findings.csv?check=dead-link&unit={office.OtherUnit}")).Trim().Split('\n').Length);

        using var own = await office.SignInAsync(Post.Liaison, office.OtherUnit);
        var mine = await own.OpenAsync("/desk/yanshi/my-findings");
        Assert.Contains("/news/a.html", mine.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("底部标识", mine.Text, StringComparison.Ordinal);
        using var other = await office.SignInAsync(Post.Liaison);
        Assert.DoesNotContain("/news/a.html", (await other.OpenAsync("/desk/yanshi/my-findings")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await own.OpenAsync("/desk/yanshi/patrol/units")).Status);
        using var leader = await office.SignInAsync(Post.Leader);
        Assert.Contains("没有问题", (await leader.OpenAsync("/desk/yanshi/my-findings")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_nearest_column_alone_says_whose_a_page_is()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        await SaveAsync("/zwgk/", "信息公开", "政策文件", office.OtherUnit);
        await SaveAsync("/zwgk/tzgg/", "通知公告", "政策解读", null);
        await SaveAsync("/list.jsp?dept=1", "甲", "动态要闻", office.OtherUnit);
        await SaveAsync("/bm/list.jsp?dept=1", "甲", "动态要闻", office.OtherUnit);
        await SaveAsync("/bm/list.jsp?dept=2", "乙", "政策解读", office.Unit);
        await SaveAsync("/one/list.jsp?dept=1", "丙", "动态要闻", office.OtherUnit);
        await SaveAsync("/one/list.jsp?dept=2", "丁", "动态要闻", office.OtherUnit);
        Assert.Equal((office.OtherUnit, "政策文件"), await OfAsync("/zwgk/a.html"));
        Assert.Equal((office.Unit, "政策解读"), await OfAsync("/zwgk/tzgg/"));
        Assert.Equal((office.Unit, "政策解读"), await OfAsync("/zwgk/tzgg/a.html"));
        // Of two units' lists in one directory the first by number is no better than the other.
        Assert.Equal((office.Unit, null), await OfAsync("/bm/content.jsp?id=1"));
        Assert.Equal((office.OtherUnit, "动态要闻"), await OfAsync("/bm/list.jsp?dept=1"));
        Assert.Equal((office.OtherUnit, "动态要闻"), await OfAsync("/one/content.jsp?id=1"));
        Assert.Equal((office.Unit, null), await OfAsync("/else.html"));

        Task<bool> SaveAsync(string path, string name, string kind, long? unit) => office.App.WithAsync<EditColumns, bool>(async editing =>
        {
            await editing.SaveAsync(TicketOffice.Clerk, office.RegionId, office.Site.Id, new ColumnEntry(office.Web.Root + path, name, kind, null, unit));
            return true;
        });

        async Task<(long, string?)> OfAsync(string path)
        {
            await using var db = office.App.OpenDb();
            var (site, page) = (office.Site.Id, office.Web.Root + path);
            var unit = await db.Database.SqlQuery<long>($"select page_unit({site}, {page}) as \"Value\"").SingleAsync();
            return (unit, await db.Database.SqlQuery<string?>($"select page_class({site}, {page}) as \"Value\"").SingleAsync());
        }
    }

    [Fact]
    public async Task A_cause_on_pages_of_several_units_is_the_sites_and_one_within_a_column_is_that_units()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        const string everywhere = "<nav><a href=\"/\">工作部暑</a></nav>", within = "<nav><a href=\"/news/\">按装公告</a></nav>";
        office.Web
            .Page("/", $"<!doctype html><html lang=zh-CN><title>首页</title>{everywhere}<p><a href=\"/news/\">动态</a>")
            .Page("/news/", $"<!doctype html><html lang=zh-CN><title>动态</title>{everywhere}{within}<p><a href=\"/news/a.html\">甲</a>")
            .Page("/news/a.html", $"<!doctype html><html lang=zh-CN><title>甲</title>{everywhere}{within}<p>正文。");
        await ColumnRegisterTests.RegisterAsync(office);
        await office.PatrolAsync();
        await using var db = office.App.OpenDb();
        var owners = await db.SiteFindings.Where(finding => finding.CheckId == "wording-typo")
            .Join(db.FindingOwners, finding => finding.Id, owner => owner.FindingId, (finding, owner) => new { finding.Stated, owner.UnitId, owner.Class, finding.More }).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [("按装", office.OtherUnit, "动态要闻", 1), ("部暑", office.Unit, null, 2)],
            owners.Select(row => (row.Stated, row.UnitId!.Value, row.Class, row.More)).OrderBy(row => row.Stated, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_patrol_ends_while_another_one_writes_contents()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/", "/gone.html");
        await using var other = office.App.OpenDb();
        await using var writing = await other.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await other.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared({ExchangeStore.BodyLock})", TestContext.Current.CancellationToken);
        await office.PatrolAsync().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await using var db = office.App.OpenDb();
        Assert.Contains(await db.SiteFindings.ToListAsync(TestContext.Current.CancellationToken), finding => finding.CheckId == "dead-link");
        await writing.RollbackAsync(TestContext.Current.CancellationToken);
    }
}
