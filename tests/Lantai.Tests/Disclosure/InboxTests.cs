using Lantai.Disclosure;
using Lantai.Disclosure.Desk;
using Lantai.People;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Disclosure;

/// <summary>What waits for whom.</summary>
public sealed class InboxTests(TestPostgres postgres)
{
    [Fact]
    public async Task The_inbox_reads_no_bodies()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], article.Id, await office.RevisionAsync(article)));
        var row = Assert.Single((await InboxAsync(office, staff[1])).Rows);
        Assert.Equal((article.Id, ReviewKind.Section, "待复审", ""), (row.Article.Id, row.Turn, row.State, row.Newest.Body));
        await using var db = office.App.OpenDb();
        Assert.DoesNotContain("body", Edition.Heads(db.Editions).ToQueryString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_waits_for_nobody_but_those_whose_turn_it_is()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var both = staff[1] with { Person = staff[1].Person with { Posts = [.. staff[1].Person.Posts, new HeldPost(Post.Office, office.Yanshi.Id, null)] } };
        var elsewhere = await office.PersonAsync("waishen", Post.UnitReviewer, "财政局");
        DisclosureScope[] everybody = [.. staff, both, elsewhere];
        var article = await office.DraftAsync(staff[0]);
        async Task<string> WaitsForAsync()
        {
            var waits = new List<int>();
            foreach (var (i, person) in everybody.Index())
                if ((await InboxAsync(office, person)).Total > 0) waits.Add(i);
            return string.Join(',', waits);
        }
        // Whoever holds a post of the office writes for every unit.
        Assert.Equal("0,2,5", await WaitsForAsync());
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], article.Id, await office.RevisionAsync(article)));
        Assert.Equal("1,5", await WaitsForAsync());
        await office.PassAsync(both, article);
        // Who gave one review of the round is not asked for another.
        Assert.Equal("2", await WaitsForAsync());
        await office.PassAsync(staff[2], article);
        Assert.Equal("3", await WaitsForAsync());
        await office.DoAsync<ReviewArticle>(async review => await review.ReturnAsync(staff[3], article.Id, await office.RevisionAsync(article), "涉及个人住址"));
        Assert.Equal("0,2,5", await WaitsForAsync());
        await office.PublishAsync(staff, article);
        Assert.Equal("", await WaitsForAsync());
    }

    [Fact]
    public async Task Today_reads_the_number_and_the_longest_waiting()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        for (var i = 1; i <= 9; i++)
        {
            office.Time.Now = office.Time.Now.AddMinutes(1);
            await office.DraftAsync(staff[0], $"公示{i}");
        }
        var (rows, total) = await InboxAsync(office, staff[0], 3);
        Assert.Equal(["公示1", "公示2", "公示3"], rows.Select(row => row.Newest.Title));
        Assert.Equal(9, total);
        var query = await office.App.WithAsync<ArticleRows, string>(known => Task.FromResult(known.Waiting(staff[0])!.ToQueryString()));
        Assert.DoesNotContain("title", query, StringComparison.Ordinal);
        Assert.DoesNotContain("body", query, StringComparison.Ordinal);
        using var writer = await office.SignInAsync("qinyu2", Post.Liaison, "民政局");
        var today = await writer.OpenAsync("/desk/yanshi");
        Assert.Contains("全部 9 件", today.Text, StringComparison.Ordinal);
        Assert.Contains("公示8", today.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("公示9", today.Text, StringComparison.Ordinal);
        Assert.Contains("公示9", (await writer.OpenAsync($"{DisclosureOffice.Home}/inbox")).Text, StringComparison.Ordinal);
    }

    private static Task<(IReadOnlyList<ArticleRow> Rows, int Total)> InboxAsync(DisclosureOffice office, DisclosureScope scope, int most = int.MaxValue) =>
        office.App.WithAsync<ArticleRows, (IReadOnlyList<ArticleRow>, int)>(rows => rows.InboxAsync(scope, most));
}
