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
        Assert.Null((await reviewer.OpenAsync(page)).Page.QuerySelector("input[value=pass]"));
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

    private static async Task<(Request Request, string Page)> DecidedAsync(RequestOffice office)
    {
        var request = await office.RegisterAsync();
        await DecideAsync(office, request, Decision.R1);
        return (request, $"{RequestOffice.Home}/{request.Id}/check");
    }

    private static Task DecideAsync(RequestOffice office, Request request, Decision decision) =>
        office.DoAsync<DecideItem>(deciding => deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, new Dictionary<int, Decision> { [1] = decision }));
}
