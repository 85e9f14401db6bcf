using System.Net;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Fees;
using Lantai.Requests.Letters;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>The processing fee on the desk: both ways shown, one charged, told in the notice.</summary>
public sealed class FeeDeskTests(TestPostgres postgres)
{
    private static readonly string[] Ten = [.. Enumerable.Range(1, 10).Select(i => $"第{i}批安置房源一览表")];

    [Fact]
    public async Task Both_ways_are_shown_with_the_applicants_month_and_one_is_charged()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.RegisterAsync(wanted => wanted with { Items = Ten });
        await office.RegisterAsync(wanted => wanted with { Items = Ten, ApplicantKind = ApplicantKind.Company, IdentityNumber = "91350100M000100Y43", Representative = "李四" });
        await office.RegisterAsync(wanted => wanted with { Items = Ten, SubmittedOn = new(2026, 3, 31) });
        var request = await office.RegisterAsync(wanted => wanted with { Items = [.. Ten.Take(3)] });
        var page = $"{RequestOffice.Home}/{request.Id}/fee";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var quoted = await clerk.OpenAsync(page + "?pages=40");
        Assert.Contains("同一申请人当月在前的申请：2026-001，共10件", quoted.Text, StringComparison.Ordinal);
        Assert.Contains("3件×100元=300元", quoted.Text, StringComparison.Ordinal);
        Assert.Contains("10页×10元=100元", quoted.Text, StringComparison.Ordinal);
        var charged = await clerk.FollowAsync(await clerk.SubmitAsync(page, "charge", new() { ["Input.Method"] = "Items" }));
        Assert.Contains("按件计收，300元", charged.Text, StringComparison.Ordinal);
        await clerk.SubmitAsync(page, "charge", new() { ["Input.Method"] = "Pages", ["Input.Pages"] = "40" });
        await using var db = office.App.OpenDb();
        var charge = await db.FeeCharges.SingleAsync();
        Assert.Equal((FeeMethod.Pages, 40, 100m), (charge.Method, charge.Count, charge.Amount));
        await clerk.SubmitAsync(page, "drop");
        Assert.Equal(0, await db.FeeCharges.CountAsync());
    }

    [Fact]
    public async Task The_notice_tells_the_fee_that_was_decided_and_binds_it_when_it_goes_out()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        await office.RegisterAsync(wanted => wanted with { Items = Ten });
        var request = await office.RegisterAsync(wanted => wanted with { Items = [.. Ten.Take(3)] });
        var here = $"{RequestOffice.Home}/{request.Id}";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var letter = (await clerk.SubmitAsync(here + "/letters/new", "start", new() { ["Input.Template"] = "fee" })).Location!.Replace("/write", "", StringComparison.Ordinal);
        Assert.Contains("应缴金额", (await clerk.OpenAsync(letter)).Page.QuerySelector(".message.late")!.TextContent, StringComparison.Ordinal);
        await clerk.SubmitAsync(here + "/fee", "charge", new() { ["Input.Method"] = "Items" });
        await clerk.SubmitAsync(letter + "/write", "write", new() { ["Input.Values[0]"] = "持本通知到政务服务中心非税窗口缴纳" });
        var text = (await clerk.OpenAsync(letter)).Text;
        Assert.Contains("本次按件计收，数量为3件", text, StringComparison.Ordinal);
        Assert.Contains("应缴金额300元", text, StringComparison.Ordinal);
        Assert.Contains("100元/件", text, StringComparison.Ordinal);
        Assert.Empty((await clerk.SubmitAsync(letter + "/issue", "issue")).Errors);
        await clerk.SubmitAsync(letter + "/send", "send", new() { ["Input.Mode"] = "Direct", ["Input.SentOn"] = "2026-05-20" });
        Assert.Equal(RequestState.AwaitingFee, (await office.ReadAsync(request)).State);
        Assert.Contains("收费通知已经送达，不能再改收费", Assert.Single((await clerk.SubmitAsync(here + "/fee", "drop")).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_is_of_the_fee_in_the_register_or_none()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        await office.RegisterAsync(wanted => wanted with { Items = Ten });
        var request = await office.RegisterAsync(wanted => wanted with { Items = [.. Ten.Take(3)] });
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.RecordAsync(request, new RequestEvent(RequestEventKind.FeeNoticed, new(2026, 5, 20))));
        Assert.Contains("还没有决定收费，不能登记送达收费通知", refusal.Message, StringComparison.Ordinal);
        Task ChargeAsync(FeeMethod method, int? pages = null) => office.DoAsync<ChargeFee>(charging => charging.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, method, pages));
        await ChargeAsync(FeeMethod.Items);
        var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "fee"));
        await office.DoAsync<WriteLetter>(writing => writing.FillAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null, new Dictionary<string, string> { ["fee_payment"] = "非税窗口" }));
        await office.DoAsync<IssueLetter>(issuing => issuing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null));
        Assert.Contains("已经签发，写明了数额", (await Assert.ThrowsAsync<RefusedException>(() => ChargeAsync(FeeMethod.Pages, 100))).Message, StringComparison.Ordinal);
        await office.DoAsync<IssueLetter>(issuing => issuing.VoidAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null, "改按量计收"));
        await ChargeAsync(FeeMethod.Pages, 100);
    }

    [Fact]
    public async Task What_cannot_be_charged_is_refused()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var page = $"{RequestOffice.Home}/{request.Id}/fee";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(["申请2026-001按件计收没有超过免费数量，不收费。"], (await clerk.SubmitAsync(page, "charge", new() { ["Input.Method"] = "Items" })).Errors);
        Assert.Equal(["按量计收的，请填写页数。"], (await clerk.SubmitAsync(page, "charge", new() { ["Input.Method"] = "Pages" })).Errors);
        var unconfirmed = await office.RegisterAsync(wanted => wanted with { Channel = Channel.Email });
        Assert.Contains("还没有确认收到，不能计算信息处理费", (await clerk.OpenAsync($"{RequestOffice.Home}/{unconfirmed.Id}/fee")).Text, StringComparison.Ordinal);
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.OpenAsync(page)).Status);
    }

    [Fact]
    public async Task What_was_asked_of_another_agency_does_not_count()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var education = await office.AddUnitAsync("教育局");
        await office.RegisterAsync(wanted => wanted with { UnitId = education, Items = Ten });
        var request = await office.RegisterAsync(wanted => wanted with { Items = [.. Ten.Take(3)] });
        Assert.Equal((0, 0m), await QuotedAsync(office, request));
        var again = await office.RegisterAsync(wanted => wanted with { UnitId = education, Items = [.. Ten.Take(3)] });
        Assert.Equal((10, 300m), await QuotedAsync(office, again));
    }

    [Theory]
    [InlineData("amend")]
    [InlineData("readdress")]
    public async Task A_fee_that_rests_on_what_was_put_right_is_reckoned_anew_or_dropped(string how)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var education = await office.AddUnitAsync("教育局");
        await office.RegisterAsync(wanted => wanted with { Items = Ten });
        var request = await office.RegisterAsync(wanted => wanted with { Items = [.. Ten.Take(3)] });
        await office.DoAsync<ChargeFee>(charging => charging.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, FeeMethod.Items, null));
        if (how == "amend") await AmendAsync(office, request, new(2026, 3, 31));
        else await office.DoAsync<Lantai.Requests.Moves.ReaddressRequest>(moving => moving.RunAsync(RequestOffice.Clerk, office.Yanshi, request.Id, null, education, "填错"));
        await using var db = office.App.OpenDb();
        Assert.Equal(0, await db.FeeCharges.CountAsync());
        var line = await db.Set<Lantai.Journal.JournalEntry>().SingleAsync(line => line.Act == "重新计算收费");
        Assert.EndsWith("信息处理费原为300元，不再收取。", line.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_notice_of_a_fee_that_would_become_another_is_voided_first()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        await office.RegisterAsync(wanted => wanted with { Items = Ten });
        var request = await office.RegisterAsync(wanted => wanted with { Items = [.. Ten.Take(3)] });
        await office.DoAsync<ChargeFee>(charging => charging.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, FeeMethod.Items, null));
        var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "fee"));
        await office.DoAsync<WriteLetter>(writing => writing.FillAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null, new Dictionary<string, string> { ["fee_payment"] = "非税窗口" }));
        await office.DoAsync<IssueLetter>(issuing => issuing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => AmendAsync(office, request, new(2026, 3, 31)));
        Assert.Contains("更正登记后收费要重新计算；请先作废这份通知。", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task AmendAsync(RequestOffice office, Request request, DateOnly submittedOn)
    {
        var form = AmendTests.FormOf(await office.ReadAsync(request)) with { SubmittedOn = submittedOn };
        Task<Lantai.Requests.Moves.MovedCases> RunAsync(string? agreed) => office.App.WithAsync<Lantai.Requests.Moves.AmendRequest, Lantai.Requests.Moves.MovedCases>(
            amending => amending.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, form, "信封上的日期", agreed));
        Assert.True((await RunAsync((await RunAsync(null)).Fingerprint)).IsDone);
    }

    private static async Task<(int Already, decimal Amount)> QuotedAsync(RequestOffice office, Request request)
    {
        var quote = await office.App.WithAsync<QuoteFee, FeeQuote>(quoting => quoting.ByItemsAsync(request));
        return (quote.Already, quote.Fee.Amount);
    }
}
