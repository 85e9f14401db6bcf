using Lantai.Disclosure;
using Lantai.Disclosure.Desk;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Ui;
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

    [Fact]
    public async Task Forged_reviews_are_refused_in_a_sentence_and_nothing_is_written()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        async Task SubmitAsync() => await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], article.Id, await office.RevisionAsync(article)));
        await SubmitAsync();
        var old = await office.RevisionAsync(article);
        await office.DoAsync<ReviewArticle>(review => review.ReturnAsync(staff[1], article.Id, old, "请补充"));
        await SubmitAsync();
        var now = await office.RevisionAsync(article);
        const string stale = "这篇稿件刚由qinyu改过或者审过，请刷新页面，核对后再办理。", notMine = "“2022年第四季度城乡低保发放情况”现在等待复审，不由您办理。";
        var (here, inbox, written) = ($"{DisclosureOffice.Home}/articles/{article.Id}/review", DisclosureOffice.Home + "/inbox", await WrittenAsync(office));
        foreach (var (name, post, unit, seen, sentence) in new[]
        {
            ("zhoulan2", Post.UnitReviewer, "民政局", old, stale), ("heping2", Post.Secrecy, null, now, notMine), ("luyuan2", Post.UnitLeader, "民政局", now, notMine),
            ("waishen2", Post.UnitReviewer, "财政局", now, "没有这篇稿件，或不在您的办理范围。"),
        })
        {
            using var person = await office.SignInAsync(name, post, unit);
            Assert.Equal([$"稿件{article.Id}：{sentence}"], (await PostAsync(person, inbox, inbox, "many", ("Input.Ticked", $"{article.Id}:{seen}"))).Errors);
            foreach (var answer in new[]
            {
                await PostAsync(person, inbox, here, "pass", ("Input.Seen", $"{seen}")),
                await PostAsync(person, inbox, here, "return", ("Return.Seen", $"{seen}"), ("Return.Because", "不妥")),
            })
                Assert.Equal((unit == "财政局" ? "" : sentence, null), (string.Join('\n', answer.Errors), answer.Location));
        }
        // Under the address of a region where the person holds the post, an article of another region is none.
        using var elsewhere = await office.SignInAsync("yuanfang", Post.Reviewer, region: office.Kaifeng);
        var strange = inbox.Replace("yanshi", "kaifeng", StringComparison.Ordinal);
        Assert.Equal([$"稿件{article.Id}：没有这篇稿件，或不在您的办理范围。"], (await PostAsync(elsewhere, strange, strange, "many", ("Input.Ticked", $"{article.Id}:{now}"))).Errors);
        var there = here.Replace("yanshi", "kaifeng", StringComparison.Ordinal);
        foreach (var path in new[] { there, here })
            Assert.DoesNotContain("article-side", (await PostAsync(elsewhere, strange, path, "pass", ("Input.Seen", $"{now}"))).Body, StringComparison.Ordinal);
        using var mine = await office.SignInAsync("zhoulan3", Post.UnitReviewer, "民政局");
        foreach (var tick in new[] { "", "x", $"{article.Id}", $"{article.Id}:-1", $"{article.Id}:{now}:{now}", $"99999999999999999999:{now}" })
            Assert.Equal([$"勾选的“{FormCheck.Shorten(tick)}”不是一篇稿件，请刷新页面后重新勾选；一篇也没有办理。"],
                (await PostAsync(mine, inbox, inbox, "many", ("Input.Ticked", $"{article.Id}:{now}"), ("Input.Ticked", tick))).Errors);
        Assert.Equal([stale], (await PostAsync(mine, inbox, here, "pass", ("Input.Seen", "0"))).Errors);
        Assert.Equal(written, await WrittenAsync(office));
        Assert.EndsWith(here[..^"/review".Length], (await PostAsync(mine, inbox, here, "pass", ("Input.Seen", $"{now}"))).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_give_two_reviews_gives_the_one_that_the_page_showed_or_none()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], article.Id, await office.RevisionAsync(article)));
        var both = staff[2] with { Person = staff[2].Person with { Posts = [.. staff[2].Person.Posts, new HeldPost(Post.Secrecy, office.Yanshi.Id, null)] } };
        await office.PassAsync(staff[1], article);
        var shown = await office.RevisionAsync(article);
        await office.PassAsync(await office.PersonAsync("fangmin2", Post.Office), article);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewArticle>(review => review.PassAsync(both, article.Id, shown)));
        Assert.Equal("这篇稿件刚由fangmin2改过或者审过，请刷新页面，核对后再办理。", refusal.Message);
        await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<ReviewArticle>(review => review.ReturnAsync(both, article.Id, shown, "不宜公开")));
        await using var db = office.App.OpenDb();
        Assert.False(await db.ReviewSteps.AnyAsync(step => step.Kind == ReviewKind.Secrecy));
        await office.PassAsync(both, article);
    }

    private static async Task<(int Steps, int Lines, int Revision)> WrittenAsync(DisclosureOffice office)
    {
        await using var db = office.App.OpenDb();
        return (await db.ReviewSteps.CountAsync(), await db.Set<Lantai.Journal.JournalEntry>().CountAsync(line => line.Act == "审核稿件"),
            await db.Editions.SumAsync(edition => edition.Revision));
    }

    /// <summary>Posts what no page offers, with the token of a page of the person's own.</summary>
    private static async Task<Answer> PostAsync(Visitor person, string own, string path, string form, params (string Name, string Value)[] fields)
    {
        var token = (await person.OpenAsync(own)).Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(
            [new("_handler", form), new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        using var response = await person.Client.PostAsync(new Uri(path, UriKind.Relative), content);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString);
    }

    private static Task<(IReadOnlyList<ArticleRow> Rows, int Total)> InboxAsync(DisclosureOffice office, DisclosureScope scope, int most = int.MaxValue) =>
        office.App.WithAsync<ArticleRows, (IReadOnlyList<ArticleRow>, int)>(rows => rows.InboxAsync(scope, most));
}
