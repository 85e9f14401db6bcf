using System.Net;
using Lantai.People;
using Lantai.Requests.Decisions;
using Lantai.Requests.Notices;
using Lantai.Requests.Routing;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Lantai.Tests.Requests.CaseNotation;

namespace Lantai.Tests.Requests;

/// <summary>Items in the hands of units: each its own unit, days and proposal; nobody sees another unit's.</summary>
public sealed class RoutingTests(TestPostgres postgres)
{
    public static TheoryData<int, string> Terms() => Cases("unit-terms.csv");

    [Theory]
    [MemberData(nameof(Terms))]
    public void The_unit_has_its_days_within_those_of_the_case(int line, string about)
    {
        var row = Row("unit-terms.csv", line);
        var due = UnitTerm.DueOn(Day(row["asked"]), int.Parse(row["workdays"]), Read(Events(row), Day(row["today"])), China);
        Assert.True(row["due"] == $"{due:yyyy-MM-dd}", $"unit-terms.csv:{line} {about}: {due}");
    }

    [Fact]
    public async Task Two_items_go_to_two_units_and_their_proposals_come_back_to_the_office()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (housing, planning) = (await office.AddUnitAsync("偃师区住房和城乡建设局"), await office.AddUnitAsync("偃师区自然资源局"));
        var request = await office.RegisterAsync(wanted => wanted with { Items = ["安置房源一览表", "地块规划条件"] });
        var route = $"{RequestOffice.Home}/{request.Id}/route";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.NotNull((await clerk.SubmitAsync(route, "route", new() { ["Input.Place"] = "1", ["Input.Unit"] = $"{housing}", ["Input.Workdays"] = "3" })).Location);
        Assert.NotNull((await clerk.SubmitAsync(route, "route", new() { ["Input.Place"] = "2", ["Input.Unit"] = $"{planning}" })).Location);

        using var liaison = await office.LiaisonAsync("lixun", housing);
        var list = await liaison.OpenAsync("/desk/yanshi/unit-requests");
        Assert.Equal(["2026-001第1项"], list.Page.QuerySelectorAll("main tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("2026-05-25前提出意见", (await liaison.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        var task = list.Page.QuerySelector("main tbody a")!.GetAttribute("href")!;
        Assert.DoesNotContain("张三", (await liaison.OpenAsync(task)).Body, StringComparison.Ordinal);
        await liaison.SubmitAsync(task, "answer", new() { ["Input.Proposal"] = "R2", ["Input.Opinion"] = "房源一览表可以公开" }, ("Input.File", "房源.txt", "一号楼"u8.ToArray()));

        var page = await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}");
        Assert.Contains("偃师区住房和城乡建设局已提出意见", page.Text, StringComparison.Ordinal);
        Assert.Contains("建议予以公开（R2）：房源一览表可以公开", page.Text, StringComparison.Ordinal);
        Assert.Contains("偃师区自然资源局承办中", page.Text, StringComparison.Ordinal);
        Assert.Contains("第1项的承办单位提出了意见（R2）", (await clerk.OpenAsync("/desk")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_gives_back_what_is_not_its_own_and_another_takes_it()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (wrong, right) = (await office.AddUnitAsync("偃师区教育局"), await office.AddUnitAsync("偃师区自然资源局"));
        var request = await office.RegisterAsync();
        Task RouteAsync(long unit) => office.DoAsync<RouteItem>(routing => routing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, 1, unit, 5, null));
        await RouteAsync(wrong);
        Assert.Contains("已经交办，尚未办结", (await Assert.ThrowsAsync<RefusedException>(() => RouteAsync(right))).Message, StringComparison.Ordinal);
        using var liaison = await office.LiaisonAsync("lixun", wrong);
        await using var db = office.App.OpenDb();
        var task = $"/desk/yanshi/unit-requests/{(await db.Routings.SingleAsync()).Id}";
        Assert.Equal(["请填写“理由”。"], (await liaison.SubmitAsync(task, "back")).Errors);
        Assert.NotNull((await liaison.SubmitAsync(task, "back", new() { ["Input.Because"] = "应由自然资源局承办" })).Location);
        await RouteAsync(right);
        Assert.Equal([RoutingState.Returned, RoutingState.Open], await db.Routings.OrderBy(routing => routing.Id).Select(routing => routing.State).ToListAsync());
        Assert.Equal("第1项被承办单位退回：应由自然资源局承办", (await db.RequestNotices.SingleAsync()).Sentence);
    }

    [Fact]
    public async Task Another_units_liaison_neither_sees_nor_answers()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (own, other) = (await office.AddUnitAsync("偃师区自然资源局"), await office.AddUnitAsync("偃师区教育局"));
        var request = await office.RegisterAsync();
        await office.DoAsync<RouteItem>(routing => routing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, 1, own, 5, null));
        await using var db = office.App.OpenDb();
        var id = (await db.Routings.SingleAsync()).Id;
        using var stranger = await office.LiaisonAsync("mojing", other);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/desk/yanshi/unit-requests/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Status);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<RouteItem>(routing =>
            routing.AnswerAsync(RequestOffice.Clerk, [other], office.Yanshi.Id, request.Id, id, Decision.R1, "公开", null)));
        Assert.Equal("没有这项交办，请从列表重新打开。", refusal.Message);
    }

    [Fact]
    public async Task Two_clerks_giving_one_item_out_at_once_give_it_once()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var unit = await office.AddUnitAsync("偃师区自然资源局");
        var request = await office.RegisterAsync();
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await office.DoAsync<RouteItem>(routing => routing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, 1, unit, 5, null));
                return true;
            }
            catch (RefusedException)
            {
                return false;
            }
        }));
        Assert.Single(tries, done => done);
    }
}
