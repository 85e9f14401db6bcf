using System.Net;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Checks;
using Lantai.Requests.Decisions;
using Lantai.Requests.Letters;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>Secrecy check, legal check and signature: nobody gets round them, at the desk or in the database.</summary>
public sealed class CheckTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_reply_goes_from_the_drafter_to_the_reviewer_to_the_leader()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, page) = await DecidedAsync(office);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        using var reviewer = await office.SignInAsync("shishen", Post.Reviewer);
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        Assert.Null((await reviewer.OpenAsync(page)).Page.QuerySelector("div:not([hidden]) > form input[value=pass]"));
        Assert.NotNull((await clerk.SubmitAsync(page, "submit")).Location);
        Assert.Contains("要审核的答复", (await reviewer.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        Assert.Contains("都通过后才能签发", Assert.Single((await leader.SubmitAsync(page, "pass")).Errors), StringComparison.Ordinal);
        await reviewer.SubmitAsync(page, "pass", new() { ["Input.Step"] = "Secrecy", ["Input.Note"] = "不涉密" });
        await reviewer.SubmitAsync(page, "pass", new() { ["Input.Step"] = "Legal" });
        Assert.Equal(RequestState.Checked, (await office.ReadAsync(request)).State);
        Assert.Contains("要审核的答复", (await leader.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        var signed = await leader.FollowAsync(await leader.SubmitAsync(page, "pass"));
        Assert.Contains("不涉密", signed.Text, StringComparison.Ordinal);
        Assert.Equal(RequestState.SignedOff, (await office.ReadAsync(request)).State);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 20)));
    }

    [Fact]
    public async Task Who_looks_for_secrets_sees_the_reply_and_what_goes_with_it_while_it_is_checked_and_nothing_else()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var (request, page) = await DecidedAsync(office);
        var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "reply-r1"));
        var (draft, here) = ($"{RequestOffice.Home}/{request.Id}/letters/{letter.Id}", $"{RequestOffice.Home}/{request.Id}");
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        using var secrecy = await office.SignInAsync("zhengheng", Post.Secrecy);
        foreach (var early in new[] { page, draft }) Assert.Equal(HttpStatusCode.NotFound, (await secrecy.OpenAsync(early)).Status);
        Assert.DoesNotContain("要审核的答复", (await secrecy.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        await clerk.SubmitAsync(page, "submit");
        Assert.Contains("要审核的答复", (await secrecy.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await secrecy.OpenAsync(draft)).Status);
        foreach (var closed in new[] { RequestOffice.Home, here, here + "/identity", draft + "/write" })
            Assert.Equal(HttpStatusCode.Forbidden, (await secrecy.OpenAsync(closed)).Status);
        var opened = await secrecy.OpenAsync(page);
        Assert.Equal(["保密审查"], opened.Page.QuerySelectorAll("select[name='Input.Step'] option").Select(option => option.TextContent.Trim()));
        Assert.NotNull((await secrecy.SendAsync(page, opened, "pass", new() { ["Input.Note"] = "不涉密" })).Location);
        await using var db = office.App.OpenDb();
        var given = await db.ReplyChecks.SingleAsync();
        Assert.Equal((CheckStep.Secrecy, "zhengheng", "不涉密"), (given.Step, given.ByName, given.Note));
        Assert.DoesNotContain("要审核的答复", (await secrecy.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        Assert.Contains("请刷新", (await secrecy.SendAsync(page, opened, "pass", [])).Text, StringComparison.Ordinal);
        var elsewhere = await office.AddUnitAsync("区教育局");
        var ofUnit = new Person(77, "别处的人", [new HeldPost(Post.Secrecy, office.Yanshi.Id, elsewhere)]);
        Assert.Equal("您的岗位不能办理“保密审查”。", (await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<CheckReply>(checking =>
            checking.PassAsync(ofUnit, office.Yanshi.Id, request.Id, null, CheckStep.Secrecy, null)))).Message);
        foreach (var (post, step) in new[] { (Post.Reviewer, CheckStep.Legal), (Post.Leader, CheckStep.SignOff) })
            await office.DoAsync<CheckReply>(checking => checking.PassAsync(
                new Person(78, "审核的人", [new HeldPost(post, office.Yanshi.Id, null)]), office.Yanshi.Id, request.Id, null, step, null));
        foreach (var over in new[] { page, draft }) Assert.Equal(HttpStatusCode.NotFound, (await secrecy.OpenAsync(over)).Status);
    }

    [Fact]
    public async Task What_is_returned_comes_back_to_the_drafter_and_what_is_changed_is_checked_anew()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, page) = await DecidedAsync(office);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        using var reviewer = await office.SignInAsync("shishen", Post.Reviewer);
        await clerk.SubmitAsync(page, "submit");
        Assert.Equal(["请填写“退回的理由”。"], (await reviewer.SubmitAsync(page, "return")).Errors);
        await reviewer.SubmitAsync(page, "return", new() { ["Input.Because"] = "依据引用不全" });
        Assert.Equal(RequestState.InHand, (await office.ReadAsync(request)).State);
        Assert.Contains("答复被保密审查退回：依据引用不全", (await clerk.OpenAsync("/desk")).Text, StringComparison.Ordinal);

        await office.ClearAsync(request);
        await DecideAsync(office, request, Decision.R2);
        Assert.Equal(RequestState.InHand, (await office.ReadAsync(request)).State);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 20))));
        Assert.Equal("申请2026-001的答复还没有保密审查、法制审核、签发，不能发出；请先送审。", refusal.Message);
    }

    [Fact]
    public async Task Nobody_checks_what_is_of_their_own_hand_or_not_of_their_post()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, _) = await DecidedAsync(office);
        var all = office.PersonOf(RequestOffice.Clerk.Name, Post.Office, Post.Reviewer, Post.Leader);
        await office.DoAsync<CheckReply>(checking => checking.SubmitAsync(all, office.Yanshi.Id, request.Id, null));
        Task PassAsync(Person person, CheckStep step) => office.DoAsync<CheckReply>(checking => checking.PassAsync(person, office.Yanshi.Id, request.Id, null, step, null));
        Assert.Equal("保密审查应由没有参与拟稿和决定的人办理。", (await Assert.ThrowsAsync<RefusedException>(() => PassAsync(all, CheckStep.Secrecy))).Message);
        Assert.Equal("您的岗位不能办理“法制审核”。", (await Assert.ThrowsAsync<RefusedException>(() => PassAsync(office.PersonOf("谭越", Post.Leader), CheckStep.Legal))).Message);
        Assert.Equal("您的岗位不能办理“保密审查”。",
            (await Assert.ThrowsAsync<RefusedException>(() => PassAsync(new Person(1, "开封人", [new HeldPost(Post.Reviewer, office.Kaifeng.Id, null)]), CheckStep.Secrecy))).Message);
    }

    [Theory]
    [InlineData("insert into recorded_event (request_id, kind, \"on\", party, recorded_at, recorded_by) select id, 'Replied', '2026-05-20', '', now(), 'x' from request", "is not cleared")]
    [InlineData("insert into reply_check (request_id, step, passed, at, by_name) select id, 'SignOff', true, now(), '谭越' from request", "is not checked")]
    [InlineData("insert into reply_check (request_id, step, passed, at, by_name) select id, 'Secrecy', true, now(), '方敏' from request", "checked by whom it is from")]
    [InlineData("update letter set state = 'Issued', signed_on = '2026-05-20', file_id = (select id from stored_file limit 1)", "is not cleared")]
    [InlineData("update letter set decides = false", "keeps what it is")]
    public async Task The_database_refuses_the_way_round(string sql, string because)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, _) = await DecidedAsync(office);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        await office.DoAsync<WriteLetter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "reply-r1"));
        await using var db = office.App.OpenDb();
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql));
        Assert.Contains(because, refusal.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checks_given_are_neither_changed_nor_taken_away()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, _) = await DecidedAsync(office);
        await office.ClearAsync(request);
        await using var db = office.App.OpenDb();
        foreach (var sql in new[] { "delete from reply_check", "update reply_check set by_name = '别人'", "update reply_check set passed = false" })
            Assert.Contains("kept", (await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql))).MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_from_before_the_register_is_entered_without_them()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, _) = await DecidedAsync(office);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 19)));
        Assert.Equal(RequestState.Replied, (await office.ReadAsync(request)).State);
    }

    [Fact]
    public async Task A_reply_entered_for_a_day_before_its_case_was_registered_needs_them_when_the_register_is_older()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.RegisterAsync();
        office.Time.Now = FakeTime.On(2026, 5, 25).Now;
        var (request, _) = await DecidedAsync(office);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 22))));
        Assert.Contains("还没有保密审查、法制审核、签发", refusal.Message, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        var way = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"insert into recorded_event (request_id, kind, \"on\", party, recorded_at, recorded_by) values ({request.Id}, 'Replied', '2026-05-22', '', now(), 'x')"));
        Assert.Contains("is not cleared", way.MessageText, StringComparison.Ordinal);
        await office.ClearAsync(request);
        refusal = await Assert.ThrowsAsync<RefusedException>(() => office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 22))));
        Assert.Equal("答复日期2026-05-22早于签发日期2026-05-25，请核对；确实先已发出的，在备注里写明凭据（如邮件号码）。", refusal.Message);
        await office.DoAsync<RecordEvent>(recording => recording.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null,
            new RequestEvent(RequestEventKind.Replied, new(2026, 5, 22)), "邮件号码1234567890123"));
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Served, new(2026, 5, 22)));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("2026年5月25日“签发”晚于发出答复（2026年5月22日），属于事后补办。", (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fill")]
    [InlineData("keep")]
    [InlineData("decide")]
    public async Task Whose_hand_it_went_through_is_told_by_the_account_whatever_the_name(string how)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var (request, _) = await DecidedAsync(office);
        var (regionId, hand) = (office.Yanshi.Id, office.PersonOf("石慎", Post.Office, Post.Reviewer));
        if (how == "fill")
        {
            var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, regionId, request.Id, "reply-r1"));
            await office.DoAsync<WriteLetter>(writing => writing.FillAsync(hand.Actor, regionId, request.Id, letter.Id, null, new Dictionary<string, string> { ["public_address"] = "本机关网站" }));
        }
        if (how == "keep")
        {
            using var file = new MemoryStream("偃公复〔2026〕1号\n张三：\n答复如下。"u8.ToArray());
            await office.DoAsync<KeepLetter>(keeping => keeping.RunAsync(hand.Actor, regionId, request.Id, new("reply-r1", "偃公复〔2026〕1号", new(2026, 5, 20), new("答复.txt", file))));
        }
        if (how == "decide")
            await office.DoAsync<DecideItem>(deciding => deciding.RunAsync(hand.Actor, regionId, request.Id, null, new Dictionary<int, Decision> { [1] = Decision.R2 }));
        await office.DoAsync<CheckReply>(checking => checking.SubmitAsync(hand, regionId, request.Id, null));
        var renamed = hand with { Name = "石慎（调岗）" };
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<CheckReply>(checking => checking.PassAsync(renamed, regionId, request.Id, null, CheckStep.Legal, null)));
        Assert.Equal("法制审核应由没有参与拟稿和决定的人办理。", refusal.Message);
        await using var db = office.App.OpenDb();
        var way = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"insert into reply_check (request_id, step, passed, at, by_account, by_name) values ({request.Id}, 'Legal', true, now(), {hand.AccountId}, 'x')"));
        Assert.Contains("checked by whom it is from", way.MessageText, StringComparison.Ordinal);
        await office.DoAsync<CheckReply>(checking => checking.PassAsync(office.PersonOf("谭越", Post.Reviewer), regionId, request.Id, null, CheckStep.Legal, null));
    }

    [Fact]
    public async Task A_draft_of_a_decision_that_was_changed_is_not_issued()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var (request, _) = await DecidedAsync(office);
        var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "reply-r1"));
        await office.DoAsync<WriteLetter>(writing => writing.FillAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null, new Dictionary<string, string> { ["public_address"] = "本机关网站" }));
        await office.DecideAsync(request, Decision.R2);
        await office.ClearAsync(request);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<IssueLetter>(issuing => issuing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null)));
        Assert.StartsWith("申请2026-001没有一项的处理决定是R1，", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_was_issued_for_a_decision_that_was_changed_is_not_sent()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var (request, _) = await DecidedAsync(office);
        var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "reply-r1"));
        await office.DoAsync<WriteLetter>(writing => writing.FillAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null, new Dictionary<string, string> { ["public_address"] = "本机关网站" }));
        await office.ClearAsync(request);
        await office.DoAsync<IssueLetter>(issuing => issuing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null));
        await office.DecideAsync(request, Decision.R2);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<SendLetter>(
            sender => sender.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, new(SendingMode.Direct, new(2026, 5, 20), "张三"))));
        Assert.Contains("不能再发出", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_signature_struck_out_of_the_course_the_reply_is_to_be_signed_again()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, _) = await DecidedAsync(office);
        await office.ClearAsync(request);
        var signed = (await office.ReadAsync(request)).Events.Single(recorded => recorded.Kind == RequestEventKind.SignedOff);
        await office.DoAsync<RecordEvent>(recording => recording.StrikeAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, signed.Id, "签错"));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 20))));
        Assert.Equal("申请2026-001的答复还没有签发，不能发出；请先送审。", refusal.Message);
        await office.DoAsync<CheckReply>(checking => checking.PassAsync(office.PersonOf("谭越", Post.Leader), office.Yanshi.Id, request.Id, null, CheckStep.SignOff, null));
        Assert.Equal(RequestState.SignedOff, (await office.ReadAsync(request)).State);
    }

    private static async Task<(Request Request, string Page)> DecidedAsync(RequestOffice office)
    {
        var request = await office.RegisterAsync();
        await DecideAsync(office, request, Decision.R1);
        return (request, $"{RequestOffice.Home}/{request.Id}/check");
    }

    private static Task DecideAsync(RequestOffice office, Request request, Decision decision) =>
        office.DoAsync<DecideItem>(deciding => deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, new Dictionary<int, Decision> { [1] = decision }));
}
