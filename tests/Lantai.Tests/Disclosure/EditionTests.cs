using Lantai.Disclosure;
using Lantai.Journal;
using Lantai.People;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Lantai.Tests.Disclosure;

/// <summary>Editions of one article: what stands on the portal when, and what was set for a later day.</summary>
public sealed class EditionTests(TestPostgres postgres)
{
    [Theory]
    [InlineData("update edition set body = '<p>改</p>' where article_id = {0}")]
    [InlineData("update edition set state = 'Draft', needed = '{{}}', live_from = null where article_id = {0}")]
    [InlineData("update article set index_number = 'x' where id = {0}")]
    [InlineData("delete from edition where article_id = {0}")]
    public async Task What_is_published_stays_as_it_was_published(string sql)
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.PublishAsync(staff, article);
        await using var db = office.App.OpenDb();
        await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql, article.Id));
    }

    [Fact]
    public async Task The_page_before_stays_until_its_edit_is_approved_and_what_stood_there_can_be_told()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.PublishAsync(staff, article);
        var first = office.Time.GetUtcNow();
        office.Time.Now = first.AddDays(1);
        await office.DoAsync<WriteArticle>(writing => writing.NextAsync(staff[0], article.Id));
        var text = new EditionText("更正后的发放情况", "<p>更正。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open);
        await office.DoAsync<WriteArticle>(async writing => await writing.SaveAsync(staff[0], article.Id, await office.RevisionAsync(article), text, []));
        Assert.Equal("2022年第四季度城乡低保发放情况", await LiveTitleAsync(office, article));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.PublishAsync(staff, article));
        Assert.Equal("有1处需要确认，改正，或写明理由后再提交：\n没有写明这一版改了什么；改动说明会公布在页面上。", refusal.Message);
        await office.PublishAsync(staff, article, "已在页首说明");
        Assert.Equal("更正后的发放情况", await LiveTitleAsync(office, article));
        await using var db = office.App.OpenDb();
        Assert.Equal(1, (await db.LiveEditions(office.Yanshi.Id, first).SingleAsync()).Number);
        Assert.EndsWith("-00001", (await office.NewestAsync(article)).Article!.IndexNumber, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_comes_and_goes_at_its_hour_by_itself()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var from = office.Time.Now.AddDays(2);
        var text = new EditionText("公示", "<p>公示五日。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open) { PublishAt = from.ToUniversalTime(), TakeDownAt = from.AddDays(5).ToUniversalTime() };
        var article = await office.DraftAsync(staff[0], "公示", text: text);
        await office.PublishAsync(staff, article);
        Assert.Null(await LiveTitleAsync(office, article));
        office.Time.Now = from;
        Assert.Equal("公示", await LiveTitleAsync(office, article));
        office.Time.Now = from.AddDays(5);
        Assert.Null(await LiveTitleAsync(office, article));
    }

    [Fact]
    public async Task A_publication_set_for_a_later_day_is_called_off_with_a_reason_and_the_page_before_stays()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.PublishAsync(staff, article);
        await SetAsync(office, staff, article, 2);
        Task CallOffAsync(DisclosureScope person, string? because) => office.DoAsync<CallOffPublication>(calling => calling.RunAsync(person, article.Id, because));
        Assert.Equal("请写明取消定时发布的理由。", (await Assert.ThrowsAsync<RefusedException>(() => CallOffAsync(staff[4], " "))).Message);
        Assert.Equal("取消定时发布要由单位负责人或领导办理。", (await Assert.ThrowsAsync<RefusedException>(() => CallOffAsync(staff[0], "数字有误"))).Message);
        using var leader = await office.SignInAsync("lingdao", Post.Leader);
        Assert.Contains("取消定时发布", (await leader.OpenAsync($"{DisclosureOffice.Home}/articles/{article.Id}")).Text, StringComparison.Ordinal);
        await leader.SubmitAsync($"{DisclosureOffice.Home}/articles/{article.Id}/call-off", "call-off", new() { ["Input.Because"] = "数字有误" });
        Assert.Equal((EditionState.Draft, "数字有误"), ((await office.NewestAsync(article)).State, (await office.NewestAsync(article)).ReturnedBecause));
        Assert.Contains("可能已经发布或取消", (await Assert.ThrowsAsync<RefusedException>(() => CallOffAsync(staff[4], "再取消"))).Message, StringComparison.Ordinal);
        var day = office.Time.Now.AddDays(9).ToUniversalTime();
        await using (var db = office.App.OpenDb())
        {
            Assert.Equal(1, (await db.LiveEditions(office.Yanshi.Id, day).SingleAsync()).Number);
            Assert.Equal(1, await db.Set<JournalEntry>().CountAsync(line => line.Act == "取消定时发布" && line.Sentence.Contains("数字有误")));
        }
        await office.PublishAsync(staff, article, "改动很小");
        await using (var db = office.App.OpenDb()) Assert.Equal(2, (await db.LiveEditions(office.Yanshi.Id, day).SingleAsync()).Number);
    }

    [Fact]
    public async Task What_was_called_off_before_its_first_day_counts_as_never_published()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        var set = (await office.NewestAsync(article)).Text with { PublishAt = office.Time.GetUtcNow().AddDays(4) };
        await office.DoAsync<WriteArticle>(writing => writing.SaveAsync(staff[0], article.Id, 2, set, []));
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], article.Id, await office.RevisionAsync(article)));
        foreach (var person in staff.Skip(1).Take(3)) await office.PassAsync(person, article);
        using var leader = await office.SignInAsync("lingdao", Post.Leader);
        var passed = await leader.FollowAsync(await leader.SubmitAsync($"{DisclosureOffice.Home}/articles/{article.Id}/review", "pass"));
        Assert.Contains("已通过，定于2023-01-21 09:00发布。", passed.Text, StringComparison.Ordinal);
        var callOff = await leader.OpenAsync($"{DisclosureOffice.Home}/articles/{article.Id}/call-off");
        Assert.Contains("取消定时发布后：", callOff.Text, StringComparison.Ordinal);
        Assert.Contains("到2023-01-21 09:00不再发布", callOff.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("门户上已发布的不变", callOff.Text, StringComparison.Ordinal);
        await office.DoAsync<CallOffPublication>(calling => calling.RunAsync(staff[4], article.Id, "先不发"));
        Assert.Equal("这篇稿件还没有发布过，不需要撤回。",
            (await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], article.Id, "内容有误")))).Message);
        Assert.DoesNotContain("/withdraw", (await leader.OpenAsync($"{DisclosureOffice.Home}/articles/{article.Id}")).Body, StringComparison.Ordinal);
        using var writer = await office.SignInAsync("qinyu2", Post.Liaison, "民政局");
        Assert.DoesNotContain("已发布的", (await writer.OpenAsync($"{DisclosureOffice.Home}/articles/{article.Id}/set-aside")).Text, StringComparison.Ordinal);
        await office.DoAsync<SetAside>(async one => await one.RunAsync(staff[0], article.Id, await office.RevisionAsync(article)));
        await using var db = office.App.OpenDb();
        Assert.Equal("弃用“2022年第四季度城乡低保发放情况”第1版草稿。", (await db.Set<JournalEntry>().SingleAsync(line => line.Act == "弃用稿件")).Sentence);
    }

    [Fact]
    public async Task What_would_have_followed_on_what_is_called_off_is_reckoned_anew()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.PublishAsync(staff, article);
        await SetAsync(office, staff, article, 5);
        await SetAsync(office, staff, article, 3);
        Assert.Equal(office.Time.GetUtcNow(), await FirstAsync(office, article));
        await office.DoAsync<CallOffPublication>(calling => calling.RunAsync(staff[4], article.Id, "先不发"));
        await using var db = office.App.OpenDb();
        foreach (var (days, number) in new[] { (1, 1), (4, 1), (6, 2) })
            Assert.Equal(number, (await db.LiveEditions(office.Yanshi.Id, office.Time.GetUtcNow().AddDays(days)).SingleAsync()).Number);
        const string back = "update edition set state = 'Draft', needed = '{{}}', live_from = null, live_until = null, returned_because = 'x', changed_at = {1} where article_id = {0} and number = 1";
        await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(back, article.Id, office.Time.GetUtcNow()));
        await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync("update edition set live_until = null where article_id = {0} and number = 1", article.Id));
    }

    [Fact]
    public async Task The_instant_of_first_publication_follows_what_is_approved_and_called_off()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        var set = (await office.NewestAsync(article)).Text with { PublishAt = office.Time.GetUtcNow().AddDays(4) };
        await office.DoAsync<WriteArticle>(writing => writing.SaveAsync(staff[0], article.Id, 2, set, []));
        Assert.Null(await FirstAsync(office, article));
        await office.PublishAsync(staff, article);
        Assert.Equal(set.PublishAt, await FirstAsync(office, article));
        await office.DoAsync<CallOffPublication>(calling => calling.RunAsync(staff[4], article.Id, "先不发"));
        Assert.Null(await FirstAsync(office, article));
        await office.DoAsync<WriteArticle>(async writing => await writing.SaveAsync(staff[0], article.Id, await office.RevisionAsync(article), set with { PublishAt = null }, []));
        await office.PublishAsync(staff, article);
        var first = office.Time.GetUtcNow();
        office.Time.Now = office.Time.Now.AddDays(1);
        await SetAsync(office, staff, article, 1);
        Assert.Equal(first, await FirstAsync(office, article));
    }

    private static async Task<string?> LiveTitleAsync(DisclosureOffice office, Article article)
    {
        await using var db = office.App.OpenDb();
        return await db.LiveEditions(office.Yanshi.Id, office.Time.GetUtcNow()).Where(edition => edition.ArticleId == article.Id).Select(edition => edition.Title).SingleOrDefaultAsync();
    }

    private static async Task<DateTimeOffset?> FirstAsync(DisclosureOffice office, Article article)
    {
        await using var db = office.App.OpenDb();
        return await db.Articles.Where(known => known.Id == article.Id).Select(known => known.FirstAt).SingleAsync();
    }

    /// <summary>The next edition, approved and set for so many days on.</summary>
    private static async Task SetAsync(DisclosureOffice office, IReadOnlyList<DisclosureScope> staff, Article article, int days)
    {
        await office.DoAsync<WriteArticle>(writing => writing.NextAsync(staff[0], article.Id));
        var next = await office.NewestAsync(article);
        await office.DoAsync<WriteArticle>(writing => writing.SaveAsync(staff[0], article.Id, next.Revision, next.Text with { PublishAt = office.Time.GetUtcNow().AddDays(days), ChangeNote = "更正" }, []));
        await office.PublishAsync(staff, article);
    }
}
