using Lantai.Calendar;
using Lantai.Disclosure;
using Lantai.Disclosure.Desk;
using Lantai.People;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Lantai.Tests.Disclosure;

/// <summary>Drafts that are set aside, taken up again, moved to another column, and the day by which they must be public.</summary>
public sealed class SetAsideTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_draft_is_set_aside_with_its_reviews_and_taken_up_again_as_it_was()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, 2));
        Assert.Contains("没有在起草的版本", (await RefusedAsync<SetAside>(office, one => one.RunAsync(staff[0], article.Id, 3))).Message, StringComparison.Ordinal);
        await office.DoAsync<ReviewArticle>(async review => await review.TakeBackAsync(staff[0], article.Id, await office.RevisionAsync(article)));
        Assert.Contains("核对后再办理", (await RefusedAsync<SetAside>(office, one => one.RunAsync(staff[0], article.Id, 1))).Message, StringComparison.Ordinal);
        Assert.Equal("这篇稿件不由您起草。", (await RefusedAsync<SetAside>(office, one => one.RunAsync(staff[1], article.Id, 4))).Message);
        await office.DoAsync<SetAside>(async one => await one.RunAsync(staff[0], article.Id, await office.RevisionAsync(article)));
        Assert.Equal(EditionState.Discarded, (await office.NewestAsync(article)).State);
        Assert.Contains("恢复起草原来的草稿", (await RefusedAsync<WriteArticle>(office, one => one.NextAsync(staff[0], article.Id))).Message, StringComparison.Ordinal);
        using (var writer = await office.SignInAsync("qinyu2", Post.Liaison, "民政局"))
        {
            Assert.DoesNotContain("城乡低保发放", (await writer.OpenAsync("/desk/yanshi/disclosure/inbox")).Text, StringComparison.Ordinal);
            var page = await writer.OpenAsync($"/desk/yanshi/disclosure/articles/{article.Id}");
            Assert.Contains("已弃用", page.Text, StringComparison.Ordinal);
            var answer = await writer.SubmitAsync($"/desk/yanshi/disclosure/articles/{article.Id}/set-aside", "take-up");
            Assert.EndsWith("/edit", answer.Location, StringComparison.Ordinal);
        }
        var again = await office.NewestAsync(article);
        Assert.Equal((EditionState.Draft, "<p>全区共发放低保金。</p>", 1), (again.State, again.Body, again.Round));
        await office.PublishAsync(staff, article);
    }

    [Fact]
    public async Task The_next_edition_of_a_published_page_is_set_aside_and_another_begins_from_the_page()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.PublishAsync(staff, article);
        await office.DoAsync<WriteArticle>(one => one.NextAsync(staff[0], article.Id));
        await office.DoAsync<WriteArticle>(async one => await one.SaveAsync(staff[0], article.Id, await office.RevisionAsync(article), new EditionText("写坏了", "<p>不要。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open), []));
        await office.DoAsync<SetAside>(async one => await one.RunAsync(staff[0], article.Id, await office.RevisionAsync(article)));
        using var writer = await office.SignInAsync("qinyu2", Post.Liaison, "民政局");
        var page = await writer.OpenAsync($"/desk/yanshi/disclosure/articles/{article.Id}");
        Assert.Contains("2022年第四季度城乡低保发放情况", page.Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("恢复起草", page.Text, StringComparison.Ordinal);
        await office.DoAsync<WriteArticle>(one => one.NextAsync(staff[0], article.Id));
        var next = await office.NewestAsync(article);
        Assert.Equal((3, "2022年第四季度城乡低保发放情况"), (next.Number, next.Title));
        Assert.Contains("或已另起一版", (await RefusedAsync<SetAside>(office, one => one.TakeUpAsync(staff[0], article.Id))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_to_come_down_keeps_its_day_in_the_next_edition_and_dropping_it_needs_a_reason()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var down = office.Time.Now.AddDays(5).ToUniversalTime();
        var text = new EditionText("公示", "<p>名单</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open) { TakeDownAt = down };
        var article = await office.DraftAsync(staff[0], "公示", text: text);
        await office.PublishAsync(staff, article);
        await office.DoAsync<WriteArticle>(one => one.NextAsync(staff[0], article.Id));
        Assert.Equal(down, (await office.NewestAsync(article)).TakeDownAt);
        await office.DoAsync<WriteArticle>(async one => await one.SaveAsync(staff[0], article.Id, await office.RevisionAsync(article), text with { TakeDownAt = null, ChangeNote = "改错字" }, []));
        var refusal = await RefusedAsync<ReviewArticle>(office, async review => await review.SubmitAsync(staff[0], article.Id, await office.RevisionAsync(article)));
        Assert.Contains("上一版定在2023-01-22 09:00下线，这一版没有填定时下线，发布后会一直公开。", refusal.Message, StringComparison.Ordinal);
        await office.DoAsync<WriteArticle>(async one => await one.SaveAsync(staff[0], article.Id, await office.RevisionAsync(article), text with { ChangeNote = "改错字" }, []));
        await office.PublishAsync(staff, article);
        office.Time.Now = office.Time.Now.AddDays(6);
        await using var db = office.App.OpenDb();
        Assert.Empty(await db.LiveEditions(office.Yanshi.Id, office.Time.Now.ToUniversalTime()).ToListAsync(TestContext.Current.CancellationToken));
        await office.DoAsync<WriteArticle>(one => one.NextAsync(staff[0], article.Id));
        Assert.Null((await office.NewestAsync(article)).TakeDownAt);
    }

    [Fact]
    public async Task A_draft_that_was_set_aside_closes_no_circle_and_is_checked_when_it_is_taken_up()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var (one, other) = (await office.DraftAsync(staff[0], "甲", "policies", Policy(1)), await office.DraftAsync(staff[0], "乙", "policies", Policy(2)));
        Task RepealAsync(Article by, Article what, int number) => office.DoAsync<WriteArticle>(async writing =>
            await writing.SaveAsync(staff[0], by.Id, await office.RevisionAsync(by), Policy(number), [new WantedLink(LinkKind.Repeals, what.Id)]));
        await RepealAsync(one, other, 1);
        await Assert.ThrowsAsync<RefusedException>(() => RepealAsync(other, one, 2));
        await office.DoAsync<SetAside>(async setting => await setting.RunAsync(staff[0], one.Id, await office.RevisionAsync(one)));
        await RepealAsync(other, one, 2);
        Assert.StartsWith("修改、废止的关系绕成了圈", (await RefusedAsync<SetAside>(office, setting => setting.TakeUpAsync(staff[0], one.Id))).Message, StringComparison.Ordinal);
        Assert.Equal(EditionState.Discarded, (await office.NewestAsync(one)).State);
    }

    [Fact]
    public async Task A_link_that_a_later_edition_dropped_closes_no_circle()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var other = await office.DraftAsync(staff[0], "乙", "policies", Policy(2));
        var one = await office.DraftAsync(staff[0], "甲", "policies", Policy(1), new WantedLink(LinkKind.Repeals, other.Id));
        await office.PublishAsync(staff, one, "已核对");
        await office.ReviseAsync(staff, one, text => text with { ChangeNote = "误填" });
        await office.DoAsync<WriteArticle>(async writing => await writing.SaveAsync(staff[0], other.Id, await office.RevisionAsync(other), Policy(2), [new WantedLink(LinkKind.Repeals, one.Id)]));
    }

    [Fact]
    public async Task Policies_and_what_repeals_them_stand_in_the_columns_of_policies_only()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var policy = await office.DraftAsync(staff[0], "甲", "policies", Policy(1));
        Assert.Equal("填了文件类型，但“工作动态”不是政策文件栏目。请先在稿件上清空，再换栏目。", (await RefusedAsync<MoveArticle>(office, moving => moving.RunAsync(staff[0], policy.Id, "news"))).Message);
        await office.DoAsync<MoveArticle>(moving => moving.RunAsync(staff[0], policy.Id, "rules"));
        var news = await office.DraftAsync(staff[0], "动态", "news");
        var plain = new EditionText("动态", "<p>文</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open);
        foreach (var (text, links, sentence) in new (EditionText, IReadOnlyList<WantedLink>, string)[]
        {
            (Policy(2), [], "填了文件类型，但“工作动态”不是政策文件栏目。"), (plain, [new(LinkKind.Repeals, policy.Id)], "填了废止的文件，但“工作动态”不是政策文件栏目。"),
            (plain, [new(LinkKind.Interprets, policy.Id)], "填了解读的文件，但“工作动态”不是政策解读栏目。"), (plain with { Form = InterpretationForm.Picture }, [], "填了解读形式，但“工作动态”不是政策解读栏目。"),
        })
            Assert.Equal(sentence, (await RefusedAsync<WriteArticle>(office, async writing => await writing.SaveAsync(staff[0], news.Id, await office.RevisionAsync(news), text, links))).Message);
        // What was saved before the rule is stopped at the gate.
        await using (var db = office.App.OpenDb())
            await db.Database.ExecuteSqlAsync($"update edition set policy_type = 'Normative' where article_id = {news.Id}", TestContext.Current.CancellationToken);
        Assert.Contains("填了文件类型，但“工作动态”不是政策文件栏目。", (await RefusedAsync<ReviewArticle>(office, async review => await review.SubmitAsync(staff[0], news.Id, await office.RevisionAsync(news), "已核对"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_repeals_another_units_document_is_asked_and_reviewers_see_what_is_linked()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var item = (await office.DutiesAsync()).First(known => known is { Unit: "民政局", Item.Code: "20-01" }).Item;
        var own = await office.DraftAsync(staff[0], "救助办法", "policies", Policy(1));
        await office.PublishAsync(staff, own, "已核对");
        Article other;
        await using (var db = office.App.OpenDb())
        {
            var column = await db.PortalColumns.Where(column => column.RegionId == office.Yanshi.Id && column.Key == "policies").Select(column => column.Id).SingleAsync(TestContext.Current.CancellationToken);
            other = await office.App.WithAsync<WriteArticle, Article>(writing => writing.StartAsync(staff[2], office.Units["水利局"], column, "灌区办法"));
        }
        await office.DoAsync<WriteArticle>(writing => writing.SaveAsync(staff[2], other.Id, 1, Policy(3) with { Title = "灌区办法" }, []));
        var repeal = await office.DraftAsync(staff[0], "废止决定", "policies", Policy(2) with { DutyItemId = item.Id }, new WantedLink(LinkKind.Repeals, own.Id), new WantedLink(LinkKind.Amends, other.Id));
        var refusal = await RefusedAsync<ReviewArticle>(office, async review => await review.SubmitAsync(staff[0], repeal.Id, await office.RevisionAsync(repeal)));
        // The draft of another unit is not this one's to read.
        Assert.Contains($"修改的稿件{other.Id}是（水利局，尚未发布），不是本单位的；请核对编号没有填错。", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"稿件{own.Id}", refusal.Message, StringComparison.Ordinal);
        await office.DoAsync<WriteArticle>(async writing => await writing.SaveAsync(staff[0], repeal.Id, await office.RevisionAsync(repeal),
            Policy(2) with { DutyItemId = item.Id, Policy = Policy(2).Policy! with { Issuer = "偃师区民政局", NeedsInterpretation = true } }, [new WantedLink(LinkKind.Repeals, own.Id)]));
        var issuer = await RefusedAsync<ReviewArticle>(office, async review => await review.SubmitAsync(staff[0], repeal.Id, await office.RevisionAsync(repeal)));
        Assert.Contains($"废止的稿件{own.Id}是《救助办法》（民政局），发文机关是偃师区人民政府办公室，与这件不同；请核对编号没有填错。", issuer.Message, StringComparison.Ordinal);
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], repeal.Id, await office.RevisionAsync(repeal), "已核对"));
        using var reviewer = await office.SignInAsync("zhoulan2", Post.UnitReviewer, "民政局");
        var facts = (await reviewer.OpenAsync($"/desk/yanshi/disclosure/articles/{repeal.Id}/review")).Page.QuerySelectorAll("table.facts tr")
            .ToDictionary(row => row.QuerySelector("th")!.TextContent, row => row.QuerySelector("td")!.TextContent);
        Assert.Equal(($"废止稿件{own.Id}《救助办法》（民政局）", $"20-01 {item.Title}", "是"), (facts["关联"], facts["公开事项"], facts["应当解读"]));
    }

    [Fact]
    public void A_title_with_book_marks_stands_in_inner_ones() =>
        Assert.Equal("《〈社会救助实施办法〉政策解读》（民政局）", new LinkTarget(1, "民政局", "《社会救助实施办法》政策解读", null).Words);

    private static EditionText Policy(int number) => new("办法", "<p>文</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open)
    {
        Policy = new PolicyText(PolicyType.Normative, "社会救助", $"偃政办〔2023〕{number}号", "偃师区人民政府办公室", null, null, false),
    };

    [Fact]
    public async Task The_database_lets_only_a_draft_be_set_aside_and_keeps_parts_and_pages()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var (article, other) = (await office.DraftAsync(staff[0]), await office.DraftAsync(staff[0], "另一篇"));
        await office.DoAsync<WriteArticle>(async one => await one.SaveAsync(
            staff[0], article.Id, await office.RevisionAsync(article), new EditionText("一篇", "<p>一。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open), [new WantedLink(LinkKind.Related, other.Id)]));
        await office.PublishAsync(staff, article);
        var (published, draft) = ((await office.NewestAsync(article)).Id, (await office.NewestAsync(other)).Id);
        await using var db = office.App.OpenDb();
        foreach (var attempt in (FormattableString[])
        [
            $"update edition set state = 'Discarded' where id = {published}", $"update edition set state = 'Discarded', title = '改' where id = {draft}; update edition set title = '改' where id = {draft}",
            $"update edition_link set edition_id = {draft} where edition_id = {published}", $"delete from edition where id = {published}", $"truncate edition cascade",
            $"truncate edition_link", $"update edition set state = 'Discarded' where id = {draft}; update edition set state = 'InReview', round = round + 1, needed = array['Editor', 'Section', 'Attribute', 'Secrecy', 'Leader'] where id = {draft}",
        ])
            await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync(attempt));
        Assert.Equal(EditionState.Draft, (await office.NewestAsync(other)).State);
    }

    [Fact]
    public async Task An_unpublished_draft_is_moved_to_another_column_and_a_published_page_is_not()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        using (var writer = await office.SignInAsync("qinyu2", Post.Liaison, "民政局"))
        {
            var here = $"/desk/yanshi/disclosure/articles/{article.Id}/move";
            Assert.Contains("请选择", (await writer.SubmitAsync(here, "move", new() { ["Input.Column"] = "没有的" })).Text, StringComparison.Ordinal);
            Assert.EndsWith($"/articles/{article.Id}", (await writer.SubmitAsync(here, "move", new() { ["Input.Column"] = "news" })).Location, StringComparison.Ordinal);
        }
        Assert.Equal("news", (await office.NewestAsync(article)).Article!.Column!.Key);
        Assert.Contains("已经在", (await RefusedAsync<MoveArticle>(office, one => one.RunAsync(staff[0], article.Id, "news"))).Message, StringComparison.Ordinal);
        await using (var db = office.App.OpenDb())
            await db.PortalColumns.Where(column => column.Key == "notices").ExecuteUpdateAsync(set => set.SetProperty(column => column.ClosedOn, OfficeTime.Day(office.Time.Now)));
        Assert.Contains("已关闭", (await RefusedAsync<MoveArticle>(office, one => one.RunAsync(staff[0], article.Id, "notices"))).Message, StringComparison.Ordinal);
        await office.PublishAsync(staff, article);
        Assert.StartsWith("给了索引号的稿件不能换栏目", (await RefusedAsync<MoveArticle>(office, one => one.RunAsync(staff[0], article.Id, "duty-livelihood"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_shows_the_last_day_of_its_item_before_it_is_published_and_not_after()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var duty = (await office.DutiesAsync()).First(known => known is { Unit: "民政局", Item.Code: "20-11" });
        var text = new EditionText("低保", "<p>发放。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open) { DutyItemId = duty.Item.Id };
        var article = await office.DraftAsync(staff[0], "低保发放", text: text);
        var scope = staff[0];
        Task<IReadOnlyList<ArticleRow>> InboxAsync() => office.App.WithAsync<ArticleRows, IReadOnlyList<ArticleRow>>(async rows => (await rows.InboxAsync(scope, 9)).Rows);
        // Twenty working days after 9 January 2023, the spring festival left out.
        Assert.Equal(new DateOnly(2023, 2, 9), Assert.Single(await InboxAsync()).DueOn);
        using (var writer = await office.SignInAsync("qinyu2", Post.Liaison, "民政局"))
            Assert.Contains("最迟2023-02-09公开。", (await writer.OpenAsync($"/desk/yanshi/disclosure/articles/{article.Id}")).Text, StringComparison.Ordinal);
        await office.PublishAsync(staff, article);
        var published = await office.App.WithAsync<ArticleRows, IReadOnlyList<ArticleRow>>(async rows => await rows.ReadAsync(scope, rows.Seen(scope)));
        Assert.Null(Assert.Single(published).DueOn);
    }

    [Theory]
    [InlineData("2023-02-09", "2023-02-01", "最迟2023-02-09公开。", "最迟02-09公开")]
    [InlineData("2023-02-09", "2023-02-09", "最迟2023-02-09公开。", "今天到期")]
    [InlineData("2023-02-09", "2023-02-10", "最迟应于2023-02-09公开，已超过1天。", "已超期1天")]
    public void The_last_day_is_told_in_words(string due, string today, string sentence, string brief)
    {
        Assert.Equal(sentence, PublishBy.Sentence(DateOnly.Parse(due), DateOnly.Parse(today)));
        Assert.Equal(brief, PublishBy.Short(DateOnly.Parse(due), DateOnly.Parse(today)));
    }

    [Fact]
    public async Task What_was_submitted_over_a_doubt_is_not_passed_with_others()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var doubtful = await office.DraftAsync(staff[0], "名单", text: new EditionText("名单", "<p>张三，手机13607695521。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open));
        var clean = await office.DraftAsync(staff[0], "干净的");
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], doubtful.Id, await office.RevisionAsync(doubtful), "是办公电话"));
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], clean.Id, await office.RevisionAsync(clean)));
        var wanted = new[] { (doubtful.Id, await office.RevisionAsync(doubtful)), (clean.Id, await office.RevisionAsync(clean)) };
        var (done, refused) = await office.App.WithAsync<ReviewMany, (int, IReadOnlyList<string>)>(many => many.PassAsync(staff[1], wanted));
        Assert.Equal((1, $"稿件{doubtful.Id}：提交时有提示，请打开稿件看过提示，再单独审核。"), (done, Assert.Single(refused)));
        await office.PassAsync(staff[1], doubtful);
    }

    private static Task<RefusedException> RefusedAsync<TService>(DisclosureOffice office, Func<TService, Task> act) where TService : notnull => Assert.ThrowsAsync<RefusedException>(() => office.DoAsync(act));
}
