using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Lantai.Benchmarks.Patrol;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Reports;
using Lantai.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>Whole patrols with all checks, over real HTTP.</summary>
public sealed class PatrolRunTests
{
    private const int Large = 100 << 20;

    private static readonly PatrolRules Rules = PatrolRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs")));

    [Theory, InlineData(11), InlineData(12), InlineData(13)]
    public async Task Every_planted_fault_is_found_and_no_look_alike_reported(int seed)
    {
        await using var village = await VillageSite.OpenAsync();
        await using var elsewhere = await VillageSite.OpenAsync();
        var site = new GovernmentSite(seed, 300, elsewhere.Root);
        Serve(site, village, elsewhere);
        var report = await RunAsync(village, new() { Starts = [], Now = GovernmentSite.Today });
        var (missing, unexpected) = Manifest.Compare(site, village.Root, Json(report));
        Assert.True(report.IsWhole);
        Assert.True(missing.Count + unexpected.Count == 0, string.Join('\n', missing.Select(line => $"- {line}").Concat(unexpected.Select(line => $"+ {line}"))));
    }

    [Fact]
    public async Task A_dated_entry_that_leads_nowhere_and_an_answer_that_is_no_brotli_do_not_end_a_patrol()
    {
        await using var village = await VillageSite.OpenAsync();
        var entries = string.Concat(Enumerable.Range(1, 12).Select(day => $"<li><a href=\"javascript:show({day})\">关于开展第{day}次检查的通知公告</a> <span>2026-03-{day:00}</span></li>"));
        village
            .Page("/", "<a href=\"/tzgg/\">通知公告</a><a href=\"/folded.html\">折叠</a><a href=\"/nul.html\">空</a><a href=\"/dt/\">动态</a>")
            .Page("/tzgg/", "<meta name=\"ColumnName\" content=\"通知公告\"><meta name=\"ColumnType\" content=\"通知公告\"><ul>" + entries + "</ul>")
            .Page("/folded.html", "这不是brotli", headers: ("Content-Encoding", "br"))
            .Page("/nul.html", "<title>通知\0公告</title><meta name=\"ArticleTitle\" content=\"通知\0公告\"><meta name=\"PubDate\" content=\"2026-03-01\"><p>正常\0页面。")
            .Page("/dt/", "<meta name=\"ColumnName\" content=\"工作\0动态\"><meta name=\"ColumnType\" content=\"工作动态\"><ul>" + entries + "</ul>");
        var report = await RunAsync(village, new() { Starts = [], Now = new DateOnly(2026, 3, 20) });
        Assert.True(report.IsWhole);
        Assert.Equal(["工作\uFFFD动态", "通知公告"], report.Columns.Select(column => column.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(report.Findings, finding => $"{finding.Message}{finding.Stated}{finding.Evidence}".Contains('\0', StringComparison.Ordinal));
        Assert.Contains("通知\uFFFD公告", report.Items.Select(item => item.Title));
        Assert.DoesNotContain(report.Items, item => item.Title?.Contains('\0', StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Hostile_pages_cost_what_they_may_and_become_findings()
    {
        await using var village = await VillageSite.OpenAsync();
        village
            .Page("/", string.Concat(new[] { "deep", "large", "endless", "bomb", "drip", "loop1", "attribute", "good" }.Select(name => $"<a href=\"/{name}.html\">{name}</a>\n")))
            .Page("/deep.html", string.Concat(Enumerable.Repeat("<div>", 20_000)))
            .On("/large.html", context => PourAsync(context, Large))
            .On("/endless.html", context => PourAsync(context, null))
            .Page("/bomb.html", Folded(Large), headers: ("Content-Encoding", "gzip"))
            .On("/drip.html", DripAsync)
            .Redirect("/loop1.html", "/loop2.html").Redirect("/loop2.html", "/loop1.html")
            .Page("/attribute.html", $"<a title=\"{new string('x', 1 << 20)}\" href=\"/good.html\">好</a>")
            .Page("/good.html", "<title>好</title><p>正常页面。");
        var report = await RunAsync(village, new() { Starts = [], Checks = ["hostile-page", "dead-link"] }, rules: With("hostile-page", "秒=30", "秒=2"));
        Assert.True(report.IsWhole);
        Assert.Equal(8, report.Pages);
        Assert.Equal(
            ["attribute 标签属性长1024KB", "bomb 页面压缩比异常", "deep 标签嵌套20000层", "drip 页面2秒内没有传完", "endless 页面超过8MB", "large 页面超过8MB"],
            report.Findings.Where(finding => finding.Check == "hostile-page").Select(finding => $"{Path.GetFileNameWithoutExtension(finding.Page)} {finding.Message.Split('，')[0]}"));
        Assert.Equal([$"{village.Root}/loop1.html"], report.Findings.Where(finding => finding.Check == "dead-link").Select(finding => finding.Target));
        Assert.All(
            report.Findings.Where(finding => finding.Check == "hostile-page"),
            finding => Assert.InRange(int.Parse(finding.Evidence.Trim('读', '到', '字', '节'), CultureInfo.InvariantCulture), 1, (8 << 20) + 1));
    }

    [Fact]
    public async Task How_long_an_answer_is_waited_for_and_a_certificate_is_told_before_its_end_stands_in_the_pack()
    {
        var packs = Rules.Limit(new FetchOptions());
        foreach (var row in File.ReadAllLines(Repository.Spec("patrol-limits.csv")).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(',')))
            Assert.Equal(row[2], row[0] switch
            {
                "availability" => $"{packs.Limit:c}",
                "hostile-page" => $"{packs.BodyLimit:c}",
                "certificate" => $"{packs.CertificateNotice:c}",
                "留存" => $"{Rules.Keeping.CleanLooks}",
                var other => throw new InvalidDataException(other),
            });
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", "<a href=\"/mute.html\">无声</a>").On("/mute.html", context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var report = await RunAsync(village, new() { Starts = [], Checks = ["dead-link"] }, rules: With("availability", "秒=15", "秒=1"));
        Assert.Equal("服务器未在规定时间内应答", Assert.Single(report.Findings).Evidence);
    }

    [Fact]
    public async Task A_site_that_fails_once_is_patrolled_and_one_that_fails_twice_is_down()
    {
        await using var village = await VillageSite.OpenAsync();
        var (asked, closedFor) = (0, 1);
        village.On("/", context =>
        {
            context.Response.StatusCode = ++asked > closedFor ? 200 : 500;
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync("<title>首页</title>");
        });
        var once = await RunAsync(village, new() { Starts = [], Checks = ["site-down"] });
        Assert.Equal((1, 0, 2), (once.Pages, once.Findings.Count, asked));
        closedFor = int.MaxValue;
        var twice = await RunAsync(village, new() { Starts = [], Checks = ["site-down"] });
        Assert.Equal((0, "网站打不开：返回HTTP 500。"), (twice.Pages, Assert.Single(twice.Findings).Message));
    }

    [Theory, InlineData(403), InlineData(429)]
    public async Task A_site_that_turns_the_visitor_away_is_told_and_not_called_down(int status)
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", "拒绝访问", status);
        var report = await RunAsync(village, new() { Starts = [], Checks = ["site-down"] });
        Assert.Empty(report.Findings);
        Assert.Contains($"{village.Root}/：返回HTTP {status}，不能断定网站是否打得开，没有巡查。", report.Notes);
        Assert.Equal([($"{village.Root}/", $"返回HTTP {status}")], report.Undecided);
    }

    /// <summary>The name of a site may lead inside at any time after it was registered.</summary>
    [Fact]
    public async Task Nothing_of_the_own_network_is_asked_for_when_the_site_may_not_lie_there()
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", "<title>内网</title>");
        var report = await RunAsync(village, new() { Starts = [], MayStartInside = false });
        Assert.Equal((0, 0), (report.Pages, report.Findings.Count));
        Assert.Empty(village.Asked);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("<script src=\"/foot.js\"></script>", true)]
    [InlineData("<iframe src=\"/foot.html\" title=\"页脚\"></iframe>", true)]
    public async Task A_mark_that_a_script_or_a_frame_may_put_there_waits_for_a_person(string foot, bool waits)
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", $"<title>首页</title><p>正文{foot}").Page("/foot.js", "document.write('主办')", type: "text/javascript").Page("/foot.html", "<p>主办");
        var report = await RunAsync(village, new() { Starts = [], Checks = ["footer-marks"] });
        Assert.Equal(7, report.Findings.Count);
        Assert.All(report.Findings, finding => Assert.Equal(waits, finding.NeedsPerson));
    }

    [Fact]
    public async Task Which_marks_a_home_page_must_show_stands_in_the_pack()
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", "<title>首页</title><p>正文");
        Assert.Equal(["首页底部缺少适老化标识。"], (await RunAsync(village, new() { Starts = [], Checks = ["footer-marks"] }, rules: WithMark("适老化标识,适老|无障碍,,,本单位核定,?"))).Findings.Select(finding => finding.Message));
        village.Page("/", "<title>首页</title><p>无障碍浏览");
        Assert.Empty((await RunAsync(village, new() { Starts = [], Checks = ["footer-marks"] }, rules: WithMark("适老化标识,适老|无障碍,,,本单位核定,?"))).Findings);
        Assert.Equal("marks.csv第2行：“式样”不是能用的正则表达式，现为“(”。", Assert.Throws<RefusedException>(() => WithMark("标识,,,(,本单位核定,?")).Message);
    }

