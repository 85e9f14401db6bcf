using Lantai.Assessment;
using Lantai.Requests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Letters;
using Lantai.Requests.Routing;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Lantai.Tests.Assessment;

/// <summary>What the register of applications tells a scheme, of the unit and the day to which it belongs.</summary>
public sealed class RequestFactTests(TestPostgres postgres)
{
    [Fact]
    public async Task What_is_given_to_a_unit_is_its_own_and_late_on_the_day_after_its_term()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (prompt, slow) = (await office.AddUnitAsync("偃师区财政局"), await office.AddUnitAsync("偃师区教育局"));
        var request = await office.RegisterAsync(wanted => wanted with { Items = ["预算", "招生计划"] });
        await RouteAsync(office, request, 1, prompt);
        await RouteAsync(office, request, 2, slow);
        await using var db = office.App.OpenDb();
        var task = await db.Routings.SingleAsync(routing => routing.UnitId == prompt);
        await office.DoAsync<RouteItem>(routing => routing.AnswerAsync(RequestOffice.Clerk, [prompt], office.Yanshi.Id, request.Id, task.Id, Decision.R1, "可以公开", null));
        // The term ends within the period, but not before today.
        Assert.Empty(await FactsAsync(office, "承办超期"));
        office.Time.Now = FakeTime.On(2026, 6, 3).Now;

        var given = Assert.Single(await FactsAsync(office, "交办申请"));
        Assert.Equal(("偃师区财政局", "按期", new DateOnly(2026, 5, 20), "2026-001第1项"), (given.Unit, given.State, given.Day, given.Item));
        var late = Assert.Single(await FactsAsync(office, "承办超期"));
        Assert.Equal(("偃师区教育局", "未办", new DateOnly(2026, 5, 26), new DateOnly(2026, 5, 20)), (late.Unit, late.State, late.Day, late.Since));
        Assert.Equal($"{RequestOffice.Home}/{request.Id}", late.Link);
        Assert.Empty(await FactsAsync(office, "承办超期", 6));
    }

    [Fact]
    public async Task Replies_and_letters_are_the_agencys_that_signs_when_it_is_a_unit()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        await office.DoAsync<DecideItem>(deciding => deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, new Dictionary<int, Decision> { [1] = Decision.R1 }));
        await office.App.WithAsync<KeepLetter, Letter>(keeping => keeping.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id,
            new OutsideLetter("reply-r1", "偃公复〔2026〕1号", new(2026, 5, 19), new("答复.txt", new MemoryStream("已公开。"u8.ToArray())))));
        await office.ClearAsync(request);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 20)));
        await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 4, 1) });
        Assert.Empty(await FactsAsync(office, "申请答复"));

        await office.AddUnitAsync("偃师区人民政府办公室");
        var replied = Assert.Single(await FactsAsync(office, "申请答复"));
        Assert.Equal(("2026-001", "按期", "当面提交", new DateOnly(2026, 4, 27)), (replied.Item, replied.State, replied.Class, replied.Since));
        Assert.Equal(("2026-002", "未办结"), await SingleAsync("申请超期"));
        var faults = await FactsAsync(office, "文书问题");
        Assert.Contains(faults, fact => fact is { Class: "错误", Day: { Year: 2026, Month: 5, Day: 19 } } && fact.Note!.Contains("偃公复〔2026〕1号", StringComparison.Ordinal));
        Assert.Empty(await FactsAsync(office, "文书问题", 4));

        async Task<(string?, string?)> SingleAsync(string name) => Assert.Single(await FactsAsync(office, name)) is var fact ? (fact.Item, fact.State) : default;
    }

    [Fact]
    public async Task A_unit_is_late_by_its_own_days_although_the_case_stands_still_later()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var slow = await office.AddUnitAsync("偃师区教育局");
        var request = await office.RegisterAsync();
        await RouteAsync(office, request, 1, slow);
        office.Time.Now = FakeTime.On(2026, 6, 3).Now;
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.AgencyAsked, new(2026, 5, 26)));
        await using var db = office.App.OpenDb();
        var task = await db.Routings.SingleAsync();
        await office.DoAsync<RouteItem>(routing => routing.AnswerAsync(RequestOffice.Clerk, [slow], office.Yanshi.Id, request.Id, task.Id, Decision.R1, "可以公开", null));
        Assert.Null((await office.ReadAsync(request)).DueOn);
        Assert.Equal("超期", Assert.Single(await FactsAsync(office, "交办申请", 6)).State);
        Assert.Equal("未办", Assert.Single(await FactsAsync(office, "承办超期")).State);
    }

    [Theory]
    [InlineData(12, 28, "按期")]
    [InlineData(1, 5, null)]
    public async Task A_reply_has_no_state_while_the_days_off_that_decide_it_are_not_known(int month, int day, string? state)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        await office.AddUnitAsync("偃师区人民政府办公室");
        office.Time.Now = FakeTime.On(2026, 12, 7).Now;
        var request = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 12, 7) });
        await office.DecideAsync(request, Decision.R1);
        var on = new DateOnly(month == 1 ? 2027 : 2026, month, day);
        office.Time.Now = FakeTime.On(on.Year, on.Month, on.Day).Now;
        await office.ClearAsync(request);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, on));
        Assert.Equal(state, Assert.Single(await FactsAsync(office, "申请答复", month, on.Year)).State);
        using var clerk = await office.SignInAsync("fangmin", Lantai.People.Post.Office);
        Assert.Contains(state is null ? "是否超期尚不能判断" : "没有超期", (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Text, StringComparison.Ordinal);
    }

    private static Task RouteAsync(RequestOffice office, Request request, int place, long unit) =>
        office.DoAsync<RouteItem>(routing => routing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, place, unit, 3, null));

    /// <summary>Of a month, as the program's own sources tell them.</summary>
    private static async Task<IReadOnlyList<Fact>> FactsAsync(RequestOffice office, string name, int month = 5, int year = 2026)
    {
        await using var db = office.App.OpenDb();
        var units = await db.Units.Include(unit => unit.Names).Where(unit => unit.RegionId == office.Yanshi.Id).ToDictionaryAsync(unit => unit.Id, unit => unit.Names[0].Text);
        var from = new DateOnly(year, month, 1);
        var query = new FactQuery(office.Yanshi.Id, units, from, from.AddMonths(1).AddDays(-1), new HashSet<string> { name });
        var sources = office.App.Services.GetServices<FactSource>().Where(source => source.Kinds.Any(kind => kind.Name == name)).ToList();
        return await Assert.Single(sources).ReadAsync(db, query, CancellationToken.None);
    }
}
