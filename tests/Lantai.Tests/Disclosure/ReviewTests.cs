using Lantai.Disclosure;
using Lantai.Disclosure.Desk;
using Lantai.Journal;
using Lantai.People;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Lantai.Tests.Disclosure;

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
        var presses = from article in articles from person in staff from press in Enumerable.Range(0, 3) select TryAsync(() => office.PassAsync(person, article));
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

    [Fact]
    public async Task What_is_missing_is_said_before_it_is_submitted()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], text: new EditionText("", "", "民政局", null, Openness.OnRequest));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, 2)));
        Assert.Equal(
            [
                "提交前要改正3处：", "公开属性是“依申请公开”，不能在门户发布；请改为“主动公开”，或不再提交。", "请填写成文日期，公开时限从这一天算起。", "正文和附件都是空的。",
            ], refusal.Message.Split('\n'));
        var stale = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, 1)));
        Assert.Equal("这篇稿件刚由qinyu改过，请刷新页面，核对后再办理。", stale.Message);
    }

    [Fact]
    public async Task Numbers_of_persons_and_what_a_file_hides_need_a_reason()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], text: new EditionText("", "<p>张某，11010519491231002X，13812345678。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open));
        await office.DoAsync<ArticleFiles>(async files =>
        {
            var upload = new Microsoft.AspNetCore.Http.FormFile(new MemoryStream("%PDF-1.4\n1 0 obj <</Author (Zhang)>> endobj\n%%EOF"u8.ToArray()), 0, 49, "f", "表.pdf");
            var stored = await files.TakeAsync(DisclosureOffice.Clerk, upload);
            await office.DoAsync<WriteArticle>(writing => writing.AttachAsync(staff[0], article.Id, stored));
        });
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, 3)));
        Assert.Equal(
            [
                "有4处需要确认，改正，或写明理由后再提交：", "正文中的“110*************2X”：疑似公民身份号码，公开前应隐去。", "正文中的“138******78”：手机号码，请核对是否为个人信息，公开前应隐去。",
                "附件“表.pdf”里有作者姓名，公众下载后能读到。",
                "附件“表.pdf”里没有程序读得出的文字（可能是扫描件、设有密码或已损坏），不能检查其中的个人信息；请人工核对后写明理由。",
            ], refusal.Message.Split('\n'));
        await office.PublishAsync(staff, article, "本人同意公布");
        Assert.Equal("本人同意公布", (await office.NewestAsync(article)).AcceptedBecause);
    }

    [Fact]
    public async Task Who_reviews_sees_what_the_gate_warns_of_and_the_journal_keeps_it()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0], text: new EditionText("", "<p>张某，13812345678。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open));
        const string doubt = "正文中的“138******78”：手机号码，请核对是否为个人信息，公开前应隐去。";
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], article.Id, await office.RevisionAsync(article), "本人同意公布"));
        using var reviewer = await office.SignInAsync("shenheren", Post.UnitReviewer, "民政局");
        var page = (await reviewer.OpenAsync($"{DisclosureOffice.Home}/articles/{article.Id}/review")).Text;
        Assert.Contains(doubt, page, StringComparison.Ordinal);
        Assert.Contains("起草的人仍要提交的理由：本人同意公布", page, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        var entry = await db.Journal.SingleAsync(known => known.Subject == article.Subject && known.Act == "审核稿件");
        Assert.EndsWith($"提交，初审通过；提示1处：{doubt.TrimEnd('。')}；仍要提交的理由：本人同意公布。", entry.Sentence, StringComparison.Ordinal);
    }

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

    [Fact]
    public async Task A_circle_of_repeals_is_refused()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        EditionText Policy(string title, int number) => new(title, "<p>文</p>", "民政局", new DateOnly(2022, 1, 9), Openness.Open)
        {
            Policy = new PolicyText(PolicyType.Normative, "社会救助", $"偃政办〔2022〕{number}号", "偃师区人民政府办公室", new DateOnly(2022, 2, 1), null, false),
        };
        var old = await office.DraftAsync(staff[0], "旧办法", "policies", Policy("旧办法", 1));
        var now = await office.DraftAsync(staff[0], "新办法", "policies", Policy("新办法", 2), new WantedLink(LinkKind.Repeals, old.Id));
        var third = await office.DraftAsync(staff[0], "修正办法", "policies", Policy("修正办法", 3), new WantedLink(LinkKind.Amends, now.Id));
        var circle = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<WriteArticle>(writing => writing.SaveAsync(staff[0], old.Id, 2, Policy("旧办法", 1), [new(LinkKind.Repeals, third.Id)])));
        Assert.StartsWith("修改、废止的关系绕成了圈", circle.Message, StringComparison.Ordinal);
        var self = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<WriteArticle>(writing => writing.SaveAsync(staff[0], old.Id, 2, Policy("旧办法", 1), [new(LinkKind.Related, old.Id)])));
        Assert.Equal("稿件不能关联自己。", self.Message);
        await using var db = office.App.OpenDb();
        Assert.Equal(2, await db.Set<EditionLink>().CountAsync());
    }

    [Fact]
    public async Task Two_writers_at_once_do_not_close_a_circle()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        EditionText Policy(int number) => new($"办法{number}", "<p>文</p>", "民政局", new DateOnly(2022, 1, 9), Openness.Open)
        {
            Policy = new PolicyText(PolicyType.Normative, "社会救助", $"偃政办〔2022〕{number}号", "偃师区人民政府办公室", new DateOnly(2022, 2, 1), null, false),
        };
        for (var round = 0; round < 8; round++)
        {
            var pair = new[] { await office.DraftAsync(staff[0], "甲", "policies", Policy(2 * round)), await office.DraftAsync(staff[0], "乙", "policies", Policy(2 * round + 1)) };
            var saved = await Task.WhenAll(pair.Select((article, i) => Task.Run(() => TryAsync(() => office.DoAsync<WriteArticle>(writing =>
                writing.SaveAsync(staff[0], article.Id, 2, Policy(2 * round + i), [new(LinkKind.Repeals, pair[1 - i].Id)]))))));
            Assert.Single(saved, isSaved => isSaved);
        }
    }

    [Fact]
    public async Task A_file_put_in_taken_out_or_cleaned_makes_an_older_look_invalid()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        async Task<RefusedException> SubmitAsync(int seen) =>
            await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewArticle>(review => review.SubmitAsync(staff[0], article.Id, seen, "已核对")));
        var photo = Files.PlantedFiles.Photo();
        await office.DoAsync<ArticleFiles>(async files =>
        {
            var stored = await files.TakeAsync(DisclosureOffice.Clerk, new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(photo), 0, photo.Length, "f", "现场.jpg"));
            await office.DoAsync<WriteArticle>(writing => writing.AttachAsync(staff[0], article.Id, stored));
        });
        var revisions = new List<int> { 2, await office.RevisionAsync(article) };
        await office.DoAsync<CleanAttachment>(cleaning => cleaning.RunAsync(staff[0], article.Id, 1));
        revisions.Add(await office.RevisionAsync(article));
        await office.DoAsync<WriteArticle>(writing => writing.DetachAsync(staff[0], article.Id, 1));
        foreach (var seen in revisions) Assert.Contains("请刷新页面，核对后再办理", (await SubmitAsync(seen)).Message, StringComparison.Ordinal);
        Assert.Equal([2, 3, 4], revisions);
        await office.PublishAsync(staff, article, "已核对");
    }

    private static async Task<string?> LiveTitleAsync(DisclosureOffice office, Article article)
    {
        await using var db = office.App.OpenDb();
        return await db.LiveEditions(office.Yanshi.Id, office.Time.GetUtcNow()).Where(edition => edition.ArticleId == article.Id).Select(edition => edition.Title).SingleOrDefaultAsync();
    }

    private static async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
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
