using System.Net;
using Lantai.Patrol;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>The office's day with a site: register, patrol, judge; and what becomes of the findings.</summary>
public sealed class PatrolDeskTests(TestPostgres postgres)
{
    private const string Home = "/desk/yanshi/patrol";

    [Fact]
    public async Task A_site_is_registered_patrolled_and_its_findings_judged()
    {
        await using var site = await OpenSiteAsync();
        await using var app = await OpenAppAsync();
        using var clerk = await ClerkAsync(app);
        Assert.Contains("还没有登记网站", (await clerk.OpenAsync(Home)).Text, StringComparison.Ordinal);
        var here = await RegisterAsync(clerk, site);

        await PatrolAsync(clerk, here);
        var done = await clerk.OpenAsync(here);
        Assert.Contains("已完成", done.Text, StringComparison.Ordinal);
        var list = await clerk.OpenAsync($"{Home}/findings?check=dead-link");
        Assert.Contains($"{site.Root}/", list.Text, StringComparison.Ordinal);
        Assert.Contains("gone.html", list.Text, StringComparison.Ordinal);
        var id = list.Page.QuerySelector("input[name=id]")!.GetAttribute("value")!;

        var bare = await clerk.SubmitAsync($"{Home}/findings?check=dead-link", "judge", new() { ["id"] = id, ["as"] = "dismiss" });
        Assert.Equal(["请填写“排除理由”。", "请填写“排除的有效期至”。"], bare.Errors);
        var none = await clerk.SubmitAsync($"{Home}/findings", "judge", new() { ["as"] = "confirm" });
        Assert.Equal(["请先选择要办理的问题。"], none.Errors);
        var confirmed = await clerk.SubmitAsync($"{Home}/findings?check=dead-link", "judge", new() { ["id"] = id, ["as"] = "confirm" });
        Assert.Contains("已确认1处。", (await clerk.FollowAsync(confirmed)).Body, StringComparison.Ordinal);
        var page = await clerk.OpenAsync($"{Home}/findings/{id}");
        Assert.Contains("国办秘函〔2019〕19号", page.Text, StringComparison.Ordinal);
        Assert.Contains("确认：", page.Text, StringComparison.Ordinal);
        Assert.Contains("第1行", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_keeps_its_exchange_and_its_page_without_personal_numbers_until_the_office_lets_go()
    {
        await using var site = await OpenSiteAsync();
        site.Page("/a.html", "<!doctype html><html lang=zh-CN><title>一篇文章</title><body><p>名单。\n<p>身份证号110105199003078131。", headers: ("Set-Cookie", "session=secret"));
        var time = FakeTime.On(2026, 3, 2);
        await using var app = await OpenAppAsync(time);
        using var clerk = await ClerkAsync(app);
        var here = await RegisterAsync(clerk, site);
        await PatrolAsync(clerk, here);
        var findings = await FindingsAsync(app);
        var (leak, dead) = ($"{Home}/findings/{findings.Single(finding => finding.CheckId == "privacy").Id}", $"{Home}/findings/{findings.Single(finding => finding.CheckId == "dead-link").Id}");

        var page = await clerk.OpenAsync(leak);
        Assert.Contains("GET /a.html", page.Text, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 200", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("******************", page.Page.QuerySelector("table.source mark")!.TextContent, StringComparison.Ordinal);
        var kept = await clerk.Client.GetStringAsync(leak + "/page.html");
        var record = await clerk.Client.GetStringAsync(leak + "/exchange.txt");
        foreach (var text in new[] { page.Text, kept, record }) Assert.False(text.Contains("110105199003078131", StringComparison.Ordinal) || text.Contains("secret", StringComparison.Ordinal));
        Assert.Contains("遮盖了1处个人信息", record, StringComparison.Ordinal);
        using var picture = await clerk.Client.GetAsync(leak + "/picture.png");
        Assert.Equal(Lantai.Papers.Chromium.Find() is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, picture.StatusCode);
        if (picture.IsSuccessStatusCode) Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await picture.Content.ReadAsByteArrayAsync())[..4]);
        Assert.Contains("HTTP/1.1 404", (await clerk.OpenAsync(dead)).Text, StringComparison.Ordinal);
        await using (var db = app.OpenDb())
        {
            var all = await db.PageBodies.AsNoTracking().ToListAsync();
            Assert.DoesNotContain(all, body => System.Text.Encoding.UTF8.GetString(Lantai.Patrol.Fetching.KeptExchange.Unpack(body.Packed)).Contains("110105199003078131", StringComparison.Ordinal));
        }

        time.Now = time.Now.AddDays(366);
        site.Page("/a.html", "<!doctype html><html lang=zh-CN><title>一篇文章</title><p>正文。").Page("/gone.html", "<!doctype html><html lang=zh-CN><title>回来的页面</title><p>正文。");
        using var next = await app.SignInAsync("yuanling", new Appointment { Post = Post.Office, RegionId = await RegionAsync(app) });
        await PatrolAsync(next, here);
        Assert.Null((await next.OpenAsync(leak)).Page.QuerySelector("table.source"));
        Assert.Equal(HttpStatusCode.NotFound, (await next.OpenAsync(leak + "/page.html")).Status);
    }

    [Fact]
    public async Task An_article_dated_before_a_patrol_that_did_not_find_it_is_told()
    {
        static string Article(string title, string day) =>
            $"<!doctype html><html lang=zh-CN><meta name=ArticleTitle content={title}><meta name=PubDate content={day}><title>{title}</title><h1>{title}</h1><div>发布时间：{day}</div><p>县政府办公室部署春季农田水利建设和道路养护各项工作，各镇按期完成任务。";
        await using var site = await VillageSite.OpenAsync();
        site.Page("/", "<!doctype html><html lang=zh-CN><title>首页</title><a href=\"/old.html\">早已发布的通知</a>").Page("/old.html", Article("早已发布的通知", "2026-02-20"));
        var time = FakeTime.On(2026, 3, 2);
        await using var app = await OpenAppAsync(time);
        using var clerk = await ClerkAsync(app);
        var here = await RegisterAsync(clerk, site);
        await PatrolAsync(clerk, here);

        time.Now = time.Now.AddDays(7);
        site.Page("/", "<!doctype html><html lang=zh-CN><title>首页</title><a href=\"/old.html\">早已发布的通知</a><a href=\"/new.html\">补发的通知</a><a href=\"/true.html\">新发的通知</a>")
            .Page("/new.html", Article("补发的通知", "2026-02-21")).Page("/true.html", Article("新发的通知", "2026-03-08"));
        using var next = await app.SignInAsync("yuanling", new Appointment { Post = Post.Office, RegionId = await RegionAsync(app) });
        await PatrolAsync(next, here);
        Assert.Equal([$"{site.Root}/new.html"], (await FindingsAsync(app)).Where(finding => finding.CheckId == "backdated").Select(finding => finding.Page));
    }

    [Fact]
    public async Task A_fault_that_is_mended_is_gone_after_two_clean_patrols_and_one_that_stays_is_one_row()
    {
        await using var site = await OpenSiteAsync();
        await using var app = await OpenAppAsync();
        using var clerk = await ClerkAsync(app);
        var here = await RegisterAsync(clerk, site);
        await PatrolAsync(clerk, here);
        var first = await FindingsAsync(app);
        var dead = Assert.Single(first, finding => finding.CheckId == "dead-link");

        site.Page("/gone.html", "<!doctype html><html lang=zh-CN><title>回来的页面</title><p>这一页又能打开了。");
        await PatrolAsync(clerk, here);
        Assert.Equal(1, (await FindingsAsync(app)).Single(finding => finding.Id == dead.Id).CleanLooks);
        await PatrolAsync(clerk, here);
        var third = await FindingsAsync(app);
        Assert.Equal(FindingState.Gone, third.Single(finding => finding.Id == dead.Id).State);
        var stays = first.First(finding => finding.CheckId == "footer-marks");
        Assert.Equal(FindingState.Confirmed, third.Single(finding => finding.Fingerprint == stays.Fingerprint).State);
        Assert.Equal(third.Count, third.Select(finding => finding.Fingerprint).Distinct().Count());
        Assert.Contains("没有符合条件的问题", (await clerk.OpenAsync($"{Home}/findings?check=dead-link")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patrol_that_could_not_see_the_site_mends_nothing()
    {
        await using var site = await OpenSiteAsync();
        await using var app = await OpenAppAsync();
        using var clerk = await ClerkAsync(app);
        var here = await RegisterAsync(clerk, site);
        await PatrolAsync(clerk, here);
        site.Page("/", "维护中", status: 503).Page("/gone.html", "回来了");
        await PatrolAsync(clerk, here);
        await PatrolAsync(clerk, here);
        Assert.DoesNotContain(await FindingsAsync(app), finding => finding.State == FindingState.Gone || finding.CleanLooks > 0);
    }

    [Fact]
    public async Task A_site_is_never_patrolled_twice_at_once()
    {
        await using var site = await OpenSiteAsync();
        var answer = new TaskCompletionSource();
        site.On("/", async context =>
        {
            await answer.Task;
            await context.Response.WriteAsync("<!doctype html><title>首页</title>");
        });
        var log = new ErrorLog();
        await using var app = await OpenAppAsync(log: log);
        using var clerk = await ClerkAsync(app);
        var here = await RegisterAsync(clerk, site);
        var opened = await clerk.OpenAsync(here + "/start");
        await clerk.SendAsync(here + "/start", opened, "start");
        var second = await clerk.SendAsync(here + "/start", opened, "start");
        Assert.Equal(["“县政府网站”正在巡查，请等它完成，或先停止。"], second.Errors);
        Assert.Empty(log.Lines);
        await clerk.SubmitAsync(here + "/stop", "stop");
        answer.SetResult();
        await WaitAsync(clerk, here);
        await using var db = app.OpenDb();
        Assert.Equal(PatrolState.Stopped, (await db.SitePatrols.SingleAsync()).State);
    }

    [Fact]
    public async Task A_patrol_whose_program_died_before_it_wrote_anything_is_done_by_the_next_one()
    {
        await using var site = await OpenSiteAsync();
        await using var app = await OpenAppAsync();
        using var clerk = await ClerkAsync(app);
        var here = await RegisterAsync(clerk, site);
        await using (var db = app.OpenDb())
        {
            // As a program leaves it that was killed in the middle.
            var id = await db.PatrolSites.Select(known => known.Id).SingleAsync();
            await db.Database.ExecuteSqlAsync($"insert into site_patrol (site_id, state, asked_at, asked_by, started_at, pages, links, waiting, found, new_found, gone, is_whole, read_all, notes, taken_up) values ({id}, 'Running', now(), '方敏', now(), 7, 70, 3, 2, 0, 0, false, false, '{{}}', 0)");
        }
        await WaitAsync(clerk, here);
        await using var after = app.OpenDb();
        Assert.Equal(PatrolState.Done, (await after.SitePatrols.SingleAsync()).State);
        var findings = await FindingsAsync(app);
        Assert.NotEmpty(findings);
        Assert.Equal(findings.Count, findings.Select(finding => finding.Fingerprint).Distinct().Count());
    }

    [Fact]
    public async Task A_patrol_that_ends_every_program_is_given_up()
    {
        await using var site = await OpenSiteAsync();
        await using var app = await OpenAppAsync();
        using var clerk = await ClerkAsync(app);
        var here = await RegisterAsync(clerk, site);
        await using (var db = app.OpenDb())
        {
            var id = await db.PatrolSites.Select(known => known.Id).SingleAsync();
            await db.Database.ExecuteSqlAsync($"insert into site_patrol (site_id, state, asked_at, asked_by, started_at, pages, links, waiting, found, new_found, gone, is_whole, read_all, notes, taken_up) values ({id}, 'Running', now(), '方敏', now(), 7, 70, 3, 2, 0, 0, false, false, '{{}}', 5)");
        }
        await WaitAsync(clerk, here);
        await using var after = app.OpenDb();
        var given = await after.SitePatrols.SingleAsync();
        Assert.Equal((PatrolState.Failed, "巡查中断了6次，不再接续。请查看运行日志，排除原因后重新巡查。"), (given.State, given.Notes.Single()));
    }

    [Fact]
    public async Task An_address_too_long_for_an_index_breaks_no_patrol()
    {
        await using var site = await OpenSiteAsync();
        var endless = $"/news/{string.Concat(Enumerable.Range(0, 900).Select(i => $"{i:x4}"))}.pdf";
        site.Page("/news/", $"<!doctype html><html lang=zh-CN><title>要闻</title><ul><li><a href=\"{endless}\">很长的地址</a> 2026-03-01</li><li><a href=\"/news/a.html\">短的地址</a> 2026-03-01</li></ul>");
        site.Page("/", "<!doctype html><html lang=zh-CN><title>首页</title><a href=\"/news/\">要闻</a>");
        await using var app = await OpenAppAsync();
        using var clerk = await ClerkAsync(app);
        await PatrolAsync(clerk, await RegisterAsync(clerk, site));
        await using (var db = app.OpenDb())
        {
            Assert.Equal(PatrolState.Done, (await db.SitePatrols.SingleAsync()).State);
            var dead = await Dead(db).Select(finding => finding.Id).ToListAsync();
            Assert.NotEmpty(dead);
            var region = await db.PatrolSites.Select(known => known.RegionId).SingleAsync();
            await app.WithAsync<JudgeFindings, bool>(async judging =>
            {
                await judging.ConfirmAsync(new Lantai.Journal.Actor(null, "方敏"), region, dead);
                return true;
            });
        }
        await using var after = app.OpenDb();
        Assert.All(await Dead(after).ToListAsync(), finding => Assert.Equal(FindingState.Confirmed, finding.State));

        IQueryable<SiteFinding> Dead(Lantai.Storage.LantaiDb db) => db.SiteFindings.Where(finding => finding.CheckId == "dead-attachment" && finding.Target!.EndsWith(endless));
    }

    [Fact]
    public async Task The_list_exports_what_it_shows()
    {
        await using var site = await OpenSiteAsync();
        await using var app = await OpenAppAsync();
        using var clerk = await ClerkAsync(app);
        await PatrolAsync(clerk, await RegisterAsync(clerk, site));
        var csv = await clerk.Client.GetStringAsync($"{Home}/findings.csv?check=dead-link");
        Assert.Equal(2, csv.Trim().Split('\n').Length);
        Assert.Contains("gone.html", csv, StringComparison.Ordinal);
        new OfficeFile(output => output.Write(clerk.Client.GetByteArrayAsync($"{Home}/findings.xlsx").GetAwaiter().GetResult())).IsValid();
    }

    [Fact]
    public async Task Everybody_sees_his_own_region_and_only_the_office_acts()
    {
        await using var site = await OpenSiteAsync();
        await using var app = await OpenAppAsync();
        using var clerk = await ClerkAsync(app);
        var here = await RegisterAsync(clerk, site);
        await PatrolAsync(clerk, here);
        var finding = (await FindingsAsync(app))[0].Id;
        long yanshi, kaifeng;
        await using (var db = app.OpenDb())
        {
            yanshi = await db.Regions.Where(region => region.Key == "yanshi").Select(region => region.Id).SingleAsync();
            kaifeng = await db.Regions.Where(region => region.Key == "kaifeng").Select(region => region.Id).SingleAsync();
        }
        using var leader = await app.SignInAsync("tanyue", new Appointment { Post = Post.Leader, RegionId = yanshi });
        using var stranger = await app.SignInAsync("kaifeng", new Appointment { Post = Post.Office, RegionId = kaifeng });
        var other = here.Replace("yanshi", "kaifeng", StringComparison.Ordinal);
        (Visitor Who, string Page, HttpStatusCode Answer)[] doors =
        [
            (leader, Home, HttpStatusCode.OK), (leader, here, HttpStatusCode.OK), (leader, $"{Home}/findings/{finding}", HttpStatusCode.OK),
            (leader, here + "/start", HttpStatusCode.Forbidden), (leader, here + "/stop", HttpStatusCode.Forbidden), (leader, here + "/edit", HttpStatusCode.Forbidden), (leader, Home + "/sites/new", HttpStatusCode.Forbidden),
            (stranger, Home, HttpStatusCode.Forbidden), (stranger, $"{Home}/findings.csv", HttpStatusCode.Forbidden), (stranger, here + "/events", HttpStatusCode.Forbidden),
            (stranger, other, HttpStatusCode.NotFound), (stranger, other + "/edit", HttpStatusCode.NotFound), (stranger, $"/desk/kaifeng/patrol/findings/{finding}", HttpStatusCode.NotFound),
        ];
        foreach (var (who, page, answer) in doors) Assert.Equal((page, answer), (page, (await who.OpenAsync(page)).Status));
        Assert.Null((await leader.OpenAsync($"{Home}/findings")).Page.QuerySelector("input[name=id]"));
    }

    [Fact]
    public async Task A_register_entry_is_checked_field_by_field()
    {
        await using var app = await OpenAppAsync();
        using var clerk = await ClerkAsync(app);
        var bare = await clerk.SubmitAsync(Home + "/sites/new", "site", new() { ["Input.Rate"] = "快", ["Input.MostPages"] = "0" });
        Assert.Equal(["请填写“网站名称”。", "请填写“首页网址”。", "“每秒最多请求次数”应填数字，现为“快”。", "“最多检查页数”应在 1 至 1000000 之间，现为 0。"], bare.Errors);
        var bad = await clerk.SubmitAsync(Home + "/sites/new", "site", new() { ["Input.Name"] = "县政府网站", ["Input.Address"] = "ftp://www.example.gov.cn/" });
        Assert.Equal(["“ftp://www.example.gov.cn/”不是网址，应以 http:// 或 https:// 开头。"], bad.Errors);
    }

    [Fact]
    public async Task A_site_inside_is_registered_by_an_administrator_alone()
    {
        await using var app = await OpenAppAsync();
        using var clerk = await app.SignInAsync("zhaolei", new Appointment { Post = Post.Office, RegionId = await RegionAsync(app) });
        foreach (var address in new[] { "http://127.0.0.1:8080/", "http://10.0.0.8/", "http://[::1]/" })
            Assert.Equal([$"“{address}”在本机或内网，只有管理员可以登记。"], (await clerk.SubmitAsync(Home + "/sites/new", "site", new() { ["Input.Name"] = "内网", ["Input.Address"] = address })).Errors);
        using var administrator = await ClerkAsync(app);
        Assert.NotNull((await administrator.SubmitAsync(Home + "/sites/new", "site", new() { ["Input.Name"] = "内网", ["Input.Address"] = "http://10.0.0.8/" })).Location);
    }

    private static async Task<VillageSite> OpenSiteAsync() => (await VillageSite.OpenAsync())
        .Page("/", "<!doctype html><html lang=zh-CN><title>县人民政府</title><a href=\"/gone.html\">不在的页面</a><a href=\"/a.html\">页面</a>")
        .Page("/a.html", "<!doctype html><html lang=zh-CN><title>一篇文章</title><p>正文。");

    private async Task<TestApp> OpenAppAsync(FakeTime? time = null, ErrorLog? log = null)
    {
        var app = await TestApp.StartAsync(postgres, time ?? FakeTime.On(2026, 3, 2), services =>
        {
            if (log is not null) services.AddSingleton<ILoggerProvider>(log);
        });
        await using var db = app.OpenDb();
        foreach (var (key, name) in new[] { ("yanshi", "偃师区"), ("kaifeng", "开封市") })
            db.Regions.Add(new Region { Key = key, Name = name, OfficeName = $"{name}人民政府办公室", SiteName = $"{name}人民政府", Contact = "0379-55500117" });
        await db.SaveChangesAsync();
        return app;
    }

    private static async Task<Visitor> ClerkAsync(TestApp app) => await app.SignInAsync("fangmin", new Appointment { Post = Post.Office, RegionId = await RegionAsync(app) }, new Appointment { Post = Post.Administrator });

    private static async Task<long> RegionAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        return await db.Regions.Where(region => region.Key == "yanshi").Select(region => region.Id).SingleAsync();
    }

    private static async Task<string> RegisterAsync(Visitor clerk, VillageSite site) => (await clerk.SubmitAsync(Home + "/sites/new", "site", new()
    {
        ["Input.Name"] = "县政府网站",
        ["Input.Address"] = site.Root + "/",
        ["Input.Rate"] = "0",
    })).Location!;

    private static async Task PatrolAsync(Visitor clerk, string here)
    {
        Assert.Equal(here, (await clerk.SubmitAsync(here + "/start", "start")).Location);
        await WaitAsync(clerk, here);
    }

    /// <summary>Listens, as the page does, until the patrol is over.</summary>
    private static async Task WaitAsync(Visitor clerk, string here) =>
        Assert.EndsWith("event: end\ndata: {}\n\n", await clerk.Client.GetStringAsync(here + "/events"), StringComparison.Ordinal);

    private static async Task<List<SiteFinding>> FindingsAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        return await db.SiteFindings.AsNoTracking().OrderBy(finding => finding.Id).ToListAsync();
    }
}
