using Lantai.Journal;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Checks;
using Lantai.Requests.Decisions;
using Lantai.Requests.Moves;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>What was registered wrongly is put right: with a reason, and what stood there stays.</summary>
public sealed class AmendTests(TestPostgres postgres)
{
    [Fact]
    public async Task Name_and_address_are_amended_and_what_stood_there_stays()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var (here, page) = ($"{RequestOffice.Home}/{request.Id}", $"{RequestOffice.Home}/{request.Id}/amend");
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(["请填写“更正的理由”。"], (await clerk.SubmitAsync(page, "amend", new() { ["Input.Applicant"] = "章三" })).Errors);
        Assert.Equal(["与登记的一样，没有要更正的。"], (await clerk.SubmitAsync(page, "amend", new() { ["Input.Because"] = "核对" })).Errors);
        var change = new Dictionary<string, string> { ["Input.Applicant"] = "章三", ["Input.Address"] = "偃师区柳林路8号", ["Input.Because"] = "身份证上写的是章三" };
        var after = await clerk.FollowAsync(await clerk.SubmitAsync(page, "amend", change));
        Assert.Contains("登记已更正。", after.Body, StringComparison.Ordinal);
        Assert.Contains("章三（自然人）", after.Text, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        var rows = await db.Amendments.OrderBy(row => row.Id).Select(row => new { row.What, row.Was, row.Becomes, row.ByName }).ToListAsync();
        Assert.Equal([("申请人", "张三", "章三", "fangmin"), ("通信地址", null, "偃师区柳林路8号", "fangmin")], rows.Select(row => (row.What, row.Was, row.Becomes, row.ByName)));
        Assert.Equal("申请2026-001更正登记的申请人、通信地址：身份证上写的是章三", (await db.Journal.SingleAsync(line => line.Act == "更正登记")).Sentence);
        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlAsync($"delete from amendment"));
        Assert.Contains("更正记录", (await clerk.OpenAsync(here)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_moves_the_due_day_is_shown_before_it_is_done()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var page = $"{RequestOffice.Home}/{request.Id}/amend";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var asked = await clerk.SubmitAsync(page, "amend", new() { ["Input.Channel"] = "Fax", ["Input.ConfirmedOn"] = "2026-04-29", ["Input.Because"] = "是传真收到的" });
        Assert.Contains("答复期限由2026-05-27变为2026-05-29。还没有写入", asked.Text, StringComparison.Ordinal);
        Assert.Equal(Channel.InPerson, (await office.ReadAsync(request)).Channel);
        Assert.NotNull((await clerk.SendAsync(page, asked, "amend")).Location);
        var read = await office.ReadAsync(request);
        Assert.Equal((Channel.Fax, new DateOnly(2026, 4, 29), new DateOnly(2026, 5, 29)), (read.Channel, read.ReceivedOn, read.DueOn));
    }

    [Fact]
    public async Task A_citizen_that_is_a_company_needs_its_number_and_no_number_is_written_down()
    {
        const string code = "91350100M000100Y43";
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var form = FormOf(request) with { ApplicantKind = ApplicantKind.Company, Applicant = "柳林建设有限公司", Representative = "孙桥" };
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => AmendAsync(office, request, form));
        Assert.Equal("申请人由自然人更正为商业企业的，请填写新的证件号码。", refusal.Message);
        refusal = await Assert.ThrowsAsync<RefusedException>(() => AmendAsync(office, request, form with { IdentityNumber = RequestOffice.Identity }));
        Assert.DoesNotContain(RequestOffice.Identity, refusal.Message, StringComparison.Ordinal);
        await AmendAsync(office, request, form with { IdentityNumber = code });
        await using var db = office.App.OpenDb();
        Assert.DoesNotContain(code, string.Concat(db.Amendments.Select(row => row.What + row.Was + row.Becomes)), StringComparison.Ordinal);
        Assert.Equal(DocumentKind.CreditCode, (await db.IdentityDocuments.SingleAsync()).Kind);
        Assert.NotNull(await office.App.WithAsync<LookAtIdentity, Request?>(look => look.FollowAsync(office.Yanshi.Id, request.QueryCode, code[^4..])));
    }

    [Fact]
    public async Task What_was_checked_told_of_another_registration_and_is_checked_anew()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        await office.DecideAsync(request, Decision.R2);
        await office.ClearAsync(request);
        await AmendAsync(office, request, FormOf(request) with { Phone = "13900000000" });
        Assert.Equal(RequestState.SignedOff, (await office.ReadAsync(request)).State);
        var form = FormOf(request) with { Phone = "13900000000", Items = ["柳林片区2024年土地征收补偿安置方案"] };
        var shown = await AmendAsync(office, request, form);
        Assert.Equal((false, "状态由“待发出”变为“办理中”"), (shown.IsDone, Assert.Single(shown.Moves).Sentence));
        Assert.True((await AmendAsync(office, request, form, shown.Fingerprint)).IsDone);
        Assert.Equal(RequestState.InHand, (await office.ReadAsync(request)).State);
        await using var db = office.App.OpenDb();
        Assert.Empty(await db.PassedStepsAsync(request.Id));
    }

    [Fact]
    public async Task What_was_asked_for_stays_once_it_is_answered_and_items_are_neither_added_nor_dropped()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => AmendAsync(office, request, FormOf(request) with { Items = ["一", "二"] }));
        Assert.Contains("更正时不能增减", refusal.Message, StringComparison.Ordinal);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Withdrawn, new(2026, 5, 20)));
        refusal = await Assert.ThrowsAsync<RefusedException>(() => AmendAsync(office, request, FormOf(request) with { Items = ["另一份方案"] }));
        Assert.Contains("所需信息已经按原文办理，不能再改", refusal.Message, StringComparison.Ordinal);
        await AmendAsync(office, request, FormOf(request) with { Applicant = "章三" });
        Assert.Equal("章三", (await office.ReadAsync(request)).Applicant);
    }

    internal static NewRequest FormOf(Request request) => new(request.Channel, request.SubmittedOn, request.ApplicantKind, request.Applicant, "")
    {
        Phone = request.Phone,
        Delivery = request.Delivery,
        Items = [.. request.Items.Select(item => item.Text)],
    };

    private static Task<MovedCases> AmendAsync(RequestOffice office, Request request, NewRequest form, string? agreed = null) => office.App.WithAsync<AmendRequest, MovedCases>(amending =>
        amending.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, form, "登记时看错", agreed));
}