    [Fact]
    public void What_is_asked_when_a_site_is_silent_stands_in_the_pack_and_may_be_nothing()
    {
        Assert.Equal(["https://www.gov.cn/", "https://www.xinhuanet.com/"], Rules.Controls.Select(control => control.Text));
        Assert.Empty(WithOwn("controls.csv", "网址,依据,把握").Controls);
        Assert.Equal("controls.csv第2行：“www.gov.cn”不是网址。", Assert.Throws<RefusedException>(() => WithOwn("controls.csv", "网址,依据,把握", "www.gov.cn,甲,K")).Message);
    }

    private static PatrolRules WithMark(string row) => WithOwn("marks.csv", "标识,文字,链接,式样,依据,把握", row);

    private static PatrolRules WithOwn(string file, params string[] lines)
    {
        var own = Directory.CreateTempSubdirectory("lantai");
        try
        {
            File.WriteAllLines(Path.Combine(own.CreateSubdirectory("checks").FullName, file), lines);
            return PatrolRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs"), own.FullName));
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_stop_keeps_what_was_found_and_says_that_there_may_be_more()
    {
        using var stop = new CancellationTokenSource();
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", "<img src=\"/logo.png\"><a href=\"/slow.html\">慢</a>").On("/slow.html", async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var report = await RunAsync(village, new() { Starts = [], Checks = ["a11y-image-text"] }, stop.Token);
        Assert.False(report.IsWhole);
        Assert.Equal(["a11y-image-text"], report.Findings.Select(finding => finding.Check));
        Assert.Contains("巡查被中断，没有完成全部检查。", report.Notes);
        Assert.False(Json(report).GetProperty("finished").GetBoolean());
    }

    [Fact]
    public async Task What_one_cause_does_is_known_again_when_it_does_so_in_more_places_and_reports_tell_each_of_a_few()
    {
        await using var village = await VillageSite.OpenAsync();
        var reports = new List<PatrolReport>();
        foreach (var pages in new[] { 1, 20, 21 })
        {
            village.Page("/", $"<img src=\"/logo.png\">{string.Concat(Enumerable.Range(1, pages - 1).Select(i => $"<a href=\"/{i}.html\">{i}</a>"))}");
            for (var i = 1; i < pages; i++) village.Page($"/{i}.html", $"<title>{i}</title><p>{i}<img src=\"/logo.png\">");
            reports.Add(await RunAsync(village, new() { Starts = [], Checks = ["a11y-image-text"] }));
        }
        Assert.Single(reports.Select(report => Assert.Single(report.Findings).Fingerprint).Distinct());
        Assert.Equal([0, 19, 20], reports.Select(report => report.Findings[0].More));
        Assert.Equal([1, 20, 1], reports.Select(report => report.Rows.Count));
        Assert.Equal(20, reports[1].Rows.Select(row => row.Page).Distinct().Count());
        Assert.Equal(20, Json(reports[1]).GetProperty("findings").GetArrayLength());
        Assert.EndsWith("另有20处相同。", Json(reports[2]).GetProperty("findings")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_pages_ends_the_patrol_and_is_told()
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", string.Concat(Enumerable.Range(0, 50).Select(i => $"<a href=\"/{i}.html\">{i}</a>")));
        for (var i = 0; i < 50; i++) village.Page($"/{i}.html", $"<title>{i}</title>");
        var report = await RunAsync(village, new() { Starts = [], Checks = ["dead-link"], MostPages = 10 });
        Assert.Equal((10, false), (report.Pages, report.IsWhole));
        Assert.Contains("已达到10页的上限，其余页面没有检查。", report.Notes);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public async Task A_site_whose_robots_txt_or_wall_keeps_the_patrol_out_was_not_looked_at()
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", "<title>首页</title><a href=\"/a.html\">甲</a><a href=\"/b.html\">乙</a>").Page("/a.html", "<title>甲</title>").Page("/b.html", "<title>乙</title>");
        var options = new PatrolOptions { Starts = [], Checks = ["dead-link"] };
        Assert.Equal((3, true, true), Told(await RunAsync(village, options)));
        village.Page("/robots.txt", "", 503);
        var shut = await RunAsync(village, options);
        Assert.Equal((1, false, false), Told(shut));
        Assert.Contains("拒绝访问、服务器出错或读不到robots.txt的网页比读到的还多，没有读到的不作判断，本次不算走完全站。", shut.Notes);
        village.Page("/robots.txt", "", 404).Page("/a.html", "", 403).Page("/b.html", "", 429);
        Assert.Equal((1, false, false), Told(await RunAsync(village, options)));
        // One page that nobody may read leaves the site looked at, but not all of it.
        village.Page("/b.html", "<title>乙</title>");
        Assert.Equal((2, true, false), Told(await RunAsync(village, options)));
        // What its owner closes is closed every night.
        village.Page("/robots.txt", "User-agent: *\nDisallow: /a.html\nDisallow: /b.html", type: "text/plain");
        Assert.Equal((1, true, false), Told(await RunAsync(village, options)));

        static (int, bool, bool) Told(PatrolReport report) => (report.Pages, report.IsWhole, report.ReadsAll);
    }

    [Fact]
    public async Task A_password_in_an_address_is_shown_nowhere()
    {
        await using var village = await VillageSite.OpenAsync();
        var host = village.Root["http://".Length..];
        var oddly = string.Concat(((string[])
        [
            $"http://zhang@corp.example:geheim@{host}/1.html", $"http://admin:'geheim'@{host}/2.html", $"http://admin:mein geheim@{host}/3.html",
            $"https:admin:geheim@{host}/4.html", $"http://admin:ge\nheim@{host}/5.html", $"http://admin:P@127.0.0.1:9#geheim@{host}/6.html",
            $"http://admin:mein/geheim@{host}/7.html", $"http://{new string('a', 101)}:geheim@{host}/8.html",
        ]).Select(address => $"<a href=\"{address}\">丁</a>"));
        village.Page("/", $"<title>首页</title><a href=\"http://admin:geheim@{host}/gone.html\">甲</a><a href=\"ftp://admin:geheim@{host}/x\">乙</a><img src=\"//admin:geheim@{host}/gone.png\"><a href=\"/to\">丙</a>{oddly}")
            .Redirect("/to", $"http://zhang@corp.example:'geheim'@{host}/away.html");
        var report = await RunAsync(village, new() { Starts = [] });
        Assert.Contains(report.Findings, finding => finding.Target == $"http://admin:***@{host}/gone.html" && finding.Stated == finding.Target);
        var all = Json(report).GetRawText() + string.Join('\n', report.Undecided) + string.Join('\n', report.Looked) + string.Join('\n', report.Unsettled) + string.Join('\n', report.Notes);
        Assert.Contains("admin:***@", all, StringComparison.Ordinal);
        foreach (var secret in new[] { "geheim", "mein", "heim" }) Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        Assert.Contains(report.Findings, finding => finding.Target == $"http://zhang%40corp.example:***@{host}/1.html"
            && finding.Stated == $"http://zhang@corp.example:***@{host}/1.html");
    }

    [Fact]
    public async Task A_site_that_asks_to_be_left_alone_for_long_is_left_and_not_judged()
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", "<title>首页</title><a href=\"/a.html\">甲</a>").Page("/a.html", "", 503, headers: ("Retry-After", "3600"));
        var report = await RunAsync(village, new() { Starts = [], Checks = ["dead-link"] });
        Assert.Contains($"{village.Root}要求60分钟后再访问，超过2分钟的不等，本次不再访问，没有检查的不作判断。", report.Notes);
        Assert.Equal((false, true, 0), (report.IsWhole, report.IsFinished, report.Findings.Count));
    }

    [Fact]
    public async Task A_registered_column_is_judged_though_no_link_leads_to_it()
    {
        const string list = "<li><a href=\"1.html\">关于甲的通知</a>2025-01-02</li><li><a href=\"2.html\">关于乙的通知</a>2025-01-03</li><li><a href=\"3.html\">关于丙的通知</a>2025-01-04</li>";
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", "<title>首页</title><a href=\"/news/\">动态</a><a href=\"/x/1.html\">一</a><a href=\"/x/2.html\">二</a>").Page("/news/", $"<title>动态</title><ul>{list}</ul>")
            .Page("/alone/", $"<title>公告</title><ul>{list}</ul>").Page("/x/*", "<title>页</title>").Page("/closed/", "<title>不可看</title>")
            .Page("/robots.txt", "User-agent: *\nDisallow: /closed/", type: "text/plain");
        RegisteredColumn Column(string path, string name) => new(village.Root + path, name, "动态要闻", 7);
        var options = new PatrolOptions
        {
            Starts = [],
            Checks = ["column-stale"],
            Now = new DateOnly(2026, 3, 2),
            Columns = [Column("/news/", "动态"), Column("/alone/", "公告"), Column("/gone/", "旧栏目"), Column("/closed/", "内部")],
        };
        var report = await RunAsync(village, options);
        Assert.Equal([village.Root + "/alone/", village.Root + "/news/"], report.Findings.Select(finding => finding.Page));
        Assert.Contains("从首页没有链接能走到登记的栏目“公告”，已按登记的地址检查，请核对网站导航。", report.Notes);
        var unread = Assert.Single(report.Notes, note => note.Contains("没有读到，没有判断", StringComparison.Ordinal));
        Assert.Contains("“旧栏目”（返回HTTP 404）", unread, StringComparison.Ordinal);
        Assert.Contains("“内部”（", unread, StringComparison.Ordinal);
        // Pages are kept free for it, so that a large site does not hide it; then nothing can be said about links.
        var small = await RunAsync(village, options with { MostPages = 4, Columns = options.Columns.Take(2).ToList() });
        Assert.Contains(small.Findings, finding => finding.Page == village.Root + "/alone/");
        Assert.DoesNotContain(small.Notes, note => note.Contains("没有链接能走到", StringComparison.Ordinal));
        Assert.DoesNotContain(village.Asked, asked => asked.Contains("/closed/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_made_up_page_is_asked_for_in_a_folder_that_robots_txt_closes()
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/robots.txt", "User-agent: *\nDisallow: /h/\nAllow: /h/open.html$", type: "text/plain")
            .Page("/", "<title>首页</title><a href=\"/h/open.html\">甲</a>").Page("/h/open.html", "<title>甲</title>");
        var report = await RunAsync(village, new() { Starts = [], Checks = ["soft-404"] });
        Assert.Equal((2, true), (report.Pages, report.IsWhole));
        Assert.Equal(["GET /h/open.html"], village.Asked.Where(asked => asked.Contains("/h/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Articles_that_differ_by_their_query_alone_are_all_read_and_too_many_are_told()
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", string.Concat(Enumerable.Range(1, 1200).Select(i => $"<a href=\"/content.jsp?id={i}\">{i}</a>"))).On("/content.jsp", context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            var own = string.Concat(context.Request.Query["id"].ToString().Select(digit => (char)('甲' + digit)));
            return context.Response.WriteAsync($"<title>{own}</title><p>{own}号文章的正文。");
        });
        var all = await RunAsync(village, new() { Starts = [], Checks = ["crawl-trap"] });
        Assert.Equal((1201, true), (all.Pages, all.IsWhole));
        Assert.Empty(all.Findings);
        var few = await RunAsync(village, new() { Starts = [], Checks = ["crawl-trap"] }, rules: With("crawl-trap", "参数组合=40000", "参数组合=1000"));
        Assert.Equal((1001, false, false), (few.Pages, few.IsWhole, few.ReadsAll));
        Assert.Contains("有网页的参数组合超过1000种，其余没有检查。", few.Notes);
        Assert.Equal("crawl-trap", Assert.Single(few.Findings).Check);
    }

    [Fact]
    public async Task Two_patrols_of_one_site_report_the_same_in_the_same_order()
    {
        await using var village = await VillageSite.OpenAsync();
        await using var elsewhere = await VillageSite.OpenAsync();
        Serve(new GovernmentSite(14, 200, elsewhere.Root), village, elsewhere);
        var options = new PatrolOptions { Starts = [], Now = GovernmentSite.Today };
        var (first, second) = (await RunAsync(village, options), await RunAsync(village, options));
        Assert.Equal(first.Findings.Select(finding => finding.Fingerprint), second.Findings.Select(finding => finding.Fingerprint));
        Assert.Equal(first.Findings.Count, first.Findings.DistinctBy(finding => finding.Fingerprint).Count());
    }

    /// <summary>The packs with one parameter of a check as an office has changed it.</summary>
    private static PatrolRules With(string check, string from, string to)
    {
        var own = Directory.CreateTempSubdirectory("lantai");
        try
        {
            var lines = File.ReadAllLines(Repository.Pack("checks/checks.csv")).Select(line => line.StartsWith($"{check},", StringComparison.Ordinal) ? line.Replace(from, to) : line);
            File.WriteAllLines(Path.Combine(own.CreateSubdirectory("checks").FullName, "checks.csv"), lines);
            return PatrolRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs"), own.FullName));
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    private static Task<PatrolReport> RunAsync(VillageSite village, PatrolOptions options, CancellationToken? stop = null, PatrolRules? rules = null) =>
        new PatrolRun(options with { Starts = [WebAddress.Parse(village.Root)!] }, rules ?? Rules, TimeProvider.System).RunAsync(null, stop ?? TestContext.Current.CancellationToken);

    private static void Serve(GovernmentSite site, VillageSite village, VillageSite elsewhere)
    {
        foreach (var folder in site.Folders) village.Page($"{folder.Prefix}*", folder.Page, type: "text/html");
        foreach (var file in site.Files)
        {
            village.Page(file.Path, file.Content, type: file.Type);
            if (file.Path.EndsWith("/index.html", StringComparison.Ordinal)) village.Page(file.Path[..^"index.html".Length], file.Content, type: file.Type);
        }
        foreach (var redirect in site.Redirects) village.Redirect(redirect.Path, redirect.To);
        foreach (var (path, status, content) in site.Others) elsewhere.Page(path, content, status);
    }

    private static JsonElement Json(PatrolReport report)
    {
        using var bytes = new MemoryStream();
        JsonReport.Write(report, bytes);
        using var document = JsonDocument.Parse(bytes.ToArray());
        return document.RootElement.Clone();
    }

    private static byte[] Folded(int length)
    {
        using var folded = new MemoryStream();
        using (var gzip = new GZipStream(folded, CompressionLevel.Fastest))
        {
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)' ');
            for (var left = length; left > 0; left -= block.Length) gzip.Write(block);
        }
        return folded.ToArray();
    }

    private static async Task PourAsync(HttpContext context, long? length)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = length;
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<p>填充内容</p>\n", 4096)));
        try
        {
            for (var left = length ?? long.MaxValue; left > 0; left -= block.Length)
            {
                var part = block.AsMemory(0, (int)Math.Min(block.Length, left));
                await context.Response.Body.WriteAsync(part, context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The visitor has seen enough.
        }
    }

    private static async Task DripAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        try
        {
            while (true)
            {
                await context.Response.WriteAsync("慢", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(50, context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The visitor did not wait.
        }
    }
}
