using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Letters;
using Lantai.Tests.Files;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>Letters after the term, and what of an uploaded letter leaves the house.</summary>
public sealed class LateLettersTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_reply_after_the_term_is_still_issued_with_a_warning_of_the_day_that_the_clock_gives()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        office.Time.Now = FakeTime.On(2026, 5, 28).Now;
        var (_, page) = await SendingTests.IssuedAsync(office, "reply-r1", Decision.R1, ("public_address", "本机关网站"));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var letter = await clerk.OpenAsync(page);
        Assert.Contains("答复期限2026-05-27已过；仍应尽快答复，晚答的情况另行说明。", letter.Text, StringComparison.Ordinal);
        Assert.Contains("偃公复〔2026〕1号", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_within_the_term_that_consultation_moved_is_not_called_late()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.ThirdPartyAsked, new(2026, 5, 19)));
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.ThirdPartyAnswered, new(2026, 5, 20)));
        office.Time.Now = FakeTime.On(2026, 5, 28).Now;
        Assert.Equal(new DateOnly(2026, 5, 28), (await office.ReadAsync(request)).DueOn);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Withdrawn, new(2026, 5, 28)));
        var letter = await SendingTests.IssueAsync(office, request, "closed-withdrawn");
        Assert.DoesNotContain(letter.Findings, finding => finding.Rule is "reply_late" or "reply_overdue");
    }

    [Fact]
    public async Task A_period_that_ends_before_the_letter_is_written_and_words_that_tell_who_asked_are_refused()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        Task<Letter> IssueAsync(string template, params (string, string)[] facts) => SendingTests.IssueAsync(office, request, template, facts);
        var early = await Assert.ThrowsAsync<RefusedException>(() => IssueAsync("correction", ("correction_items", "写明文号"), ("correction_help", "对照公告填写"), ("correction_until", "2026-05-19")));
        Assert.Contains("补正期限届满日早于成文日期2026-05-20，请改正。", early.Message, StringComparison.Ordinal);
        var telling = await Assert.ThrowsAsync<RefusedException>(() => IssueAsync("third-party", ("third_party", "柳林建设有限公司"), ("consulted_information", "合同（申请人张三）"), ("consulted_harm", "商业秘密")));
        Assert.Contains("文中有申请人的姓名或者名称；征求意见不得透露是谁申请的，请删去。", telling.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_with_nothing_to_fill_in_is_saved()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        var draft = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "receipt"));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var saved = await clerk.SubmitAsync($"{RequestOffice.Home}/{request.Id}/letters/{draft.Id}/write", "write");
        Assert.NotNull(saved.Location);
    }

    [Fact]
    public async Task An_uploaded_word_file_goes_out_without_what_its_writers_left_in_it_and_stays_as_it_was()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        var word = PlantedFiles.Word();
        var letter = await office.App.WithAsync<KeepLetter, Letter>(keeping => keeping.RunAsync(
            RequestOffice.Clerk, office.Yanshi.Id, request.Id, new("receipt", null, new(2026, 5, 20), new("回执.docx", new MemoryStream(word)))));
        await SendingTests.SendAsync(office, request, letter, new(SendingMode.Electronic, new(2026, 5, 20), "张三"));
        using var citizen = office.App.Visit();
        await citizen.SubmitAsync("/yanshi/apply", "follow", new() { ["Input.Code"] = QueryCode.Shown(request.QueryCode), ["Input.Tail"] = "0012" });
        var taken = await citizen.Client.GetByteArrayAsync($"/yanshi/apply/case/letters/{letter.Id}/file");
        Assert.DoesNotContain("机密", PlantedFiles.Text(taken), StringComparison.Ordinal);
        Assert.Contains("公开的第一段", PlantedFiles.Text(taken), StringComparison.Ordinal);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(word, await clerk.Client.GetByteArrayAsync($"{RequestOffice.Home}/{request.Id}/letters/{letter.Id}/file"));
    }

    [Fact]
    public async Task Who_is_asked_for_an_opinion_is_proposed_as_the_receiver_of_that_letter()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        var letter = await SendingTests.IssueAsync(office, request, "third-party", ("third_party", "柳林建设有限公司"), ("consulted_information", "合同"), ("consulted_harm", "商业秘密"));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var page = await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}/letters/{letter.Id}/send");
        Assert.Equal("柳林建设有限公司", page.Page.QuerySelector("[name='Input.Receiver']")!.GetAttribute("value"));
    }
}
