using System.Text;
using Lantai.Journal;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Decisions;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>The register on a real database: what is kept, what is refused, and what happens when several people work at once.</summary>
public sealed class RegisterTests(TestPostgres postgres)
{
    [Fact]
    public async Task An_application_gets_number_query_code_state_and_due_day()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.ReadAsync(await office.RegisterAsync());
        Assert.Equal("2026-001", request.CaseNumber);
        Assert.Equal(12, request.QueryCode.Length);
        Assert.Equal((RequestState.InHand, new DateOnly(2026, 4, 27), new DateOnly(2026, 5, 27)), (request.State, request.ReceivedOn!.Value, request.DueOn!.Value));
        Assert.Equal("2026-002", (await office.RegisterAsync()).CaseNumber);
    }

    [Fact]
    public async Task An_application_through_the_site_waits_for_confirmation()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync(wanted => wanted with { Channel = Channel.Online });
        Assert.Equal((RequestState.AwaitingConfirmation, (DateOnly?)null), (request.State, request.DueOn));
        request = await office.RecordAsync(request, new RequestEvent(RequestEventKind.Confirmed, new(2026, 4, 29)));
        Assert.Equal((RequestState.InHand, new DateOnly(2026, 5, 29)), (request.State, request.DueOn!.Value));
    }

    [Fact]
    public async Task The_identity_number_is_in_no_table_in_clear_and_every_look_is_in_the_journal()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        await using (var db = office.App.OpenDb())
            Assert.DoesNotContain(RequestOffice.Identity, Encoding.Latin1.GetString((await db.IdentityDocuments.SingleAsync()).SealedNumber), StringComparison.Ordinal);
        await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<LookAtIdentity>(look => look.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, " ")));
        var shown = await office.App.WithAsync<LookAtIdentity, ShownIdentity>(look => look.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "核对身份"));
        Assert.Equal(RequestOffice.Identity, shown.Number);
        await using var after = office.App.OpenDb();
        var line = await after.Journal.SingleAsync(entry => entry.Act == "查看身份证明");
        Assert.Contains("核对身份", line.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(RequestOffice.Identity, line.Sentence + line.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seal_opens_for_its_own_case_only()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.App.WithAsync<IdentitySeal, bool>(seal =>
        {
            var closed = seal.Close("410381"u8, "AAAA");
            Assert.Equal("410381", Encoding.UTF8.GetString(seal.Open(closed, "AAAA")));
            Assert.Throws<RefusedException>(() => seal.Open(closed, "BBBB"));
            closed[^1] ^= 1;
            Assert.Throws<RefusedException>(() => seal.Open(closed, "AAAA"));
            return Task.FromResult(true);
        });
    }

    [Fact]
    public async Task The_applicant_follows_the_case_by_code_and_last_digits_of_the_own_region_only()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        Task<Request?> FollowAsync(long region, string code, string tail) => office.App.WithAsync<LookAtIdentity, Request?>(look => look.FollowAsync(region, code, tail));
        Assert.Equal(request.Id, (await FollowAsync(office.Yanshi.Id, QueryCode.Shown(request.QueryCode).ToLowerInvariant(), "0012"))!.Id);
        Assert.Null(await FollowAsync(office.Yanshi.Id, request.QueryCode, "0002"));
        Assert.Null(await FollowAsync(office.Yanshi.Id, request.QueryCode, ""));
        Assert.Null(await FollowAsync(office.Yanshi.Id, "AAAA-BBBB-CCCC", "0012"));
        Assert.Null(await FollowAsync(office.Kaifeng.Id, request.QueryCode, "0012"));
    }

    [Theory]
    [InlineData("999999199003070010", "校验位不对")]
    [InlineData("9999991990030700", "应为18位，现为16位")]
    public async Task A_wrong_identity_number_is_refused_and_nothing_is_registered(string number, string expected)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.RegisterAsync(wanted => wanted with { IdentityNumber = number }));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(number, refusal.Message, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.Equal(0, await db.Requests.CountAsync());
    }

    [Fact]
    public async Task An_executable_named_pdf_is_told_by_its_content()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var content = new MemoryStream([.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF]);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.RegisterAsync(wanted => wanted with { Files = [new IncomingFile("材料.pdf", content)] }));
        Assert.Contains("附件“材料.pdf”的内容是无法识别的二进制内容，不能上传", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_impossible_event_is_refused_and_the_case_stays_as_it_was()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.RecordAsync(request, new RequestEvent(RequestEventKind.Corrected, new(2026, 5, 6))));
        Assert.Contains("没有等待补正的通知", refusal.Message, StringComparison.Ordinal);
        refusal = await Assert.ThrowsAsync<RefusedException>(() => office.RecordAsync(request, new RequestEvent(RequestEventKind.Withdrawn, new(2026, 5, 21))));
        Assert.Contains("2026-05-21还没有到", refusal.Message, StringComparison.Ordinal);
        refusal = await Assert.ThrowsAsync<RefusedException>(() => office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 20))));
        Assert.Contains("第1项还没有作出处理决定", refusal.Message, StringComparison.Ordinal);
        var kept = await office.ReadAsync(request);
        Assert.Equal((0, 1, RequestState.InHand), (kept.Revision, kept.Events.Count, kept.State));
    }

    [Fact]
    public async Task A_case_of_another_region_is_not_there()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<RecordEvent>(record =>
            record.RunAsync(RequestOffice.Clerk, office.Kaifeng.Id, request.Id, null, new RequestEvent(RequestEventKind.Withdrawn, new(2026, 5, 6)))));
        await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<DecideItem>(decide => decide.RunAsync(RequestOffice.Clerk, office.Kaifeng.Id, request.Id, null, new Dictionary<int, Decision> { [1] = Decision.R2 })));
        await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<LookAtIdentity>(look => look.RunAsync(RequestOffice.Clerk, office.Kaifeng.Id, request.Id, "核对")));
    }

    [Fact]
    public async Task What_was_entered_by_mistake_is_struck_out_and_stays_to_be_seen()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RecordAsync(await office.RegisterAsync(), new RequestEvent(RequestEventKind.Extended, new(2026, 5, 18)) { Workdays = 20 });
        Assert.Equal(new DateOnly(2026, 6, 25), request.DueOn);
        await office.DoAsync<RecordEvent>(record => record.StrikeAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, 1, request.Events[^1].Id, "登记错件"));
        var kept = await office.ReadAsync(request);
        Assert.Equal((2, new DateOnly(2026, 5, 27), "登记错件"), (kept.Events.Count, kept.DueOn, kept.Events[1].StruckBecause));
    }

    [Fact]
    public async Task A_state_that_days_alone_have_changed_is_refreshed()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RecordAsync(await office.RegisterAsync(), new RequestEvent(RequestEventKind.CorrectionAsked, new(2026, 4, 29)) { Until = new(2026, 5, 21) });
        Assert.Equal((RequestState.AwaitingCorrection, new DateOnly(2026, 5, 22)), (request.State, request.ChangesOn!.Value));
        office.Time.Now = office.Time.Now.AddDays(2);
        await office.DoAsync<RequestClock>(clock => clock.RefreshAsync(office.Yanshi.Id));
        var kept = await office.ReadAsync(request);
        Assert.Equal((RequestState.LapsedUncorrected, new DateOnly(2026, 5, 21), null), (kept.State, kept.EndedOn!.Value, kept.ChangesOn));
    }

    [Fact]
    public async Task Applications_registered_at_once_get_every_number_once_without_a_gap()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var made = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => office.RegisterAsync()));
        Assert.Equal(Enumerable.Range(1, 24), made.Select(request => request.Number).Order());
        Assert.Equal(24, made.Select(request => request.QueryCode).Distinct().Count());
    }

    [Fact]
    public async Task Clerks_who_enter_events_at_once_lose_none_of_them()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        await Task.WhenAll(Enumerable.Range(1, 16).Select(number =>
            office.RecordAsync(request, new RequestEvent(RequestEventKind.ThirdPartyAsked, new(2026, 5, 6)) { Party = $"第{number}家企业" })));
        var kept = await office.ReadAsync(request);
        Assert.Equal((17, 16, RequestState.Consulting), (kept.Events.Count, kept.Revision, kept.State));
    }

    [Fact]
    public async Task Of_two_clerks_who_decide_at_once_one_is_told()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        async Task<string> DecideAsync(Decision decision)
        {
            try
            {
                await office.DoAsync<DecideItem>(decide => decide.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, 0, new Dictionary<int, Decision> { [1] = decision }));
                return "";
            }
            catch (RefusedException refusal)
            {
                return refusal.Message;
            }
        }
        var answers = await Task.WhenAll(DecideAsync(Decision.R2), DecideAsync(Decision.R5a));
        Assert.Single(answers, "");
        Assert.Single(answers, answer => answer.Contains("刚被其他人办理过", StringComparison.Ordinal));
        Assert.Equal(1, (await office.ReadAsync(request)).Revision);
    }

    [Fact]
    public async Task An_extension_entered_by_hand_needs_the_leaders_approval_or_its_paper()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var here = $"{RequestOffice.Home}/{request.Id}/record";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Dictionary<string, string> form = new() { ["Input.Kind"] = "Extended", ["Input.On"] = "2026-05-20", ["Input.Workdays"] = "10" };
        Assert.Equal(["登记延期须有政府信息公开工作机构负责人的同意（《政府信息公开条例》第三十三条第二款）：请先由领导批准延期答复告知书，或者随登记上传审批件。"],
            (await clerk.SubmitAsync(here, "record", form)).Errors);
        (string, string, byte[]) paper = ("Input.Approval", "审批单.txt", System.Text.Encoding.UTF8.GetBytes("同意延期10个工作日。谭越"));
        Assert.Equal(["只有告知延期答复需要上传审批件，请核对事项。"], (await clerk.SubmitAsync(here, "record", new(form) { ["Input.Kind"] = "Withdrawn" }, paper)).Errors);
        Assert.Empty((await clerk.SubmitAsync(here, "record", form, paper)).Errors);
        await using var db = office.App.OpenDb();
        Assert.Equal("延期的审批件", (await db.RequestFiles.SingleAsync()).About);
        Assert.Equal(new DateOnly(2026, 6, 10), (await office.ReadAsync(request)).DueOn);

        var other = await office.RegisterAsync();
        await office.DoAsync<Lantai.Requests.Letters.SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var letter = await office.App.WithAsync<Lantai.Requests.Letters.WriteLetter, Lantai.Requests.Letters.Letter>(writing =>
            writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, other.Id, "extension"));
        var extended = new RequestEvent(RequestEventKind.Extended, new(2026, 5, 20)) { Workdays = 10 };
        await Assert.ThrowsAsync<RefusedException>(() => office.RecordAsync(other, extended));
        await office.DoAsync<Lantai.Requests.Letters.ApproveLetter>(approving => approving.RunAsync(office.PersonOf("谭越", Post.Leader), office.Yanshi.Id, other.Id, letter.Id, null));
        await office.RecordAsync(other, extended);
    }
}
