using Lantai.Disclosure;
using Lantai.Journal;
using Lantai.People;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Lantai.Tests.Disclosure;

/// <summary>The reviews on the way to the portal.</summary>
public sealed class ReviewTests(TestPostgres postgres)
{
    [Fact]
    public async Task Five_people_in_turn_publish_an_article_and_each_step_stands_in_the_journal()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.PublishAsync(staff, article);
        var published = await office.NewestAsync(article);
        Assert.Equal((EditionState.Approved, office.Time.Now), (published.State, published.LiveFrom));
        Assert.Equal($"yanshi{office.Units["民政局"]:0000}/2023-00001", published.Article!.IndexNumber);
        await using var db = office.App.OpenDb();
        var sentences = await db.Set<JournalEntry>().Where(line => line.Subject == $"article/{article.Id}").OrderBy(line => line.Id).Select(line => line.Actor + line.Act).ToListAsync();
        Assert.Equal(["qinyu起草稿件", "qinyu修改稿件", "qinyu审核稿件", "zhoulan审核稿件", "fangmin审核稿件", "heping审核稿件", "luyuan审核稿件", "luyuan发布稿件"], sentences);
    }

    [Fact]
    public async Task Nobody_reviews_out_of_turn_out_of_scope_or_twice()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, 2));
        async Task<string> RefusedAsync(DisclosureScope person) => (await Assert.ThrowsAsync<RefusedException>(() => office.PassAsync(person, article))).Message;
        Assert.EndsWith("现在等待复审，不由您办理。", await RefusedAsync(staff[4]), StringComparison.Ordinal);
        Assert.Equal("没有这篇稿件，或不在您的办理范围。", await RefusedAsync(await office.PersonAsync("waishen", Post.UnitReviewer, "财政局")));
        var both = staff[1] with { Person = staff[1].Person with { Posts = [.. staff[1].Person.Posts, new HeldPost(Post.Office, office.Yanshi.Id, null)] } };
        await office.PassAsync(both, article);
        Assert.Equal("您已经给这篇稿件做过复审，公开属性审查要由另一个人办理。", await RefusedAsync(both));
        await office.PassAsync(staff[2], article);
        Assert.EndsWith("现在等待保密审查，不由您办理。", await RefusedAsync(await office.PersonAsync("waibao", Post.Secrecy, "民政局") with { RegionId = office.Yanshi.Id, Person = staff[0].Person }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parallel_attempts_give_each_review_once_and_number_without_gaps()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var articles = new List<Article>();
        for (var i = 0; i < 6; i++) articles.Add(await office.DraftAsync(staff[0], $"公示{i}"));
        foreach (var article in articles)
        {
            await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], article.Id, await office.RevisionAsync(article)));
            foreach (var person in staff.Skip(1).Take(3)) await office.PassAsync(person, article);
        }
        // Everyone presses at once, each three times: only the leader's first press on each counts.
        var presses = from article in articles from person in staff from press in Enumerable.Range(0, 3) select DisclosureOffice.TryAsync(() => office.PassAsync(person, article));
        var outcomes = await Task.WhenAll(presses);
        Assert.Equal(articles.Count, outcomes.Count(done => done));
        await using var db = office.App.OpenDb();
        Assert.Equal(Enumerable.Range(1, 6).Select(serial => $"{serial:00000}"), (await db.Articles.Select(article => article.IndexNumber!).ToListAsync()).Select(number => number[^5..]).Order());
        Assert.Equal(30, await db.ReviewSteps.CountAsync());
    }

    [Theory]
    [InlineData("update edition set state = 'Approved', live_from = now() where article_id = {0}")]
    [InlineData("insert into edition (article_id, number, state, round, needed, title, body, source, formed_on, openness, needs_interpretation, revision, changed_at, changed_by, live_from) select article_id, 2, 'Approved', 1, needed, title, body, source, formed_on, openness, false, 1, now(), 'x', now() from edition where article_id = {0}")]
    [InlineData("update edition set title = '换过的标题' where article_id = {0}")]
    [InlineData("update edition set body = '<p>换过的正文</p>', state = 'Draft', needed = '{{}}' where article_id = {0}")]
    [InlineData("update edition set needed = '{{Editor,Secrecy,Leader}}' where article_id = {0}")]
    [InlineData("insert into review_step (edition_id, round, kind, account_id, \"by\", at, verdict) select id, round, 'Leader', (select max(id) from account), 'x', now(), 'Passed' from edition where article_id = {0}")]
    [InlineData("delete from review_step")]
    [InlineData("update review_step set kind = 'Leader'")]
    [InlineData("insert into edition_link (edition_id, target_id, kind) select id, article_id, 'Related' from edition where article_id = {0}")]
    [InlineData("update portal_column set reviews = '{{Editor}}'")]
    public async Task The_database_itself_lets_nothing_past_the_reviews(string sql)
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, 2));
        await office.PassAsync(staff[1], article);
        await using var db = office.App.OpenDb();
        await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql, article.Id));
        Assert.Equal(EditionState.InReview, (await office.NewestAsync(article)).State);
    }

    [Fact]
    public async Task A_returned_article_begins_its_reviews_anew()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, 2));
        await office.PassAsync(staff[1], article);
        Assert.Equal("请写明退回的理由。", (await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewArticle>(review => review.ReturnAsync(staff[2], article.Id, 3, " ")))).Message);
        await office.DoAsync<ReviewArticle>(async review => await review.ReturnAsync(staff[2], article.Id, await office.RevisionAsync(article), "数字与报表不符"));
        Assert.Equal("数字与报表不符", (await office.NewestAsync(article)).ReturnedBecause);
        await office.PublishAsync(staff, article);
        await using var db = office.App.OpenDb();
        Assert.Equal([1, 1, 1, 2, 2, 2, 2, 2], await db.ReviewSteps.OrderBy(step => step.Id).Select(step => step.Round).ToListAsync());
    }

    [Fact]
    public async Task A_column_closed_while_an_article_is_reviewed_loses_nothing()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, 2));
        await office.DoAsync<EditColumn>(editing => editing.RunAsync(
            DisclosureOffice.Clerk, office.Yanshi.Id, "duty-livelihood", new ColumnChange("民生信息", "民生", "民生", null, Enum.GetValues<ReviewKind>(), IsClosed: true)));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.PassAsync(staff[1], article));
        Assert.Equal("栏目“民生信息”已关闭，不能再发布；稿件没有丢，请收回或退回后换到别的栏目，再提交。", refusal.Message);
        Assert.Equal(EditionState.InReview, (await office.NewestAsync(article)).State);
    }

    [Fact]
    public async Task A_review_that_the_column_asks_for_since_the_round_began_needs_a_new_round()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        Task AskAsync(params ReviewKind[] reviews) => office.DoAsync<EditColumn>(editing => editing.RunAsync(
            DisclosureOffice.Clerk, office.Yanshi.Id, "duty-livelihood", new ColumnChange("民生信息", "民生", "民生", null, reviews, IsClosed: false)));
        await AskAsync(ReviewKind.Editor, ReviewKind.Secrecy, ReviewKind.Leader);
        var article = await office.DraftAsync(staff[0]);
        await office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, 2));
        await AskAsync(Enum.GetValues<ReviewKind>());
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.PassAsync(staff[3], article));
        Assert.EndsWith("“2022年第四季度城乡低保发放情况”要退回，重新提交后再审。", refusal.Message, StringComparison.Ordinal);
        await office.DoAsync<ReviewArticle>(async review => await review.TakeBackAsync(staff[0], article.Id, await office.RevisionAsync(article)));
        await office.PublishAsync(staff, article);
        Assert.Equal(EditionState.Approved, (await office.NewestAsync(article)).State);
    }
}
