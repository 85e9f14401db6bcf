using System.Net;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Answered;
using Lantai.Requests.Contests;
using Lantai.Requests.Decisions;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>What the public reads of answered applications, and what it never does.</summary>
public sealed class AnsweredTests(TestPostgres postgres)
{
    private const string List = "/yanshi/apply/answered";
    private const string Summary = "柳林片区征地补偿安置方案";

    [Fact]
    public async Task An_answered_application_is_told_without_the_applicant_and_taken_back_with_a_reason()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var page = await AnsweredAsync(office);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(page, "publish", new() { ["Input.Summary"] = Summary });
        using var citizen = office.App.Visit();
        var list = await citizen.OpenAsync(List);
        Assert.Equal([Summary, "自然人", "予以公开", "2026-05-20"], list.Page.QuerySelector("tbody tr")!.Children.Select(cell => cell.TextContent.Trim()));
        Assert.DoesNotContain("张三", list.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-001", list.Body, StringComparison.Ordinal);
        Assert.Contains("没有找到", (await citizen.OpenAsync(List + "?q=预算")).Text, StringComparison.Ordinal);
        Assert.Contains(Summary, (await citizen.OpenAsync(List + "?q=征地")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Summary, (await citizen.OpenAsync("/kaifeng/apply/answered")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.OpenAsync("/nowhere/apply/answered")).Status);

        Assert.Equal(["请填写“理由”。"], (await clerk.SubmitAsync(page, "withdraw")).Errors);
        await clerk.SubmitAsync(page, "withdraw", new() { ["Input.Because"] = "概括不准确" });
        Assert.DoesNotContain(Summary, (await citizen.OpenAsync(List)).Text, StringComparison.Ordinal);
        Assert.NotNull((await clerk.SubmitAsync(page, "publish", new() { ["Input.Summary"] = "柳林片区2023 2024 2025年的安置方案" })).Location);
    }

    [Fact]
    public async Task A_decision_made_anew_stands_for_the_first_and_none_while_it_is_owed()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        await ReplyAsync(office, request);
        await office.DoAsync<PublishAnswer>(publishing => publishing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, Summary));
        await office.DoAsync<RecordContest>(recording => recording.LodgeAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, new(ContestPath.Review, "偃师区人民政府", new(2026, 5, 20), null)));
        using var citizen = office.App.Visit();
        async Task<string[]> ShownAsync() => [.. (await citizen.OpenAsync(List)).Page.QuerySelector("tbody tr")!.Children.Skip(2).Select(cell => cell.TextContent.Trim())];
        Assert.Equal(["予以公开", "2026-05-20"], await ShownAsync());
        await using var db = office.App.OpenDb();
        var id = (await db.Contests.SingleAsync()).Id;
        office.Time.Now = FakeTime.On(2026, 6, 12).Now;
        await office.DoAsync<RecordContest>(recording => recording.DecideAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, id, new(ContestResult.Corrected, new(2026, 6, 10), null, true)));
        Assert.Equal(["原答复经复议或者诉讼须重新作出，尚未重新答复", "—"], await ShownAsync());
        await office.DoAsync<RecordContest>(recording =>
            recording.RemakeAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, id, new Dictionary<int, Decision> { [1] = Decision.R5a }, new(2026, 6, 12)));
        Assert.Equal(["信息不存在（重新答复）", "2026-06-12"], await ShownAsync());
        await office.DoAsync<RecordContest>(recording => recording.StrikeAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, id, "登记错了"));
        Assert.Equal(["予以公开", "2026-05-20"], await ShownAsync());
    }

    [Theory]
    [InlineData("张 三申请的方案", "申请人的姓名或者名称")]
    [InlineData("回电１３８００００００００", "申请人的电话")]
    [InlineData("账号6222 0212 3456 7890 123", "电话、证件或者账户的号码")]
    [InlineData("证件99999919900307001X", "电话、证件或者账户的号码")]
    [InlineData("手机139-0000-0000", "电话、证件或者账户的号码")]
    [InlineData("联系0379-55500000", "电话、证件或者账户的号码")]
    public async Task Words_that_tell_who_asked_are_refused(string summary, string telling)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var page = await AnsweredAsync(office);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal([$"公示内容里有{telling}，请删去后再公示。"], (await clerk.SubmitAsync(page, "publish", new() { ["Input.Summary"] = summary })).Errors);
        await using var db = office.App.OpenDb();
        Assert.False(await db.AnsweredRequests.AnyAsync());
    }

    [Fact]
    public async Task One_that_is_not_answered_is_not_told_and_two_clerks_tell_it_once()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        Task TellAsync() => office.DoAsync<PublishAnswer>(publishing => publishing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, Summary));
        Assert.Equal("申请2026-001还没有答复，答复后才能公示。", (await Assert.ThrowsAsync<RefusedException>(TellAsync)).Message);
        await ReplyAsync(office, request);
        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await TellAsync();
                return "";
            }
            catch (RefusedException refusal)
            {
                return refusal.Message;
            }
        }));
        Assert.Single(told, message => message.Length == 0);
        Assert.All(told.Where(message => message.Length > 0), message => Assert.Equal("申请2026-001的答复已经公示，请刷新页面。", message));
    }

    private static async Task<string> AnsweredAsync(RequestOffice office)
    {
        var request = await office.RegisterAsync();
        await ReplyAsync(office, request);
        return $"{RequestOffice.Home}/{request.Id}/answered";
    }

    private static async Task ReplyAsync(RequestOffice office, Request request)
    {
        await office.DoAsync<DecideItem>(deciding => deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, new Dictionary<int, Decision> { [1] = Decision.R2 }));
        await office.ClearAsync(request);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 20)));
    }
}
