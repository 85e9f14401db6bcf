using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Letters;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>The inbox: what is over and not told stays in sight, names stand in no address, and the list is a file.</summary>
public sealed class OwedTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_withdrawn_case_is_owed_its_letter_until_that_went_out()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        await office.RegisterAsync(wanted => wanted with { Applicant = "李四" });
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Withdrawn, new(2026, 5, 20)));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(["2026-001"], await OwedAsync(clerk));
        Assert.Contains("另有1件已终止、还没有告知申请人", (await clerk.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        Assert.Contains("申请人还没有收到告知", (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Text, StringComparison.Ordinal);
        var draft = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "closed-withdrawn"));
        await office.DoAsync<IssueLetter>(issuing => issuing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, draft.Id, null));
        Assert.Equal(["2026-001"], await OwedAsync(clerk));
        await office.DoAsync<SendLetter>(sender => sender.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, draft.Id, new(SendingMode.Direct, new(2026, 5, 20), "张三")));
        Assert.Empty(await OwedAsync(clerk));
    }

    [Fact]
    public async Task A_lapsed_case_is_owed_its_letter_and_one_that_ended_before_the_register_is_not()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 5, 11) });
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.CorrectionAsked, new(2026, 5, 12)) { Until = new(2026, 5, 25) });
        var old = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 4, 1) });
        await office.RecordAsync(old, new RequestEvent(RequestEventKind.Withdrawn, new(2026, 4, 9)));
        office.Time.Now = FakeTime.On(2026, 5, 27).Now;
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(["2026-001"], await OwedAsync(clerk));
    }

    [Fact]
    public async Task An_applicant_is_found_by_a_posted_name()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.RegisterAsync();
        await office.RegisterAsync(wanted => wanted with { Applicant = "王五" });
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var found = await clerk.SubmitAsync(RequestOffice.Home, "find", new() { ["Input.Applicant"] = "王五" });
        Assert.Null(found.Location);
        Assert.Contains("申请人的姓名或者名称里有“王五”的申请共1件。", found.Text, StringComparison.Ordinal);
        Assert.Equal(["2026-002"], found.Page.QuerySelectorAll("main tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(["请填写“按申请人查找”。"], (await clerk.SubmitAsync(RequestOffice.Home, "find")).Errors);
        Assert.Empty((await clerk.OpenAsync(RequestOffice.Home + "?q=王五")).Page.QuerySelectorAll("main tbody th"));
    }

    [Fact]
    public async Task The_list_is_a_file_of_what_is_shown_and_each_one_is_in_the_journal()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        await office.RegisterAsync(wanted => wanted with { Applicant = "王五" });
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Withdrawn, new(2026, 5, 20)));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var open = await clerk.Client.GetStringAsync(RequestOffice.Home + "/list.csv");
        Assert.Contains("王五", open, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", open, StringComparison.Ordinal);
        Assert.Contains("张三", await clerk.Client.GetStringAsync(RequestOffice.Home + "/list.csv?view=all"), StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await clerk.Client.GetByteArrayAsync(RequestOffice.Home + "/list.xlsx"))[..2]);
        await using var db = office.App.OpenDb();
        Assert.Equal(3, await db.Set<Lantai.Journal.JournalEntry>().CountAsync(line => line.Act == "导出申请"));
        using var stranger = office.App.Visit();
        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await stranger.OpenAsync(RequestOffice.Home + "/list.csv")).Status);
    }

    private static async Task<IEnumerable<string>> OwedAsync(Visitor clerk) =>
        (await clerk.OpenAsync(RequestOffice.Home + "?view=owed")).Page.QuerySelectorAll("main tbody th").Select(cell => cell.TextContent.Trim());
}
