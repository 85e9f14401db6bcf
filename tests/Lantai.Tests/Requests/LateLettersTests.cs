using System.Text;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Letters;
using Lantai.Tests.Files;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
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
