using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Contests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Letters;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>A reply that a reconsideration orders anew: drafted, checked, issued and sent like the first, and the first stays what it was.</summary>
public sealed class RemadeReplyTests(TestPostgres postgres)
{
    [Fact]
    public async Task It_is_drafted_checked_issued_and_sent_and_its_contest_knows()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, contest) = await OrderedAsync(office);
        var here = $"{RequestOffice.Home}/{request.Id}";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Dictionary<string, string> start = new() { ["Input.Template"] = "reply-r5a", ["Input.Contest"] = $"{contest}" };
        Assert.Equal(["“补正告知书”不是答复书，不能作为重新答复；请改选文书。"],
            (await clerk.SubmitAsync(here + "/letters/new", "start", new(start) { ["Input.Template"] = "correction" })).Errors);
        var letter = (await clerk.SubmitAsync(here + "/letters/new", "start", start)).Location!.Replace("/write", "", StringComparison.Ordinal);
        await office.DoAsync<WriteLetter>(writing => writing.FillAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, long.Parse(letter.Split('/')[^1]), null,
            new Dictionary<string, string> { ["searched_on"] = "2026-06-12", ["search_words"] = "柳林片区", ["search_scope"] = "档案室和业务系统" }));
        var draft = await clerk.OpenAsync(letter);
        Assert.Contains("2026年6月10日，本机关收到偃师区人民政府作出的行政复议决定（偃政复决〔2026〕3号），现重新答复如下。", draft.Text, StringComparison.Ordinal);
        Assert.Contains("检查没有发现问题", draft.Text, StringComparison.Ordinal);
        Assert.Contains("还没有保密审查、法制审核、签发", Assert.Single((await clerk.SubmitAsync(letter + "/issue", "issue")).Errors), StringComparison.Ordinal);
        using var reviewer = await office.SignInAsync("shishen", Post.Reviewer);
        Assert.Contains("要审核的答复", (await reviewer.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        await office.ClearAsync(request);
        Assert.DoesNotContain("要审核的答复", (await reviewer.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        Assert.Empty((await clerk.SubmitAsync(letter + "/issue", "issue")).Errors);
        Assert.Empty((await clerk.SubmitAsync(letter + "/send", "send", new() { ["Input.Mode"] = "Direct", ["Input.SentOn"] = "2026-06-15" })).Errors);
        await using var db = office.App.OpenDb();
        var made = await db.Contests.SingleAsync();
        Assert.Equal((Decision.R5a, new DateOnly(2026, 6, 15)), (made.Remade[1], made.RemadeOn!.Value));
        var after = await office.ReadAsync(request);
        Assert.Equal((RequestState.Served, new DateOnly(2026, 5, 20), Decision.R1), (after.State, after.EndedOn, after.Items[0].Decision));
    }

    [Fact]
    public async Task Refused_by_the_receivers_system_it_is_still_owed_and_the_first_reply_stays()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, contest) = await OrderedAsync(office);
        var letter = await IssueAsync(office, request, "reply-r1", contest);
        await office.DoAsync<SendLetter>(sender => sender.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, new(SendingMode.Electronic, new(2026, 6, 15), "张三")));
        await using var db = office.App.OpenDb();
        Assert.Equal(new DateOnly(2026, 6, 15), (await db.Contests.AsNoTracking().SingleAsync()).RemadeOn);
        var sending = await db.Sendings.SingleAsync(known => known.LetterId == letter.Id);
        await office.DoAsync<SendLetter>(sender => sender.ReturnAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, sending.Id, new(2026, 6, 15), "邮箱不存在"));
        Assert.Null((await db.Contests.AsNoTracking().SingleAsync()).RemadeOn);
        Assert.Equal(RequestState.Served, (await office.ReadAsync(request)).State);
    }

    [Fact]
    public async Task Without_an_order_or_before_the_first_reply_there_is_nothing_to_make_anew()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, contest) = await OrderedAsync(office);
        await office.DoAsync<RecordContest>(recording => recording.RemakeAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, contest, new Dictionary<int, Decision> { [1] = Decision.R2 }, new(2026, 6, 15)));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => StartAsync(office, request, "reply-r1", contest));
        Assert.Contains("没有责令重新答复，或者已经重新答复", refusal.Message, StringComparison.Ordinal);
        var open = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 6, 1) });
        refusal = await Assert.ThrowsAsync<RefusedException>(() => StartAsync(office, open, "reply-r1", contest));
        Assert.Contains("还没有答复，按原来的程序答复", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_item_of_several_gets_its_own_decision_anew_and_the_reply_is_made_when_all_have_gone_out()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, contest) = await OrderedAsync(office, "安置方案", "补偿标准", "听证记录");
        var page = $"{RequestOffice.Home}/{request.Id}/contests";
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => StartAsync(office, request, "reply-r1", contest));
        Assert.Contains("有3项，没有一项重新决定为R1", refusal.Message, StringComparison.Ordinal);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(["请选择至少一项重新作出的处理决定。"], (await clerk.SubmitAsync(page, "remake")).Errors);
        Assert.Empty((await clerk.SubmitAsync(page, "remake", new() { ["Input.Places[1]"] = "R1", ["Input.Places[2]"] = "R4f" })).Errors);

        var first = await IssueAsync(office, request, "reply-r1", contest);
        Assert.Contains("申请公开“补偿标准”", first.Article, StringComparison.Ordinal);
        Assert.DoesNotContain("安置方案", first.Article, StringComparison.Ordinal);
        await SendAsync(office, request, first);
        await using var db = office.App.OpenDb();
        Assert.Null((await db.Contests.AsNoTracking().SingleAsync()).RemadeOn);
        Assert.Contains("已经起草“政府信息公开申请答复书（已主动公开）”，重新作出的决定里没有R1",
            Assert.Single((await clerk.SubmitAsync(page, "remake", new() { ["Input.Places[1]"] = "R2" })).Errors), StringComparison.Ordinal);
        await SendAsync(office, request, await IssueAsync(office, request, "reply-r4f", contest, "reason"));
        Assert.Equal(new DateOnly(2026, 6, 15), (await db.Contests.AsNoTracking().SingleAsync()).RemadeOn);
        Assert.Contains("2026-06-15 第2项已主动公开（R1）；第3项不予公开（四类过程性信息）（R4f）", (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Text, StringComparison.Ordinal);
        var year = await office.App.WithAsync<Lantai.Requests.Figures.ReadYear, Lantai.Requests.Figures.RegisteredYear>(reading => reading.RunAsync(office.Yanshi.Id, 2026));
        Assert.Equal(Decision.R3, Assert.Single(year.Figures.Received.Cases).Outcome);
    }

    private static Task SendAsync(RequestOffice office, Request request, Letter letter) => office.DoAsync<SendLetter>(sender =>
        sender.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, new(SendingMode.Direct, new(2026, 6, 15), "张三")));

    /// <summary>Replied to on 20 May; the government annuls it, which comes in on 10 June, and orders a reply by 8 July. Today is 15 June.</summary>
    private static async Task<(Request Request, long Contest)> OrderedAsync(RequestOffice office, params string[] items)
    {
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync(items.Length == 0 ? null : wanted => wanted with { Items = items });
        await office.DoAsync<DecideItem>(deciding => deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, request.Items.ToDictionary(item => item.Place, _ => Decision.R1)));
        var first = await IssueAsync(office, request, "reply-r1", null);
        await office.DoAsync<SendLetter>(sender => sender.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, first.Id, new(SendingMode.Direct, new(2026, 5, 20), "张三")));
        office.Time.Now = FakeTime.On(2026, 6, 15).Now;
        var region = office.Yanshi.Id;
        await office.DoAsync<RecordContest>(recording => recording.LodgeAsync(RequestOffice.Clerk, region, request.Id, new(ContestPath.Review, "偃师区人民政府", new(2026, 5, 25), "偃政复决〔2026〕3号")));
        await using var db = office.App.OpenDb();
        var contest = (await db.Contests.SingleAsync()).Id;
        await office.DoAsync<RecordContest>(recording => recording.DecideAsync(RequestOffice.Clerk, region, request.Id, contest, new(ContestResult.Corrected, new(2026, 6, 10), null, true)));
        return (request, contest);
    }

    private static Task<Letter> StartAsync(RequestOffice office, Request request, string template, long? contest) => office.App.WithAsync<WriteLetter, Letter>(writing =>
        writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, template, null, contest));

    private static async Task<Letter> IssueAsync(RequestOffice office, Request request, string template, long? contest, string field = "public_address")
    {
        var draft = await StartAsync(office, request, template, contest);
        await office.DoAsync<WriteLetter>(writing => writing.FillAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, draft.Id, null, new Dictionary<string, string> { [field] = "本机关网站" }));
        await office.ClearAsync(request);
        return await office.App.WithAsync<IssueLetter, Letter>(issuing => issuing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, draft.Id, null));
    }
}
