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

    private static Task RouteAsync(RequestOffice office, Request request, int place, long unit) =>
        office.DoAsync<RouteItem>(routing => routing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, place, unit, 3, null));

    /// <summary>Of a month of 2026, as the program's own sources tell them.</summary>
    private static async Task<IReadOnlyList<Fact>> FactsAsync(RequestOffice office, string name, int month = 5)
    {
        await using var db = office.App.OpenDb();
        var units = await db.Units.Include(unit => unit.Names).Where(unit => unit.RegionId == office.Yanshi.Id).ToDictionaryAsync(unit => unit.Id, unit => unit.Names[0].Text);
        var from = new DateOnly(2026, month, 1);
        var query = new FactQuery(office.Yanshi.Id, units, from, from.AddMonths(1).AddDays(-1), new HashSet<string> { name });
        var sources = office.App.Services.GetServices<FactSource>().Where(source => source.Kinds.Any(kind => kind.Name == name)).ToList();
        return await Assert.Single(sources).ReadAsync(db, query, CancellationToken.None);
    }
}
