using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Checks;
using Lantai.Requests.Decisions;
using Lantai.Requests.Letters;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>An application that lapsed because nobody corrected or paid: it still gets its letter (逾期不补正、逾期不缴费 不再处理告知书).</summary>
public sealed class LapseTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_lapsed_application_is_decided_checked_and_told_so()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await LapsedAsync(office);
        var here = $"{RequestOffice.Home}/{request.Id}";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("2026-05-12期满，视为放弃；请作出R7a决定，发出不再处理告知书。", (await clerk.OpenAsync(here)).Text, StringComparison.Ordinal);
        Assert.Equal(["申请2026-001视为放弃（逾期未补正），处理决定只能是R7a。"], (await clerk.SubmitAsync(here + "/decide", "decide", new() { ["Input.Decisions[0]"] = "R2" })).Errors);
        await clerk.SubmitAsync(here + "/decide", "decide", new() { ["Input.Decisions[0]"] = "R7a" });
        var letter = (await clerk.SubmitAsync(here + "/letters/new", "start", new() { ["Input.Template"] = "reply-r7a" })).Location!.Replace("/write", "", StringComparison.Ordinal);
        Assert.NotNull((await clerk.SubmitAsync(here + "/check", "submit")).Location);
        Assert.Equal(RequestState.LapsedUncorrected, (await office.ReadAsync(request)).State);
        using var reviewer = await office.SignInAsync("shishen", Post.Reviewer);
        Assert.Contains("要审核的答复", (await reviewer.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        await office.ClearAsync(request);
        Assert.DoesNotContain("要审核的答复", (await reviewer.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        Assert.Empty((await clerk.SubmitAsync(letter + "/issue", "issue")).Errors);
        await clerk.SubmitAsync(letter + "/send", "send", new() { ["Input.Mode"] = "Direct", ["Input.SentOn"] = "2026-05-20" });
        var told = await office.ReadAsync(request);
        Assert.Equal((RequestState.Served, new DateOnly(2026, 5, 20), null), (told.State, told.EndedOn, told.DueOn));
    }

    [Fact]
    public async Task Corrected_after_all_it_goes_on_and_the_letter_that_it_lapsed_does_not_go_out()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await LapsedAsync(office);
        await office.DecideAsync(request, Decision.R7a);
        var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "reply-r7a"));
        await office.ClearAsync(request);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Corrected, new(2026, 5, 19)));
        Assert.Equal(RequestState.InHand, (await office.ReadAsync(request)).State);
        await office.ClearAsync(request);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<IssueLetter>(issuing => issuing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null)));
        Assert.Equal("申请2026-001待发出，没有逾期未补正或者未缴费，处理决定不能是R7a。", refusal.Message);
        await office.DecideAsync(request, Decision.R2);
    }

    [Fact]
    public async Task Nothing_lapses_that_is_being_worked_on()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DecideAsync(request, Decision.R7b));
        Assert.Equal("申请2026-001办理中，没有逾期未补正或者未缴费，处理决定不能是R7b。", refusal.Message);
    }

    [Fact]
    public async Task A_lapsed_application_is_submitted_only_as_lapsed()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        await office.DecideAsync(request, Decision.R2);
        await office.RecordAsync(request, Asked);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<CheckReply>(
            checking => checking.SubmitAsync(office.PersonOf("方敏", Post.Office), office.Yanshi.Id, request.Id, null)));
        Assert.Contains("处理决定只能是R7a", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_a_case_ends_without_a_reply_is_no_decision_on_an_item()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DecideAsync(request, Decision.R7c));
        Assert.Equal("R7c没有答复文书，不是一项的处理决定；撤回、并案和转办的，分别登记。", refusal.Message);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var offered = (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}/decide")).Page.QuerySelectorAll("select option").Select(option => option.GetAttribute("value"));
        Assert.Contains("R7b", offered);
        Assert.DoesNotContain("R7c", offered);
    }

    private static RequestEvent Asked => new(RequestEventKind.CorrectionAsked, new(2026, 4, 29)) { Until = new(2026, 5, 12) };

    private static async Task<Request> LapsedAsync(RequestOffice office)
    {
        var request = await office.RegisterAsync();
        return await office.RecordAsync(request, Asked);
    }
}
