using Lantai.Disclosure;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Disclosure;

/// <summary>Two documents of one 文号 on their way to the portal.</summary>
public sealed class SameNumberTests(TestPostgres postgres)
{
    [Fact]
    public async Task Two_documents_of_one_number_submitted_in_the_same_moment_are_asked_about_in_the_last_review()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var (first, second) = (await DraftAsync(office, staff[0], "救助办法"), await DraftAsync(office, staff[0], "救助办法（重发）"));
        await SubmitAtOnceAsync(office, staff[0], first, second);
        foreach (var person in staff.Skip(1).SkipLast(1))
            foreach (var article in new[] { first, second }) await office.PassAsync(person, article);
        var refusals = await Task.WhenAll(RefusedAsync(office, staff[4], first), RefusedAsync(office, staff[4], second));
        Assert.Equal(
            [
                $"“救助办法”提交以后有了变化，要退回，改正或写明理由后重新提交：\n{Doubt(second, "救助办法（重发）")}",
                $"“救助办法（重发）”提交以后有了变化，要退回，改正或写明理由后重新提交：\n{Doubt(first, "救助办法")}",
            ], refusals);
        await office.DoAsync<ReviewArticle>(async review => await review.TakeBackAsync(staff[0], second.Id, await office.RevisionAsync(second)));
        await office.PassAsync(staff[4], first);
        var told = await Assert.ThrowsAsync<RefusedException>(() => office.PublishAsync(staff, second));
        Assert.Contains(Doubt(first, "救助办法"), told.Message, StringComparison.Ordinal);
        // Whoever knew of it and gave his reason is not asked again.
        await office.PublishAsync(staff, second, "原文有误，重新公布");
        Assert.Equal(EditionState.Approved, (await office.NewestAsync(second)).State);
    }

    [Fact]
    public async Task A_reason_for_something_else_is_none_for_a_number_that_came_later()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var title = new string('题', 57);
        var (first, second) = (await DraftAsync(office, staff[0], title), await DraftAsync(office, staff[0], "救助办法"));
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], first.Id, await office.RevisionAsync(first), "标题是文件原名"));
        foreach (var person in staff.Skip(1).SkipLast(1)) await office.PassAsync(person, first);
        await office.PublishAsync(staff, second, "另一件");
        Assert.EndsWith(Doubt(second, "救助办法"), await RefusedAsync(office, staff[4], first), StringComparison.Ordinal);
        await office.DoAsync<ReviewArticle>(async review => await review.TakeBackAsync(staff[0], first.Id, await office.RevisionAsync(first)));
        await office.PublishAsync(staff, first, "标题是文件原名，文号与另一件相同");
        Assert.Equal(EditionState.Approved, (await office.NewestAsync(first)).State);
    }

    private static string Doubt(Article other, string title) =>
        $"文号“偃政办〔2022〕26号”与稿件{other.Id}《{title}》（民政局）的相同；请核对没有填错，同一件文件也不要公布两次。";

    private static Task<Article> DraftAsync(DisclosureOffice office, DisclosureScope writer, string title) =>
        office.DraftAsync(writer, title, "policies", new EditionText("", "<p>办法。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open)
        {
            Policy = new PolicyText(PolicyType.Normative, "社会救助", "偃政办〔2022〕26号", "偃师区人民政府办公室", new DateOnly(2023, 2, 1), null, false),
        });

    private static async Task<string> RefusedAsync(DisclosureOffice office, DisclosureScope person, Article article) =>
        (await Assert.ThrowsAsync<RefusedException>(() => office.PassAsync(person, article))).Message;

    /// <summary>Both have looked for the other before either is done.</summary>
    private static async Task SubmitAtOnceAsync(DisclosureOffice office, DisclosureScope writer, params Article[] articles)
    {
        await using var db = office.App.OpenDb();
        await using var held = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync("lock table review_step in share mode");
        var submissions = articles.Select(article => office.DoAsync<ReviewArticle>(async review =>
            await review.SubmitAsync(writer, article.Id, await office.RevisionAsync(article)))).ToList();
        const string waiting = "select count(*)::int as \"Value\" from pg_locks"
            + " where not granted and database = (select oid from pg_database where datname = current_database())";
        while (await db.Database.SqlQueryRaw<int>(waiting).SingleAsync() < articles.Length && !submissions.Exists(submission => submission.IsCompleted))
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        await held.RollbackAsync();
        await Task.WhenAll(submissions);
    }
}
