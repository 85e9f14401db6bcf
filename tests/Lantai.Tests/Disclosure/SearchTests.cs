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
            var (query, expected) = (line[..line.LastIndexOf(',')], line[(line.LastIndexOf(',') + 1)..]);
            var (hits, _) = await FindAsync(office, new SearchWish(query));
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
        var vain = await db.FruitlessSearches.Where(search => search.Words == "拆迁补偿").Select(search => search.Count).SingleAsync();
        Assert.Equal(2, vain);
        Assert.DoesNotContain(await db.FruitlessSearches.Select(search => search.Words).ToListAsync(), words => words.Contains("1990", StringComparison.Ordinal));
        using var clerk = await office.SignInAsync("wangxiao", Post.Office);
        Assert.Contains("拆迁补偿", (await clerk.OpenAsync(DisclosureOffice.Home + "/fruitless")).Text, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("偃政办〔2022〕26号", "偃政办|2022|26")]
    [InlineData("偃政办﹝2022﹞26号", null)]
    [InlineData("偃政办 [2022] 026 号", "偃政办|2022|26")]
    [InlineData("2022年第四季度", null)]
    [InlineData("低保", null)]
    public void A_document_number_is_one_key_in_any_brackets(string written, string? key) => Assert.Equal(key, NumberKey.Of(written));

    private static Task<(IReadOnlyList<SearchHit> Hits, int Total)> FindAsync(DisclosureOffice office, SearchWish wish) =>
        office.App.WithAsync<SearchArticles, (IReadOnlyList<SearchHit>, int)>(search => search.FindAsync(office.Yanshi.Id, wish, 0, 10));

    private static async Task SampleAsync(DisclosureOffice office)
    {
        foreach (var (name, post) in new[] { ("bianji", Post.Office), ("shenhe", Post.Reviewer), ("bangongshi", Post.Office), ("baomi", Post.Secrecy), ("lingdao", Post.Leader) })
            await office.DoAsync<Accounts>(accounts => accounts.OpenAsync(Actor.Program, name, name, TestApp.Password));
        await SampleArticles.LoadAsync(office.App.Services, office.Yanshi.Id, Repository.Pack("samples/yanshi/articles.yaml"), CancellationToken.None);
    }
}
