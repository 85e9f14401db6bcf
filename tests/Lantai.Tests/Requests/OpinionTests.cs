using System.Net;
using System.Text.RegularExpressions;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Opinions;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>Asking a third party by link: what it opens, what it takes, when it ends.</summary>
public sealed partial class OpinionTests(TestPostgres postgres)
{
    private static readonly Dictionary<string, string> Agreeing = new() { ["Input.Stance"] = "Agrees", ["Input.Answerer"] = "周延，总经理" };

    [Fact]
    public async Task A_third_party_answers_on_the_portal_and_the_clock_goes_on()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, link) = await AskAsync(office);
        using var party = office.App.Visit();
        var page = await party.OpenAsync(link);
        Assert.Contains("安置房建设合同", page.Text, StringComparison.Ordinal);
        Assert.Contains("期满没有答复的，由本机关依法决定是否公开。", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", page.Body, StringComparison.Ordinal);
        Assert.Contains("请写明理由", Assert.Single((await party.SubmitAsync(link, "answer", new(Agreeing) { ["Input.Stance"] = "Objects" })).Errors), StringComparison.Ordinal);
        var sent = await party.SubmitAsync(link, "answer", new(Agreeing) { ["Input.Stance"] = "Objects", ["Input.Reasons"] = "含单价构成，属商业秘密" }, ("Input.File", "意见.txt", "盖章"u8.ToArray()));
        Assert.Contains("意见已经提交，不能再改", (await party.FollowAsync(sent)).Text, StringComparison.Ordinal);

        var read = await office.ReadAsync(request);
        Assert.Equal(RequestState.InHand, read.State);
        Assert.Equal(new DateOnly(2026, 5, 28), read.DueOn);
        using var clerk = await office.SignInAsync("luchuan", Post.Office);
        Assert.Contains("含单价构成，属商业秘密", (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}/consult")).Text, StringComparison.Ordinal);
        Assert.Contains("征求第三方意见收到在线答复：不同意公开。", (await clerk.OpenAsync("/desk")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_ends_the_exclusion_and_the_link()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, link) = await AskAsync(office);
        office.Time.Now = FakeTime.On(2026, 6, 11).Now;
        using var party = office.App.Visit();
        var page = await party.OpenAsync(link);
        Assert.Contains("答复期限已于2026-06-09届满", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("textarea"));
        using var clerk = await office.SignInAsync("luchuan", Post.Office);
        Assert.Contains("期满未答复，由本机关依法决定是否公开（《政府信息公开条例》第三十二条）。", (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_was_stopped_or_made_up_opens_nothing()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, link) = await AskAsync(office);
        using var clerk = await office.SignInAsync("luchuan", Post.Office);
        await clerk.SubmitAsync($"{RequestOffice.Home}/{request.Id}/consult", "revoke");
        using var party = office.App.Visit();
        Assert.Contains("这个链接已经停用", (await party.OpenAsync(link)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await party.OpenAsync("/yanshi/opinion/" + new string('A', 43))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await party.OpenAsync(link.Replace("yanshi", "kaifeng", StringComparison.Ordinal))).Status);
        await using var db = office.App.OpenDb();
        var kept = await db.OpinionLinks.SingleAsync();
        Assert.DoesNotContain(link[^43..], kept.TokenHash, StringComparison.Ordinal);
        Assert.Equal(64, kept.TokenHash.Length);
    }

    [Fact]
    public async Task A_link_ends_when_the_answer_came_on_paper_and_says_so()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, link) = await AskAsync(office);
        using var party = office.App.Visit();
        var opened = await party.OpenAsync(link);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.ThirdPartyAnswered, new(2026, 5, 20)) { Party = "柳林建设有限公司" });
        var refused = await party.SendAsync(link, opened, "answer", Agreeing);
        Assert.Contains("书面意见已经登记", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal("周延，总经理", refused.Page.QuerySelector("[name='Input.Answerer']")!.GetAttribute("value"));
        Assert.Contains("书面意见已经登记", (await party.OpenAsync(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_answers_at_once_leave_one()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (request, link) = await AskAsync(office);
        using var party = office.App.Visit();
        var opened = await party.OpenAsync(link);
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await party.SendAsync(link, opened, "answer", Agreeing)).Location is not null));
        Assert.Single(tries, done => done);
        Assert.Single((await office.ReadAsync(request)).Events, recorded => recorded.Kind == RequestEventKind.ThirdPartyAnswered);
    }

    [Fact]
    public async Task A_link_does_not_outlive_the_term_of_the_law()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var page = $"{RequestOffice.Home}/{request.Id}/consult";
        Assert.Contains("没有等待答复的征求意见", (await clerk.OpenAsync(page)).Text, StringComparison.Ordinal);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.ThirdPartyAsked, new(2026, 5, 19)));
        var telling = await clerk.SubmitAsync(page, "make", new() { ["Input.Information"] = "合同（申请人：张 三）", ["Input.ExpiresOn"] = "2026-06-09" });
        Assert.Contains("拟公开的信息里有申请人的姓名或者名称", Assert.Single(telling.Errors), StringComparison.Ordinal);
        var late = await clerk.SubmitAsync(page, "make", new() { ["Input.Information"] = "合同", ["Input.ExpiresOn"] = "2026-06-10" });
        Assert.Equal(["链接的期限不能晚于答复期限2026-06-09。"], late.Errors);
    }

    /// <summary>柳林建设有限公司 was asked on 19 May and has a link.</summary>
    private static async Task<(Request Request, string Link)> AskAsync(RequestOffice office)
    {
        var request = await office.RegisterAsync();
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.ThirdPartyAsked, new(2026, 5, 19)) { Party = "柳林建设有限公司" });
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var made = await clerk.SubmitAsync($"{RequestOffice.Home}/{request.Id}/consult", "make", new() { ["Input.Information"] = "安置房建设合同" });
        return (request, Link().Match(made.Text).Value);
    }

    [GeneratedRegex(@"/yanshi/opinion/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
