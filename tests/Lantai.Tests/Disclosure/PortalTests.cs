using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Lantai.Disclosure;
using Lantai.People;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class PortalTests(TestPostgres postgres)
{
    private static EditionText Policy(int number, DateOnly effective, DateOnly? expires = null) => new("", "<p>文件正文。</p>", "民政局", new DateOnly(2022, 12, 1), Openness.Open)
    {
        Policy = new PolicyText(PolicyType.Normative, "社会救助", $"偃政办〔2022〕{number}号", "偃师区人民政府办公室", effective, expires, true),
    };

    [Fact]
    public async Task A_page_goes_by_the_forms_from_a_liaisons_desk_to_the_portal()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        using var liaison = await office.SignInAsync("qinyu", Post.Liaison, "民政局");
        var home = DisclosureOffice.Home;
        var column = (await liaison.OpenAsync(home + "/new")).Page.QuerySelectorAll("option").Single(option => option.TextContent == "民生信息").GetAttribute("value")!;
        var started = await liaison.SubmitAsync(home + "/new", "new", new() { ["Input.Unit"] = $"{office.Units["民政局"]}", ["Input.Column"] = column, ["Input.Title"] = "城乡低保发放情况" });
        var edit = started.Location!;
        var here = edit[..^"/edit".Length];
        var saved = await liaison.SubmitAsync(edit, "article", new()
        {
            ["Input.Body"] = "<p class=MsoNormal>全区共发放<script>x</script>低保金。</p>",
            ["Input.FormedOn"] = "2023-01-09",
            ["Input.Keywords"] = "低保",
        });
        Assert.Equal("已保存。", (await liaison.FollowAsync(saved)).Page.QuerySelector("[role=status]")!.TextContent.Trim());
        await liaison.SubmitAsync(edit, "attach", files: ("File", "明细.txt", "低保金发放明细"u8.ToArray()));
        var page = await liaison.SubmitAsync(edit, "attach", files: ("File", "图.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"u8.ToArray()));
        Assert.StartsWith("“图.svg”的内容是网页或矢量图代码", Assert.Single(page.Errors), StringComparison.Ordinal);
        Assert.Equal("已提交，等待审核。", (await liaison.FollowAsync(await liaison.SubmitAsync(here + "/submit", "submit"))).Page.QuerySelector("[role=status]")!.TextContent.Trim());

        using var citizen = office.App.Visit();
        var portal = here.Replace("/desk/yanshi/disclosure", "/yanshi", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync(portal)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync(portal + "/files/1")).Status);
        (string Name, Post Post, string? Unit)[] reviewers = [("zhoulan", Post.UnitReviewer, "民政局"), ("fangmin", Post.Office, null), ("heping", Post.Secrecy, null), ("luyuan", Post.UnitLeader, "民政局")];
        foreach (var (name, post, unit) in reviewers)
        {
            using var reviewer = await office.SignInAsync(name, post, unit);
            Assert.Contains("城乡低保发放情况", (await reviewer.OpenAsync(home + "/inbox")).Text, StringComparison.Ordinal);
            Assert.Contains("城乡低保发放情况", (await reviewer.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
            Assert.Equal(here, (await reviewer.SubmitAsync(here + "/review", "pass")).Location);
            Assert.DoesNotContain("城乡低保发放情况", (await reviewer.OpenAsync(home + "/inbox")).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
        var shown = await citizen.OpenAsync(portal);
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Equal("<p>全区共发放低保金。</p>", shown.Page.QuerySelector("#text")!.InnerHtml.Trim());
        string? Meta(string name) => shown.Page.QuerySelector($"meta[name={name}]")?.GetAttribute("content");
        Assert.Equal(("城乡低保发放情况", "2023-01-17 09:00", "民政局", "民生信息", "低保"), (Meta("ArticleTitle"), Meta("PubDate"), Meta("ContentSource"), Meta("ColumnName"), Meta("Keywords")));
        Assert.Contains("2023-01-17 09:00", shown.Page.QuerySelector(".source")!.TextContent, StringComparison.Ordinal);
        using var file = await citizen.Client.GetAsync(portal + "/files/1");
        Assert.Equal(("text/plain", "attachment"), (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.DispositionType));
    }

    [Fact]
    public async Task A_withdrawn_page_leaves_a_tombstone_and_its_files_are_gone()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.PublishAsync(staff, article);
        using var leader = await office.SignInAsync("lingdao", Post.Leader);
        var page = $"{DisclosureOffice.Home}/articles/{article.Id}/withdraw";
        Assert.Equal(["请填写“撤回理由”。"], (await leader.SubmitAsync(page, "withdraw")).Errors);
        Assert.Contains("公开前应隐去", Assert.Single((await leader.SubmitAsync(page, "withdraw", new() { ["Input.Because"] = "应13800138000的要求撤回" })).Errors), StringComparison.Ordinal);
        await leader.SubmitAsync(page, "withdraw", new() { ["Input.Because"] = "内容有误" });
        using var citizen = office.App.Visit();
        var tombstone = await citizen.OpenAsync($"/yanshi/articles/{article.Id}");
        Assert.Equal(HttpStatusCode.OK, tombstone.Status);
        Assert.Contains("撤回理由：内容有误", tombstone.Text, StringComparison.Ordinal);
        Assert.Contains("-00001", tombstone.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("发放低保金", tombstone.Text, StringComparison.Ordinal);
        Assert.Equal("noindex", tombstone.Page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.DoesNotContain("低保", (await citizen.OpenAsync("/yanshi/columns/duty-livelihood")).Page.QuerySelector(".headlines")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain($"/yanshi/articles/{article.Id}", (await citizen.GetAsync("/sitemap.xml")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_withdrawn_before_its_day_is_no_page_and_what_is_withdrawn_in_its_instant_has_a_tombstone()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var day = office.Time.GetUtcNow().AddDays(2);
        var (early, late, edited) = (await office.DraftAsync(staff[0], "定于后天的"), await office.DraftAsync(staff[0], "当时撤回的"), await office.DraftAsync(staff[0], "第一版的标题"));
        await office.DoAsync<WriteArticle>(async writing => await writing.SaveAsync(staff[0], early.Id, 2, (await office.NewestAsync(early)).Text with { PublishAt = day }, []));
        foreach (var article in new[] { early, late, edited }) await office.PublishAsync(staff, article);
        await office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], late.Id, "有误"));
        await office.DoAsync<WriteArticle>(writing => writing.NextAsync(staff[0], edited.Id));
        await office.DoAsync<WriteArticle>(async writing =>
        {
            var next = await office.NewestAsync(edited);
            await writing.SaveAsync(staff[0], edited.Id, next.Revision, next.Text with { Title = "没有公布过的标题", PublishAt = day, ChangeNote = "改名" }, []);
        });
        await office.PublishAsync(staff, edited);
        office.Time.Now = office.Time.Now.AddHours(1);
        foreach (var article in new[] { early, edited }) await office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], article.Id, "不再公布"));
        office.Time.Now = office.Time.Now.AddDays(5);
        using var citizen = office.App.Visit();
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync($"/yanshi/articles/{early.Id}")).Status);
        Assert.Contains("本页已撤回", (await citizen.OpenAsync($"/yanshi/articles/{late.Id}")).Text, StringComparison.Ordinal);
        var tombstone = (await citizen.OpenAsync($"/yanshi/articles/{edited.Id}")).Text;
        Assert.Contains("第一版的标题", tombstone, StringComparison.Ordinal);
        Assert.DoesNotContain("没有公布过", tombstone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_feeds_API_export_search_and_list_tell_the_same_day_of_first_publication()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], "城乡低保发放情况");
        await office.PublishAsync(staff, article);
        office.Time.Now = office.Time.Now.AddDays(3);
        await office.DoAsync<WriteArticle>(writing => writing.NextAsync(staff[0], article.Id));
        await office.PublishAsync(staff, article, "改动很小");
        using var citizen = office.App.Visit();
        Assert.Contains("发布时间：2023-01-17 09:00", (await citizen.OpenAsync($"/yanshi/articles/{article.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("2023-01-17", (await citizen.OpenAsync("/yanshi/columns/duty-livelihood")).Page.QuerySelector(".headlines")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2023-01-17", (await citizen.OpenAsync("/yanshi/search?q=" + Uri.EscapeDataString("低保"))).Page.QuerySelector(".hits")!.TextContent, StringComparison.Ordinal);
        (string Path, string Day)[] same = [("columns/duty-livelihood/feed.xml", "17 Jan 2023"), ("columns/duty-livelihood/feed.json", "2023-01-17T"), ("api/articles", "\"published_at\": \"2023-01-17T"),
            ($"api/articles/{article.Id}", "\"published_at\": \"2023-01-17T"), ("columns/duty-livelihood/list.csv", "2023-01-17")];
        foreach (var (path, day) in same)
        {
            var (_, body) = await citizen.GetAsync("/yanshi/" + path);
            Assert.Contains(day, body, StringComparison.Ordinal);
            Assert.DoesNotContain("2023-01-20", body, StringComparison.Ordinal);
        }
        Assert.Contains("2023-01-20T", (await citizen.GetAsync("/sitemap.xml")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_and_what_came_after_it_link_to_one_another()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var old = await office.DraftAsync(staff[0], "临时救助办法", "policies", Policy(1, new DateOnly(2022, 12, 1)));
        var now = await office.DraftAsync(staff[0], "社会救助办法", "policies", Policy(2, new DateOnly(2023, 1, 20)), new WantedLink(LinkKind.Repeals, old.Id));
        var interpretation = await office.DraftAsync(staff[0], "《社会救助办法》图解", "interpretations",
            new EditionText("", "<p>图解。</p>", "民政局", new DateOnly(2022, 12, 2), Openness.Open) { Form = InterpretationForm.Picture }, new WantedLink(LinkKind.Interprets, now.Id));
        foreach (var article in new[] { old, now, interpretation }) await office.PublishAsync(staff, article, "解读随后公布");
        using var citizen = office.App.Visit();
        async Task<string> TextAsync(Article article) => (await citizen.OpenAsync($"/yanshi/articles/{article.Id}")).Page.QuerySelector("main")!.TextContent;
        Assert.Contains("有效（现行有效）", await TextAsync(old), StringComparison.Ordinal);
        Assert.Contains("尚未施行（自2023-01-20起施行）", await TextAsync(now), StringComparison.Ordinal);
        Assert.Contains("图解：《社会救助办法》图解", await TextAsync(now), StringComparison.Ordinal);
        Assert.Contains("解读的文件：社会救助办法", await TextAsync(interpretation), StringComparison.Ordinal);
        office.Time.Now = office.Time.Now.AddDays(3);
        Assert.Contains("废止（自2023-01-20起由《社会救助办法》废止）", await TextAsync(old), StringComparison.Ordinal);
        Assert.Contains("由其废止：社会救助办法", await TextAsync(old), StringComparison.Ordinal);
        var library = await citizen.OpenAsync("/yanshi/policies?validity=" + Uri.EscapeDataString("废止"));
        Assert.Equal(["临时救助办法"], library.Page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task What_is_repealed_stays_repealed_when_the_page_of_the_repeal_is_taken_down_and_not_when_it_is_withdrawn()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var old = await office.DraftAsync(staff[0], "临时救助办法", "policies", Policy(1, new DateOnly(2022, 12, 1)));
        var repeal = await office.DraftAsync(staff[0], "废止决定", "policies", Policy(2, new DateOnly(2023, 1, 17)) with { TakeDownAt = office.Time.Now.AddDays(2).ToUniversalTime() }, new WantedLink(LinkKind.Repeals, old.Id));
        foreach (var article in new[] { old, repeal }) await office.PublishAsync(staff, article, "已核对");
        async Task<(Validity, int)> StandingAsync() => await office.App.WithAsync<PolicyLibrary, (Validity, int)>(async library => (
            (await library.ReadAsync(office.Yanshi.Id)).Single(policy => policy.ArticleId == old.Id).Standing.Validity,
            (await library.OfYearAsync(office.Yanshi.Id, 2023)).Count(policy => policy.RepealedOn is not null)));
        Assert.Equal((Validity.Repealed, 1), await StandingAsync());
        office.Time.Now = office.Time.Now.AddDays(3);
        Assert.Equal((Validity.Repealed, 1), await StandingAsync());
        using var citizen = office.App.Visit();
        Assert.Contains("废止（自2023-01-17起由《废止决定》废止）", (await citizen.OpenAsync($"/yanshi/articles/{old.Id}")).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], repeal.Id, "决定有误"));
        Assert.Equal((Validity.Valid, 0), await StandingAsync());
    }

    [Fact]
    public async Task A_years_figures_count_a_repealed_document_whose_page_was_taken_down_by_its_day()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var old = await office.DraftAsync(staff[0], "临时救助办法", "policies", Policy(1, new DateOnly(2022, 12, 1)) with { TakeDownAt = office.Time.Now.AddDays(2).ToUniversalTime() });
        var repeal = await office.DraftAsync(staff[0], "废止决定", "policies", Policy(2, new DateOnly(2023, 1, 17)), new WantedLink(LinkKind.Repeals, old.Id));
        foreach (var article in new[] { old, repeal }) await office.PublishAsync(staff, article, "已核对");
        office.Time.Now = office.Time.Now.AddDays(3);
        var year = await office.App.WithAsync<PolicyLibrary, IReadOnlyList<PolicyInYear>>(library => library.OfYearAsync(office.Yanshi.Id, 2023));
        Assert.Equal([("临时救助办法", new DateOnly(2023, 1, 17)), ("废止决定", (DateOnly?)null)], year.Select(policy => (policy.Title, policy.RepealedOn)));
        Assert.Equal(["废止决定"], (await office.App.WithAsync<PolicyLibrary, IReadOnlyList<KnownPolicy>>(library => library.ReadAsync(office.Yanshi.Id))).Select(policy => policy.Title));
    }

    [Theory]
    [InlineData(null, null, Validity.Valid)]
    [InlineData("2023-01-18", null, Validity.NotYet)]
    [InlineData("2023-01-17", "2023-01-17", Validity.Valid)]
    [InlineData("2022-01-17", "2023-01-16", Validity.Expired)]
    public void Validity_follows_from_the_days(string? effective, string? expires, Validity validity) => Assert.Equal(
        validity, PolicyStanding.On(new DateOnly(2023, 1, 17), effective is null ? null : DateOnly.Parse(effective), expires is null ? null : DateOnly.Parse(expires), []).Validity);

    [Fact]
    public async Task Feeds_and_site_map_name_every_published_page_with_its_true_day()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], "低保<公示>&说明");
        var draft = await office.DraftAsync(staff[0], "未发布");
        await office.PublishAsync(staff, article);
        using var citizen = office.App.Visit();
        var rss = XDocument.Parse((await citizen.GetAsync("/yanshi/columns/duty-livelihood/feed.xml")).Body);
        Assert.Equal(["低保<公示>&说明"], rss.Descendants("item").Select(item => item.Element("title")!.Value));
        Assert.Equal("Tue, 17 Jan 2023 01:00:00 GMT", rss.Descendants("pubDate").Single().Value);
        using var json = JsonDocument.Parse((await citizen.GetAsync("/yanshi/columns/duty-livelihood/feed.json")).Body);
        Assert.Equal("2023-01-17T09:00:00+08:00", json.RootElement.GetProperty("items")[0].GetProperty("date_published").GetString());
        Assert.Equal("全区共发放低保金。", json.RootElement.GetProperty("items")[0].GetProperty("content_text").GetString()!.Trim());
        Assert.Equal($"https://www.yanshi.example.gov.cn/yanshi/articles/{article.Id}", rss.Descendants("guid").Single().Value);
        foreach (var path in new[] { "/yanshi/columns/duty-livelihood/feed.json", "/yanshi/api/articles", "/yanshi/columns/duty-livelihood/list.csv", "/sitemap.xml" })
            Assert.Contains($"https://www.yanshi.example.gov.cn/yanshi/articles/{article.Id}", (await citizen.GetAsync(path)).Body, StringComparison.Ordinal);
        Assert.Equal((await citizen.GetAsync("/sitemap.xml")).Body, (await citizen.GetAsync("/sitemap-1.xml")).Body);
        foreach (var part in new[] { "/sitemap-0.xml", "/sitemap-2.xml", "/sitemap-2000000000.xml" }) Assert.Equal(System.Net.HttpStatusCode.NotFound, (await citizen.GetAsync(part)).Status);
        XNamespace ns = "http://www.sitemaps.org/schemas/sitemap/0.9";
        using var index = new MemoryStream(Lantai.Disclosure.Portal.Feeds.SiteMapIndex("https://a.gov.cn", 50_001));
        Assert.Equal(["https://a.gov.cn/sitemap-1.xml", "https://a.gov.cn/sitemap-2.xml", "https://a.gov.cn/sitemap-3.xml"], XDocument.Load(index).Descendants(ns + "loc").Select(place => place.Value));
        var listed = XDocument.Parse((await citizen.GetAsync("/sitemap.xml")).Body).Descendants(ns + "url").ToList();
        var places = listed.Select(url => new Uri(url.Element(ns + "loc")!.Value).AbsolutePath).ToList();
        var map = listed.Where(url => url.Element(ns + "lastmod") is not null).ToDictionary(url => new Uri(url.Element(ns + "loc")!.Value).AbsolutePath, url => url.Element(ns + "lastmod")!.Value);
        Assert.Equal("2023-01-17T09:00:00+08:00", map[$"/yanshi/articles/{article.Id}"]);
        Assert.Equal("2023-01-17T09:00:00+08:00", map["/yanshi/columns/duty-livelihood"]);
        Assert.DoesNotContain($"/yanshi/articles/{draft.Id}", map.Keys);
        foreach (var leading in new[] { "/yanshi", "/yanshi/disclosure", "/yanshi/policies", "/yanshi/units" })
        {
            Assert.Contains(leading, places);
            Assert.Equal(System.Net.HttpStatusCode.OK, (await citizen.GetAsync(leading)).Status);
        }
    }

    [Fact]
    public async Task A_published_page_fills_its_cell_of_the_matrix()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var item = (await office.DutiesAsync()).First(known => known is { Unit: "民政局", Item.Code: "20-11" }).Item.Id;
        var article = await office.DraftAsync(staff[0], text: new EditionText("", "<p>内容</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open) { DutyItemId = item });
        await office.PublishAsync(staff, article);
        var duty = (await office.DutiesAsync()).Single(known => known.Unit == "民政局" && known.Item.Id == item);
        Assert.Equal((DutyState.Done, 1, new DateOnly(2023, 1, 17)), (duty.Reading.State, duty.Proof.Count, duty.Proof.Newest));
        using var citizen = office.App.Visit();
        Assert.Contains("民生信息1条", (await citizen.OpenAsync("/yanshi/disclosure")).Page.QuerySelector(".duty-tree")!.TextContent.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.Equal(1, await db.Articles.CountAsync());
    }

    [Fact]
    public async Task Words_with_characters_that_no_XML_takes_do_not_break_a_feed_and_a_far_page_no_list()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        await office.PublishAsync(staff, await office.DraftAsync(staff[0], "低保\u0001公示"));
        using var citizen = office.App.Visit();
        var rss = XDocument.Parse((await citizen.GetAsync("/yanshi/columns/duty-livelihood/feed.xml")).Body);
        Assert.Equal("低保公示", rss.Descendants("item").Single().Element("title")!.Value);
        foreach (var path in new[] { "/yanshi/columns/duty-livelihood?page=200000000", "/yanshi/search?q=" + Uri.EscapeDataString("低保") + "&page=200000000" })
            Assert.Equal(HttpStatusCode.OK, (await citizen.GetAsync(path)).Status);
    }

    [Fact]
    public async Task What_costs_work_waits_in_a_queue_of_its_own()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var queues = office.App.Endpoints.OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
            .Select(endpoint => (Path: endpoint.RoutePattern.RawText!.TrimStart('/'), Queue: endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.RateLimiting.EnableRateLimitingAttribute>()?.PolicyName))
            .Where(row => row.Queue?.StartsWith("open-", StringComparison.Ordinal) == true).ToLookup(row => row.Queue, row => row.Path);
        Assert.Equivalent(new[] { "{Region}/articles/{id:long}/document.docx", "{Region}/articles/{id:long}/document.pdf" }, queues["open-papers"], strict: true);
        Assert.Contains("{Region}/search", queues["open-searches"]);
        Assert.Contains("{Region}/api/policies", queues["open-lists"]);
    }

    [Fact]
    public void A_table_that_no_paper_holds_is_told_instead_of_left_away()
    {
        var wide = $"<table><tr>{string.Concat(Enumerable.Repeat("<td>1</td>", 61))}</tr></table>";
        var paper = Lantai.Disclosure.Portal.BodyPaper.Of("表", wide, "完", Lantai.Papers.PaperLayout.Standard);
        Assert.Contains("此处的表格有61列，纸面排不下", Lantai.Papers.PaperHtml.Render(paper), StringComparison.Ordinal);
    }
}
