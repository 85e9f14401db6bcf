using Lantai.Disclosure;
using Lantai.Disclosure.Desk;
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
        var row = Assert.Single(await office.App.WithAsync<ArticleRows, IReadOnlyList<ArticleRow>>(rows => rows.InboxAsync(staff[1])));
        Assert.Equal((article.Id, ReviewKind.Section, "待复审", ""), (row.Article.Id, row.Turn, row.State, row.Newest.Body));
        await using var db = office.App.OpenDb();
        Assert.DoesNotContain("body", Edition.Heads(db.Editions).ToQueryString(), StringComparison.Ordinal);
    }
}
