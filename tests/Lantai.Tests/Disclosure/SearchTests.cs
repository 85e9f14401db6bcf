using Lantai.Cli;
using Lantai.Disclosure;
using Lantai.Journal;
using Lantai.People;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class SearchTests(TestPostgres postgres)
{
    [Fact]
    public async Task The_sample_pages_are_found_as_people_look_for_them()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false);
        await SampleAsync(office);
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(Repository.Spec("search.csv")).Skip(1).Where(line => line.Length > 0))
        {
            var (query, expected) = (line[..line.LastIndexOf(',')].Trim('"'), line[(line.LastIndexOf(',') + 1)..]);
            var (hits, _, _, _) = await FindAsync(office, new SearchWish(query));
            if ((hits.Count == 0 ? "" : hits[0].Title) != expected) wrong.Add($"{query}: {string.Join("; ", hits.Select(hit => hit.Title))}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Filters_narrow_hits_are_marked_and_what_is_not_found_is_counted()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false);
        await SampleAsync(office);
        using var citizen = office.App.Visit();
        var page = await citizen.OpenAsync("/yanshi/search?q=" + Uri.EscapeDataString("社会救助"));
        Assert.All(page.Page.QuerySelectorAll("mark"), mark => Assert.Equal("社会救助", mark.TextContent));
        Assert.NotEmpty(page.Page.QuerySelectorAll("h3 mark"));
        var narrowed = await citizen.OpenAsync("/yanshi/search?column=interpretations&q=" + Uri.EscapeDataString("社会救助"));
        Assert.Equal(["《偃师区社会救助实施办法》政策解读"], narrowed.Page.QuerySelectorAll(".hits h3").Select(head => head.TextContent.Trim()));
        foreach (var words in new[] { "拆迁补偿", "拆迁补偿", "410381199001011234", "' | '' & <-> !", "<script>", new string('字', 500), "　", "*" })
            Assert.Equal(System.Net.HttpStatusCode.OK, (await citizen.OpenAsync("/yanshi/search?q=" + Uri.EscapeDataString(words))).Status);
        await using var db = office.App.OpenDb();
        var vain = await db.FruitlessAsync(office.Yanshi.Id, 100);
        Assert.Equal(2, vain.Single(row => row.Words == "拆迁补偿").Count);
        Assert.DoesNotContain(vain, row => row.Words.Contains("1990", StringComparison.Ordinal));
        using var clerk = await office.SignInAsync("wangxiao", Post.Office);
        Assert.Contains("拆迁补偿", (await clerk.OpenAsync(DisclosureOffice.Home + "/fruitless")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_is_found_by_a_part_of_its_name_and_such_words_are_not_counted_as_in_vain()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false);
        using var citizen = office.App.Visit();
        var page = await citizen.OpenAsync("/yanshi/search?q=" + Uri.EscapeDataString("民政"));
        Assert.Contains(page.Page.QuerySelectorAll("main p a"), link => link.TextContent.Contains("民政局", StringComparison.Ordinal) && link.GetAttribute("href")!.StartsWith("/yanshi/units/", StringComparison.Ordinal));
        await using var db = office.App.OpenDb();
        Assert.Empty(await db.FruitlessAsync(office.Yanshi.Id, 10));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/yanshi")]
    [InlineData("/sitemap.xml")]
    [InlineData("/no-such-region")]
    public async Task The_head_of_a_page_is_answered_like_the_page_without_its_body(string path)
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false);
        using var citizen = office.App.Visit();
        using var head = await citizen.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        using var page = await citizen.Client.GetAsync(path);
        Assert.Equal((page.StatusCode, page.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Theme_validity_and_days_narrow_what_is_found_by_the_plain_form()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        async Task<Article> PublishAsync(string title, string theme, DateOnly formed, DateOnly? expires)
        {
            var text = new EditionText("", "<p>救助条文。</p>", "民政局", formed, Openness.Open) { Policy = new PolicyText(PolicyType.Normative, theme, $"偃政办〔2022〕{formed.Day}号", "偃师区人民政府办公室", formed, expires, false) };
            var article = await office.DraftAsync(staff[0], title, "policies", text);
            await office.PublishAsync(staff, article, "已核对");
            return article;
        }
        await PublishAsync("救助办法甲", "社会救助", new DateOnly(2022, 3, 1), null);
        await PublishAsync("救助办法乙", "医疗救助", new DateOnly(2022, 6, 2), new DateOnly(2022, 12, 31));
        using var citizen = office.App.Visit();
        async Task<string> FoundAsync(string filter) =>
            string.Join('、', (await citizen.OpenAsync($"/yanshi/search?q={Uri.EscapeDataString("救助")}&{filter}")).Page.QuerySelectorAll(".hits h3").Select(head => head.TextContent.Trim()).Order());
        Assert.Equal("救助办法乙、救助办法甲", await FoundAsync("theme=&validity=&from=&until="));
        Assert.Equal("救助办法甲", await FoundAsync("theme=" + Uri.EscapeDataString("社会")));
        Assert.Equal("救助办法乙", await FoundAsync("validity=Expired"));
        Assert.Equal("救助办法甲", await FoundAsync("validity=Valid"));
        Assert.Equal("救助办法乙", await FoundAsync("from=2022-03-02&until=2022-06-02"));
        Assert.Equal("救助办法甲", await FoundAsync("until=2022-06-01"));
        var wrong = await citizen.OpenAsync($"/yanshi/search?q={Uri.EscapeDataString("救助")}&from=2022-13-01");
        Assert.Equal((System.Net.HttpStatusCode.OK, 1), (wrong.Status, wrong.Errors.Count));
        Assert.Equal(["结束日期早于开始日期，请改正。"], (await citizen.OpenAsync($"/yanshi/search?q={Uri.EscapeDataString("救助")}&from=2022-06-02&until=2022-06-01")).Errors);
    }

    [Fact]
    public async Task A_hit_says_whether_the_document_holds_today()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        EditionText Text(int number, DateOnly? expires = null) => new("", "<p>救助条文。</p>", "民政局", new DateOnly(2022, 3, 1), Openness.Open)
        {
            Policy = new PolicyText(PolicyType.Normative, null, $"偃政办〔2022〕{number}号", "偃师区人民政府办公室", null, expires, false),
        };
        async Task<Article> PublishAsync(string title, EditionText? text, params IReadOnlyList<WantedLink> links)
        {
            var article = await office.DraftAsync(staff[0], title, text is null ? "duty-livelihood" : "policies", text, links);
            await office.PublishAsync(staff, article, "已核对");
            return article;
        }
        var old = await PublishAsync("救助旧办法", Text(1));
        var changed = await PublishAsync("救助细则", Text(2));
        await PublishAsync("救助短期办法", Text(3, new DateOnly(2022, 12, 31)));
        var later = await PublishAsync("救助新办法", Text(4), new WantedLink(LinkKind.Repeals, old.Id), new WantedLink(LinkKind.Amends, changed.Id));
        await PublishAsync("救助名单", null);
        using var citizen = office.App.Visit();
        var hits = (await citizen.OpenAsync("/yanshi/search?q=" + Uri.EscapeDataString("救助"))).Page.QuerySelectorAll(".hits li")
            .ToDictionary(hit => hit.QuerySelector("h3")!.TextContent.Trim(), hit => hit.QuerySelector(".badge")?.ParentElement!.TextContent.Trim());
        Assert.Equal("废止 自2022-03-01起由《救助新办法》废止。", hits["救助旧办法"]);
        Assert.Equal("修改 自2022-03-01起由《救助新办法》修改。", hits["救助细则"]);
        Assert.Equal("失效 有效期至2022-12-31，已经届满。", hits["救助短期办法"]);
        Assert.Equal("有效 现行有效。", hits["救助新办法"]);
        Assert.Null(hits["救助名单"]);
        // By the name of a unit alone the hits are its articles: they say it too.
        Assert.Equal(Validity.Repealed, (await FindAsync(office, new SearchWish("民政局"))).Hits.Single(hit => hit.ArticleId == old.Id).Standing?.Validity);
        // A withdrawn repeal is none.
        await office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], later.Id, "有误"));
        Assert.Equal(Validity.Valid, (await FindAsync(office, new SearchWish("救助旧办法"))).Hits[0].Standing?.Validity);
    }

    [Fact]
    public async Task The_end_of_a_long_body_is_found_with_its_title_and_its_keywords()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var body = string.Concat(Enumerable.Range(0, 3000).Select(i => $"<p>第{i}条，按照规定办理。</p>"));
        var article = await office.DraftAsync(staff[0], "长篇汇编", text: new EditionText("", $"{body}<p>附则由驼峰山所解释。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open) { Keywords = "琉璃瓦" });
        await office.PublishAsync(staff, article, "已核对");
        foreach (var words in new[] { "驼峰山所", "长篇汇编 驼峰山", "琉璃瓦" })
        {
            var (hits, total, _, _) = await FindAsync(office, new SearchWish(words));
            Assert.Equal((1, article.Id, (string?)null), (total, hits[0].ArticleId, hits[0].File));
        }
    }

    [Fact]
    public async Task A_withdrawn_page_and_an_edition_that_was_replaced_are_no_longer_found()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], "独一无二的标题");
        await office.PublishAsync(staff, article);
        Assert.Equal(1, (await FindAsync(office, new SearchWish("独一无二"))).Total);
        await office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], article.Id, "有误"));
        Assert.Equal(0, (await FindAsync(office, new SearchWish("独一无二"))).Total);
    }

    [Fact]
    public async Task What_stands_only_in_an_attachment_is_found_and_the_attachment_named()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], "名单公示");
        var far = string.Concat(Enumerable.Repeat("这一段只是为了占地方。", 3000)) + "蓝田镇白鹿原村";
        var docx = new OfficeFile(stream => Lantai.Papers.PaperDocx.Write(new Lantai.Papers.Paper(["名单"]) { Body = [new Lantai.Papers.Paragraph("高龄津贴发放对象"), new Lantai.Papers.Paragraph(far)] }, stream)).Bytes;
        await office.DoAsync<ArticleFiles>(async files =>
        {
            var stored = await files.TakeAsync(DisclosureOffice.Clerk, new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(docx), 0, docx.Length, "f", "名单.docx"));
            await office.DoAsync<WriteArticle>(writing => writing.AttachAsync(staff[0], article.Id, stored));
        });
        await office.PublishAsync(staff, article, "已核对");
        foreach (var words in new[] { "高龄津贴", "高齡津貼發放", "白鹿原村" })
        {
            var (hits, total, _, _) = await FindAsync(office, new SearchWish(words));
            Assert.Equal((1, "名单公示", "名单.docx"), (total, hits[0].Title, hits[0].File));
        }
        Assert.Null((await FindAsync(office, new SearchWish("名单公示"))).Hits[0].File);
        await office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], article.Id, "有误"));
        Assert.Equal(0, (await FindAsync(office, new SearchWish("高龄津贴"))).Total);
    }

    [Fact]
    public async Task What_is_published_already_is_shown_before_somebody_applies_and_what_is_not_is_told_to_the_office()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false);
        await SampleAsync(office);
        using var citizen = office.App.Visit();
        Task<Answer> AskAsync(string about) => citizen.SubmitAsync("/yanshi/apply/already", "already", new() { ["Input.About"] = about });
        var asking = (await citizen.OpenAsync("/yanshi/apply/new")).Page;
        Assert.Equal(("/yanshi/apply/already", "post"), (asking.QuerySelector("#published-already form")!.GetAttribute("action"), asking.QuerySelector("#published-already form")!.GetAttribute("method")));
        Assert.NotNull(asking.QuerySelector("input[name=_handler][value=apply]"));
        var page = await AskAsync("本人申请公开2022年第四季度城乡低保资金发放的有关情况");
        Assert.Equal("2022年第四季度城乡低保和特困供养资金发放情况", page.Page.QuerySelector("#published-already li a")!.TextContent);
        var none = await AskAsync("某某小区拆迁补偿安置协议");
        Assert.Contains("没有找到已经公开的", none.Page.QuerySelector("#published-already")!.TextContent, StringComparison.Ordinal);
        foreach (var odd in new[] { "的", "' & | !", new string('长', 600) }) Assert.Equal(System.Net.HttpStatusCode.OK, (await AskAsync(odd)).Status);
        await citizen.OpenAsync("/yanshi/search?q=" + Uri.EscapeDataString("拆迁补偿"));
        using var clerk = await office.SignInAsync("wangxiao", Post.Office);
        Assert.Contains("拆迁补偿", (await clerk.OpenAsync("/desk/yanshi/wanted")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_of_vain_searches_keeps_no_numbers_of_persons_few_words_a_day_and_no_old_days()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false);
        var own = Directory.CreateDirectory(Path.Combine(office.App.Folder, "packs", "search")).FullName;
        await File.WriteAllTextAsync(Path.Combine(own, "log.yaml"), (await File.ReadAllTextAsync(Repository.Pack("search/log.yaml"))).Replace("value: 500", "value: 3", StringComparison.Ordinal));
        foreach (var words in new[] { "55500117", "a@b.cn", "13800000000 拆迁", "410381199001011234", "甲乙", "丙丁", "甲乙", "2022年12月", "戊己", "甲乙" }) await FindAsync(office, new SearchWish(words));
        Assert.Equal([("甲乙", 3), ("2022 年 12 月", 1), ("丙丁", 1)], await WordsAsync());
        office.Time.Now = office.Time.Now.AddDays(365);
        await FindAsync(office, new SearchWish("甲乙"));
        Assert.Equal(("甲乙", 4), (await WordsAsync())[0]);
        office.Time.Now = office.Time.Now.AddDays(1);
        await FindAsync(office, new SearchWish("甲乙"));
        Assert.Equal([("甲乙", 2)], await WordsAsync());
        Assert.Equal(new SearchLogPack(365, 500, 6), SearchLogPack.Read(new Lantai.Packs.PackFolder(Path.Combine(Repository.Root, "packs"))));

        async Task<List<(string, int)>> WordsAsync()
        {
            await using var db = office.App.OpenDb();
            return [.. (await db.FruitlessAsync(office.Yanshi.Id, 100)).Select(row => (row.Words, row.Count))];
        }
    }

    [Theory]
    [InlineData("民政局", "mzj")]
    [InlineData("重庆银行长沙分行", "cqyhcsfx")]
    [InlineData("政务服务和大数据管理局（12345）", "zwfwhdsjglj12345")]
    public void A_name_has_its_pinyin_initials(string name, string initials) => Assert.Equal(initials, SearchTables.Initials(name));

    [Fact]
    public void Traditional_characters_are_simplified_one_by_one_and_simplified_ones_stay()
    {
        Assert.Equal("社会救助实施办法，皇后里面乾坤", SearchTables.Simplified("社會救助實施辦法，皇后裡面乾坤"));
        foreach (var line in File.ReadLines(Repository.Spec("search.csv"))) Assert.Equal(line.Length, Bigrams.Fold(line).Length);
    }

    [Theory]
    [InlineData("偃政办〔2022〕26号", "偃政办|2022|26")]
    [InlineData("偃政办﹝2022﹞26号", "偃政办|2022|26")]
    [InlineData("偃政办 [2022] 026 号", "偃政办|2022|26")]
    [InlineData("2022年第四季度", null)]
    [InlineData("低保", null)]
    public void A_document_number_is_one_key_in_any_brackets(string written, string? key) => Assert.Equal(key, NumberKey.Of(written));

    [Fact]
    public async Task Every_page_of_hits_counts_all_and_shows_none_twice_and_one_behind_the_last_says_so()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        for (var i = 1; i <= 4; i++) await office.PublishAsync(staff, await office.DraftAsync(staff[0], $"琉璃瓦维护记录{i}"));
        foreach (var (words, take) in new[] { ("琉璃瓦", 4), ("琉璃瓦", 3), ("琉璃瓦", 2), ("琉璃瓦", 9), ("民政局", 3) })
        {
            var shown = new HashSet<long>();
            for (var skip = 0; skip <= 6; skip += take)
            {
                var found = await office.App.WithAsync<SearchArticles, SearchAnswer>(
                    search => search.FindAsync(office.Yanshi.Id, new SearchWish(words), skip, take));
                Assert.Equal((4, Math.Clamp(4 - skip, 0, take)), (found.Total, found.Hits.Count));
                Assert.All(found.Hits, hit => Assert.True(shown.Add(hit.ArticleId)));
            }
        }
        using var citizen = office.App.Visit();
        foreach (var list in new[] { "/yanshi/search?q=" + Uri.EscapeDataString("琉璃瓦"), "/yanshi/columns/duty-livelihood?" })
        {
            var behind = await citizen.OpenAsync(list + "&page=2");
            Assert.Contains("这一页没有内容 一共 4 条，回到第一页。", behind.Text, StringComparison.Ordinal);
        }
    }

    private static Task<SearchAnswer> FindAsync(DisclosureOffice office, SearchWish wish) =>
        office.App.WithAsync<SearchArticles, SearchAnswer>(search => search.FindAsync(office.Yanshi.Id, wish, 0, 10));

    private static async Task SampleAsync(DisclosureOffice office)
    {
        foreach (var (name, post) in new[] { ("bianji", Post.Office), ("shenhe", Post.Reviewer), ("bangongshi", Post.Office), ("baomi", Post.Secrecy), ("lingdao", Post.Leader) })
            await office.DoAsync<Accounts>(accounts => accounts.OpenAsync(Actor.Program, name, name, TestApp.Password));
        await SampleArticles.LoadAsync(office.App.Services, office.Yanshi.Id, Repository.Pack("samples/yanshi/articles.yaml"), CancellationToken.None);
    }
}
