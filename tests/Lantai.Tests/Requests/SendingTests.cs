using System.Net;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Letters;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>Letters on their way: what the case learns from it, and what cannot be.</summary>
public sealed class SendingTests(TestPostgres postgres)
{
    private const string Mail = "1234567890123";

    private static readonly Dictionary<string, string> Posted = new() { ["Input.Mode"] = "Post", ["Input.SentOn"] = "2026-05-20", ["Input.MailNumber"] = Mail };

    [Theory]
    [InlineData("2026-05-20", "申请行政复议至2026年7月20日（复议前置，不能直接起诉）。")]
    [InlineData("2026-08-20", "申请行政复议至2026年10月19日（复议前置，不能直接起诉）。")]
    [InlineData("2026-11-10", "申请行政复议的最后一日在放假安排尚未公布的年份，公布后计算（复议前置，不能直接起诉）。")]
    public async Task Where_reconsideration_comes_first_the_desk_speaks_of_no_day_to_sue(string served, string says)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, _) = await IssuedAsync(office, "reply-r4f", Decision.R4f, ("reason", "正在讨论，尚未作出决定"));
        await using var db = office.App.OpenDb();
        var letter = await db.Letters.SingleAsync();
        Assert.Equal(says, await office.App.WithAsync<RemedyDays, string?>(days => days.SentenceAsync(letter, DateOnly.Parse(served, System.Globalization.CultureInfo.InvariantCulture))));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("本件不予公开的决定应当先申请行政复议（复议前置）", (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}/contests")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_posted_reply_answers_on_the_posting_day_and_remedies_run_from_receipt()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, page) = await IssuedAsync(office, "reply-r1", Decision.R1, ("public_address", "本机关网站“征地信息公开”栏目"));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Null((await clerk.SubmitAsync(page + "/issue", "issue")).Location);
        var sent = await clerk.FollowAsync(await clerk.SubmitAsync(page + "/send", "send", Posted, ("Input.Proof", "邮寄凭证.txt", "EMS"u8.ToArray())));
        Assert.Contains($"邮寄（EMS、挂号信），收件人张三，邮件号码{Mail}。", sent.Text, StringComparison.Ordinal);
        var replied = await office.ReadAsync(request);
        Assert.Equal((RequestState.Replied, new DateOnly(2026, 5, 20)), (replied.State, replied.EndedOn));

        office.Time.Now = FakeTime.On(2026, 5, 26).Now;
        using var later = await office.SignInAsync("luchuan", Post.Office);
        var early = await later.SubmitAsync(page + "/send", "serve", new() { ["Input.ServedOn"] = "2026-05-19" });
        Assert.Equal(["送达日期2026-05-19早于送出日期2026-05-20，请核对。"], early.Errors);
        var served = await later.FollowAsync(await later.SubmitAsync(page + "/send", "serve", new() { ["Input.ServedOn"] = "2026-05-22" }, ("Input.ServedProof", "回证.txt", "签收"u8.ToArray())));
        Assert.Contains("申请行政复议至2026年7月21日，提起行政诉讼至2026年11月23日。", served.Text, StringComparison.Ordinal);
        Assert.Equal(RequestState.Served, (await office.ReadAsync(request)).State);
        var called = await later.FollowAsync(await later.SubmitAsync(page + "/send", "confirm", new() { ["Input.ConfirmedOn"] = "2026-05-26", ["Input.Note"] = "本人接听，说已收到" }));
        Assert.Contains("电话确认收到：本人接听，说已收到", called.Text, StringComparison.Ordinal);
        Assert.Equal(["邮寄凭证.txt", "回证.txt"], (await later.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Page.QuerySelectorAll(".attachments a").Select(link => link.TextContent));
        Assert.Contains("已经送出，不能作废", Assert.Single((await later.SubmitAsync(page + "/issue", "void", new() { ["Input.Because"] = "写错" })).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_applicant_takes_an_electronic_letter_from_the_portal_and_the_desk_sees_when()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, page) = await IssuedAsync(office, "reply-r1", Decision.R1, ("public_address", "本机关网站"));
        await using var db = office.App.OpenDb();
        var letter = await db.Letters.SingleAsync();
        var download = $"/yanshi/apply/case/letters/{letter.Id}/docx";
        using var citizen = office.App.Visit();
        await citizen.SubmitAsync("/yanshi/apply", "follow", new() { ["Input.Code"] = QueryCode.Shown(request.QueryCode), ["Input.Tail"] = "0012" });
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync(download)).Status);
        await SendAsync(office, request, letter, new(SendingMode.Electronic, new(2026, 5, 20), "张三"));
        Assert.Contains("偃公复〔2026〕1号", (await citizen.OpenAsync("/yanshi/apply/case")).Text, StringComparison.Ordinal);
        // Who asks for the head only has not taken the letter.
        using (var head = await citizen.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, download))) Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await db.LetterReadings.ToListAsync());
        Assert.Equal("PK"u8.ToArray(), (await citizen.Client.GetByteArrayAsync(download))[..2]);
        using var stranger = office.App.Visit();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(download)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync(download.Replace("yanshi", "kaifeng", StringComparison.Ordinal))).Status);
        Assert.Equal("docx", (await db.LetterReadings.SingleAsync()).Form);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("申请人在门户下载（DOCX）", (await clerk.OpenAsync(page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_asks_another_for_an_opinion_is_not_for_the_applicant()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        var letter = await IssueAsync(office, request, "third-party", ("third_party", "张三"), ("consulted_information", "合同"), ("consulted_harm", "商业秘密"));
        await SendAsync(office, request, letter, new(SendingMode.Electronic, new(2026, 5, 20), "张三"));
        using var citizen = office.App.Visit();
        await citizen.SubmitAsync("/yanshi/apply", "follow", new() { ["Input.Code"] = QueryCode.Shown(request.QueryCode), ["Input.Tail"] = "0012" });
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync($"/yanshi/apply/case/letters/{letter.Id}/docx")).Status);
    }

    [Fact]
    public async Task An_electronic_letter_is_the_applicants_however_the_receiver_was_written()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, _) = await IssuedAsync(office, "reply-r1", Decision.R1, ("public_address", "本机关网站"));
        await using var db = office.App.OpenDb();
        var letter = await db.Letters.SingleAsync();
        await SendAsync(office, request, letter, new(SendingMode.Electronic, new(2026, 5, 20), "张三先生（zhangsan@example.com）"));
        using var citizen = office.App.Visit();
        await citizen.SubmitAsync("/yanshi/apply", "follow", new() { ["Input.Code"] = QueryCode.Shown(request.QueryCode), ["Input.Tail"] = "0012" });
        Assert.Equal(HttpStatusCode.OK, (await citizen.OpenAsync($"/yanshi/apply/case/letters/{letter.Id}/docx")).Status);
    }

    [Fact]
    public async Task A_letter_that_came_back_stops_nothing_until_it_is_sent_again_and_the_course_keeps_both_days()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        office.Time.Now = FakeTime.On(2026, 5, 6).Now;
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        var letter = await IssueAsync(office, request, "correction", ("correction_items", "写明文号"), ("correction_help", "可以对照征收公告填写"), ("correction_until", "2026-05-29"));
        await SendAsync(office, request, letter, new(SendingMode.Post, new(2026, 5, 6), "张三") { MailNumber = Mail });
        office.Time.Now = FakeTime.On(2026, 5, 12).Now;
        var page = $"{RequestOffice.Home}/{request.Id}/letters/{letter.Id}";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(["退回日期2026-05-05早于送出日期2026-05-06，请核对。"],
            (await clerk.SubmitAsync(page + "/send", "return", new() { ["Input.ReturnedOn"] = "2026-05-05", ["Input.ReturnedNote"] = "查无此人" })).Errors);
        await clerk.SubmitAsync(page + "/send", "return", new() { ["Input.ReturnedOn"] = "2026-05-11", ["Input.ReturnedNote"] = "查无此人" });
        Assert.Contains("补正告知书偃公复〔2026〕1号被退回（查无此人），请重新送达。", (await clerk.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        var back = await office.ReadAsync(request);
        Assert.Equal((RequestState.InHand, new DateOnly(2026, 5, 27)), (back.State, back.DueOn));
        Assert.Contains("补正的文书已被退回，还没有重新送达", (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Text, StringComparison.Ordinal);
        var again = await clerk.SubmitAsync(page + "/send", "send", new() { ["Input.Mode"] = "Post", ["Input.SentOn"] = "2026-05-12", ["Input.MailNumber"] = "1234567890124" });
        Assert.Empty(again.Errors);
        Assert.Contains("退回：查无此人", (await clerk.FollowAsync(again)).Text, StringComparison.Ordinal);
        var resent = await office.ReadAsync(request);
        Assert.Equal([(new DateOnly(2026, 5, 6), new DateOnly(2026, 5, 11), false), (new DateOnly(2026, 5, 12), null, true)],
            resent.Course.Where(happened => happened.Kind == RequestEventKind.CorrectionAsked).OrderBy(happened => happened.On).Select(happened => (happened.On, happened.ReturnedOn, happened.IsUnderway)));
        Assert.Equal((RequestState.AwaitingCorrection, null), (resent.State, resent.DueOn));
    }

    [Fact]
    public async Task An_electronic_reply_that_the_system_refused_was_no_reply()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, _) = await IssuedAsync(office, "reply-r1", Decision.R1, ("public_address", "本机关网站"));
        await using var db = office.App.OpenDb();
        var letter = await db.Letters.SingleAsync();
        var sending = await SendAsync(office, request, letter, new(SendingMode.Electronic, new(2026, 5, 20), "张三"));
        Assert.Equal(RequestState.Served, (await office.ReadAsync(request)).State);
        Task ReturnAsync() => office.DoAsync<SendLetter>(sender => sender.ReturnAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, sending, new(2026, 5, 20), "邮箱不存在"));
        await ReturnAsync();
        var back = await office.ReadAsync(request);
        Assert.Equal((RequestState.SignedOff, null), (back.State, back.EndedOn));
        Assert.Contains("已经登记2026-05-20退回", (await Assert.ThrowsAsync<RefusedException>(ReturnAsync)).Message, StringComparison.Ordinal);
        await office.DoAsync<SendLetter>(sender => sender.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, new(SendingMode.Direct, new(2026, 5, 20), "张三")));
        Assert.Equal(RequestState.Served, (await office.ReadAsync(request)).State);
    }

    [Fact]
    public async Task What_is_posted_twice_is_recorded_once()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, page) = await IssuedAsync(office, "reply-r1", Decision.R1, ("public_address", "本机关网站"));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        async Task TwiceAsync(string path, string form, Dictionary<string, string> values)
        {
            var shown = await clerk.OpenAsync(path);
            Assert.Empty((await clerk.SendAsync(path, shown, form, values)).Errors);
            Assert.Matches("刚被其他人|已经登记", Assert.Single((await clerk.SendAsync(path, shown, form, values)).Errors));
        }
        var here = $"{RequestOffice.Home}/{request.Id}";
        await TwiceAsync(here + "/letters/new", "start", new() { ["Input.Template"] = "receipt" });
        await TwiceAsync(page + "/send", "send", Posted);
        await TwiceAsync(page + "/send", "confirm", new() { ["Input.ConfirmedOn"] = "2026-05-20", ["Input.Note"] = "本人接听" });
        await TwiceAsync(here + "/contests", "lodge", new() { ["Input.Path"] = "Review", ["Input.Body"] = "偃师区人民政府", ["Input.LodgedOn"] = "2026-05-20" });
        await using var db = office.App.OpenDb();
        Assert.Equal((2, 1, 1), (await db.Letters.CountAsync(), await db.Sendings.CountAsync(), await db.Set<Lantai.Requests.Contests.Contest>().CountAsync()));
    }

    [Fact]
    public async Task An_application_of_two_decisions_is_answered_when_both_have_gone_out()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync(wanted => wanted with { Items = ["安置方案", "房源一览表"] });
        await office.DoAsync<DecideItem>(deciding => deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null,
            new Dictionary<int, Decision> { [1] = Decision.R1, [2] = Decision.R4f }));
        var open = await IssueAsync(office, request, "reply-r1", ("public_address", "本机关网站"));
        var refused = await IssueAsync(office, request, "reply-r4f", ("reason", "所载为内部讨论的初步意见"));
        await SendAsync(office, request, open, new(SendingMode.Direct, new(2026, 5, 20), "张三"));
        Assert.Equal(RequestState.SignedOff, (await office.ReadAsync(request)).State);
        await SendAsync(office, request, refused, new(SendingMode.Direct, new(2026, 5, 20), "张三"));
        Assert.Equal(RequestState.Served, (await office.ReadAsync(request)).State);
        Assert.Contains("房源一览表", refused.Article!, StringComparison.Ordinal);
        Assert.DoesNotContain("安置方案", refused.Article!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_counts_from_the_day_it_was_posted_with_the_period_of_the_letter()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        office.Time.Now = FakeTime.On(2026, 5, 6).Now;
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        var letter = await IssueAsync(office, request, "correction", ("correction_items", "写明文号"), ("correction_help", "可以对照征收公告填写"), ("correction_until", "2026-05-29"));
        await SendAsync(office, request, letter, new(SendingMode.Post, new(2026, 5, 6), "张三") { MailNumber = Mail });
        var asked = (await office.ReadAsync(request)).Events.Single(recorded => recorded.Kind == RequestEventKind.CorrectionAsked);
        Assert.Equal((new DateOnly(2026, 5, 6), new DateOnly(2026, 5, 29)), (asked.On, asked.Until));
        Assert.Equal(RequestState.AwaitingCorrection, (await office.ReadAsync(request)).State);
    }

    [Fact]
    public async Task A_posted_notice_has_its_period_from_receipt_and_none_while_it_is_underway_or_came_back()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        office.Time.Now = FakeTime.On(2026, 5, 6).Now;
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        var letter = await IssueAsync(office, request, "correction", ("correction_items", "写明文号"), ("correction_help", "可以对照征收公告填写"), ("correction_until", "2026-05-12"));
        var sending = await SendAsync(office, request, letter, new(SendingMode.Post, new(2026, 5, 6), "张三") { MailNumber = Mail });
        office.Time.Now = FakeTime.On(2026, 5, 20).Now;
        await office.DoAsync<RequestClock>(clock => clock.RefreshAsync(office.Yanshi.Id));
        Assert.Equal(RequestState.AwaitingCorrection, (await office.ReadAsync(request)).State);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("补正的通知寄出后还没有登记签收，补正期限自签收起算", (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("有1件的文书寄出后还没有登记签收或者退回", (await clerk.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        Assert.Contains("2026-001", (await clerk.OpenAsync(RequestOffice.Home + "?view=underway")).Text, StringComparison.Ordinal);
        await office.DoAsync<SendLetter>(sender => sender.ReturnAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, sending, new(2026, 5, 18), "查无此人"));
        Assert.Equal(RequestState.InHand, (await office.ReadAsync(request)).State);
        Assert.DoesNotContain("还没有登记签收或者退回", (await clerk.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        await office.DoAsync<SendLetter>(sender => sender.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, new(SendingMode.Direct, new(2026, 5, 20), "张三")));
        var asked = (await office.ReadAsync(request)).Events.Where(recorded => recorded is { Counts: true, Kind: RequestEventKind.CorrectionAsked, ReturnedOn: null });
        Assert.Equal([(new DateOnly(2026, 5, 20), new DateOnly(2026, 5, 20), false)], asked.Select(recorded => (recorded.On, recorded.DeliveredOn!.Value, recorded.IsUnderway)));
        office.Time.Now = FakeTime.On(2026, 6, 10).Now;
        await office.DoAsync<RequestClock>(clock => clock.RefreshAsync(office.Yanshi.Id));
        Assert.Equal(RequestState.AwaitingCorrection, (await office.ReadAsync(request)).State);
        office.Time.Now = FakeTime.On(2026, 6, 11).Now;
        await office.DoAsync<RequestClock>(clock => clock.RefreshAsync(office.Yanshi.Id));
        Assert.Equal((RequestState.LapsedUncorrected, new DateOnly(2026, 6, 10)), ((await office.ReadAsync(request)).State, (await office.ReadAsync(request)).EndedOn));
    }

    [Fact]
    public async Task A_notice_that_was_entered_by_hand_does_not_lapse_the_case_once_its_letter_came_back()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        office.Time.Now = FakeTime.On(2026, 5, 6).Now;
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.CorrectionAsked, new(2026, 5, 6)) { Until = new(2026, 5, 12) });
        var letter = await IssueAsync(office, request, "correction", ("correction_items", "写明文号"), ("correction_help", "可以对照征收公告填写"), ("correction_until", "2026-05-12"));
        await SendAsync(office, request, letter, new(SendingMode.Post, new(2026, 5, 6), "张三") { MailNumber = Mail });
        office.Time.Now = FakeTime.On(2026, 5, 13).Now;
        await office.DoAsync<RequestClock>(clock => clock.RefreshAsync(office.Yanshi.Id));
        Assert.Equal(RequestState.AwaitingCorrection, (await office.ReadAsync(request)).State);
    }

    [Fact]
    public void Silence_of_a_co_maker_means_nothing_while_nobody_knows_that_the_letter_came()
    {
        var asked = new RequestEvent(RequestEventKind.CoMakerAsked, new(2026, 4, 28)) { IsUnderway = true };
        RequestEvent[] course = [new(RequestEventKind.Received, new(2026, 4, 27)) { Channel = Channel.InPerson }, asked];
        var note = Assert.Single(CaseNotation.Read(course, new(2026, 6, 1)).Notes);
        Assert.Contains("不能认定对方逾期", note, StringComparison.Ordinal);
        Assert.DoesNotContain("视为同意", note, StringComparison.Ordinal);
        Assert.Contains("视为同意", Assert.Single(CaseNotation.Read([course[0], asked with { IsUnderway = false }], new(2026, 6, 1)).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_that_comes_later_is_added_to_its_sending()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, page) = await IssuedAsync(office, "reply-r1", Decision.R1, ("public_address", "本机关网站"));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(page + "/send", "send", new() { ["Input.Mode"] = "Direct", ["Input.SentOn"] = "2026-05-20" });
        Assert.Contains("送达，凭证未上传。", (await clerk.OpenAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal(["请选择“凭证文件”。"], (await clerk.SubmitAsync(page + "/send", "prove")).Errors);
        var proven = await clerk.FollowAsync(await clerk.SubmitAsync(page + "/send", "prove", [], ("Input.LaterProof", "送达回证.txt", "签收"u8.ToArray())));
        Assert.Contains("送达，有凭证。", proven.Text, StringComparison.Ordinal);
        Assert.Equal(["送达回证.txt"], (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Page.QuerySelectorAll(".attachments a").Select(link => link.TextContent));
    }

    [Fact]
    public async Task An_uploaded_extension_says_for_how_many_days_and_the_case_follows_it()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("偃师区人民政府办公室政府信息公开延期答复告知书\n张三：\n延长10个工作日。"));
        var outside = new OutsideLetter("extension", "偃公复〔2026〕1号", new(2026, 5, 20), new IncomingFile("延期.txt", file));
        Task<Letter> KeepAsync(OutsideLetter letter) => office.App.WithAsync<KeepLetter, Letter>(keeping => keeping.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter));
        Assert.Contains("写明延长多少个工作日", (await Assert.ThrowsAsync<RefusedException>(() => KeepAsync(outside))).Message, StringComparison.Ordinal);
        var letter = await KeepAsync(outside with { Workdays = 10 });
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => SendAsync(office, request, letter, new(SendingMode.Direct, new(2026, 5, 20), "张三")));
        Assert.Contains("请领导在文书页批准", refusal.Message, StringComparison.Ordinal);
        await office.DoAsync<ApproveLetter>(approving => approving.RunAsync(office.PersonOf("谭越", Post.Leader), office.Yanshi.Id, request.Id, letter.Id, null));
        await SendAsync(office, request, letter, new(SendingMode.Direct, new(2026, 5, 20), "张三"));
        var read = await office.ReadAsync(request);
        Assert.Equal((RequestState.Extended, new DateOnly(2026, 6, 10)), (read.State, read.DueOn));
    }

    [Fact]
    public async Task A_third_party_has_its_days_from_receipt_although_the_letter_was_entered_when_posted()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        office.Time.Now = FakeTime.On(2026, 5, 6).Now;
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        var letter = await IssueAsync(office, request, "third-party", ("third_party", "柳林建设有限公司"), ("consulted_information", "安置房建设合同"), ("consulted_harm", "商业秘密"));
        var sending = await SendAsync(office, request, letter, new(SendingMode.Post, new(2026, 5, 6), "柳林建设有限公司") { MailNumber = Mail });
        office.Time.Now = FakeTime.On(2026, 5, 12).Now;
        await office.DoAsync<SendLetter>(sender => sender.ServeAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, sending, new(2026, 5, 8), null));
        var asked = (await office.ReadAsync(request)).Events.Where(recorded => recorded.Kind == RequestEventKind.ThirdPartyAsked).ToList();
        Assert.Equal([(false, null), (true, new DateOnly(2026, 5, 8))], asked.Select(recorded => (recorded.Counts, recorded.DeliveredOn)));
        Assert.All(asked, recorded => Assert.Equal("柳林建设有限公司", recorded.Party));
    }

    [Fact]
    public async Task An_entrusted_letter_acts_when_it_is_handed_over()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, _) = await IssuedAsync(office, "reply-r1", Decision.R1, ("public_address", "本机关网站"));
        await using var db = office.App.OpenDb();
        var letter = await db.Letters.SingleAsync();
        var sending = await SendAsync(office, request, letter, new(SendingMode.Entrusted, new(2026, 5, 20), "张三") { EntrustedTo = "柳林街道办事处" });
        Assert.Equal(RequestState.SignedOff, (await office.ReadAsync(request)).State);
        office.Time.Now = FakeTime.On(2026, 5, 25).Now;
        await office.DoAsync<SendLetter>(sender => sender.ServeAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, sending, new(2026, 5, 22), null));
        Assert.Equal(new DateOnly(2026, 5, 22), (await office.ReadAsync(request)).EndedOn);
    }

    [Fact]
    public async Task What_cannot_have_gone_out_so_is_refused_and_nothing_is_recorded()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (_, page) = await IssuedAsync(office, "reply-r1", Decision.R1, ("public_address", "本机关网站"));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        async Task<string> ErrorAsync(string key, string value) => Assert.Single((await clerk.SubmitAsync(page + "/send", "send", new(Posted) { [key] = value })).Errors);
        Assert.Contains("不能用快递公司寄送", await ErrorAsync("Input.MailNumber", "SF1234567890"), StringComparison.Ordinal);
        Assert.Equal("邮寄送达的，请填写邮件号码（EMS或者挂号信）。", await ErrorAsync("Input.MailNumber", ""));
        Assert.Equal("委托送达的，请写明受委托的机关。", await ErrorAsync("Input.Mode", "Entrusted"));
        Assert.Equal("送出日期2026-05-21还没有到，请核对。", await ErrorAsync("Input.SentOn", "2026-05-21"));
        Assert.Equal("送出日期2026-05-19早于成文日期2026-05-20，请核对。", await ErrorAsync("Input.SentOn", "2026-05-19"));
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.OpenAsync(page + "/send")).Status);
        await using var db = office.App.OpenDb();
        Assert.Equal(0, await db.Sendings.CountAsync());
    }

    [Fact]
    public async Task What_happened_and_how_a_letter_went_out_is_not_changed_behind_the_registers_back()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, page) = await IssuedAsync(office, "reply-r1", Decision.R1, ("public_address", "本机关网站"));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(page + "/send", "send", Posted);
        await using var db = office.App.OpenDb();
        foreach (var sql in new[]
        {
            "update recorded_event set \"on\" = '2026-05-19' where kind = 'Replied'", "delete from recorded_event", "update sending set sent_on = '2026-05-19'",
            "update sending set mail_number = '1234567890129'", "delete from sending",
        })
            Assert.Contains("is kept", (await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(sql))).Message, StringComparison.Ordinal);
        Assert.Equal(RequestState.Replied, (await office.ReadAsync(request)).State);
    }

    [Fact]
    public async Task An_asking_that_came_back_excludes_no_day_until_it_is_posted_again()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        office.Time.Now = FakeTime.On(2026, 5, 7).Now;
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        var letter = await IssueAsync(office, request, "third-party", ("third_party", "柳林建设有限公司"), ("consulted_information", "合同"), ("consulted_harm", "商业秘密"));
        var sending = await SendAsync(office, request, letter, new(SendingMode.Post, new(2026, 5, 7), "柳林建设有限公司") { MailNumber = Mail });
        office.Time.Now = FakeTime.On(2026, 5, 20).Now;
        await office.DoAsync<SendLetter>(sender => sender.ReturnAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, sending, new(2026, 5, 12), "查无此单位"));
        Assert.Equal((RequestState.InHand, new DateOnly(2026, 6, 2)), ((await office.ReadAsync(request)).State, (await office.ReadAsync(request)).DueOn));
        await office.DoAsync<SendLetter>(sender => sender.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, new(SendingMode.Direct, new(2026, 5, 20), "柳林建设有限公司")));
        var asked = (await office.ReadAsync(request)).Course.Where(happened => happened.Kind == RequestEventKind.ThirdPartyAsked).OrderBy(happened => happened.On).ToList();
        Assert.Equal([(new DateOnly(2026, 5, 7), null), (new DateOnly(2026, 5, 20), new DateOnly(2026, 5, 20))], asked.Select(happened => (happened.On, happened.DeliveredOn)));
        Assert.Equal(RequestState.Consulting, (await office.ReadAsync(request)).State);
    }

    [Fact]
    public async Task What_the_register_knows_of_merging_opinions_and_service_is_not_typed_again()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, page) = await IssuedAsync(office, "reply-r1", Decision.R1, ("public_address", "本机关网站"));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(page + "/send", "send", Posted);
        var proof = await TextAsync(office, request, "service-proof");
        Assert.Contains("偃公复〔2026〕1号", proof, StringComparison.Ordinal);
        Assert.Contains("邮寄（EMS、挂号信）", proof, StringComparison.Ordinal);
        var (into, merged, shared) = (await office.RegisterAsync(), await office.RegisterAsync(), await office.RegisterAsync(wanted => wanted with { Items = ["两部门联合预案"] }));
        await office.DoAsync<Lantai.Requests.Likeness.TurnRequest>(turning => turning.MergeAsync(RequestOffice.Clerk, office.Yanshi.Id, merged.Id, null, into.Id));
        Assert.Contains($"{into.CaseNumber}号申请内容相同", await TextAsync(office, merged, "closed-merged"), StringComparison.Ordinal);
        await office.RecordAsync(shared, new RequestEvent(RequestEventKind.CoMakerAsked, new(2026, 5, 19)));
        Assert.Contains("需要征求共同制作机关意见，本机关已于2026年5月19日书面征求意见", await TextAsync(office, shared, "consultation-notice"), StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(RequestOffice office, Request request, string template)
    {
        var draft = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, template));
        var read = await office.ReadAsync(request);
        return await office.App.WithAsync<ComposeLetter, string>(async composing => Lantai.Papers.PaperHtml.Render((await composing.OfAsync(draft, read)).Draft.Paper));
    }

    internal static async Task<(Request Request, string Page)> IssuedAsync(RequestOffice office, string template, Decision decision, params (string Key, string Text)[] facts)
    {
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        await office.DoAsync<DecideItem>(deciding => deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, new Dictionary<int, Decision> { [1] = decision }));
        var letter = await IssueAsync(office, request, template, facts);
        return (request, $"{RequestOffice.Home}/{request.Id}/letters/{letter.Id}");
    }

    internal static async Task<Letter> IssueAsync(RequestOffice office, Request request, string template, params (string Key, string Text)[] facts)
    {
        var draft = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, template));
        await office.DoAsync<WriteLetter>(writing => writing.FillAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, draft.Id, null, facts.ToDictionary(fact => fact.Key, fact => fact.Text)));
        if (draft.Decides) await office.ClearAsync(request);
        return await office.App.WithAsync<IssueLetter, Letter>(issuing => issuing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, draft.Id, null));
    }

    internal static async Task<long> SendAsync(RequestOffice office, Request request, Letter letter, NewSending wanted)
    {
        await office.DoAsync<SendLetter>(sender => sender.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, wanted));
        await using var db = office.App.OpenDb();
        return await db.Sendings.Where(sending => sending.LetterId == letter.Id).Select(sending => sending.Id).SingleAsync();
    }
}
