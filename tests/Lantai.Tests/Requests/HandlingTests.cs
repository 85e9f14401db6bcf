using FsCheck;
using FsCheck.Fluent;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Checks;
using Lantai.Requests.Decisions;
using Lantai.Requests.Figures;
using Lantai.Requests.Routing;
using Lantai.Tests.Support;
using Xunit;
using static Lantai.Tests.Requests.CaseNotation;

namespace Lantai.Tests.Requests;

/// <summary>How long cases took, how many were late, and who had them.</summary>
public sealed class HandlingTests(TestPostgres postgres)
{
    private static readonly (DateOnly First, DateOnly Last) Year = (new(2026, 1, 1), new(2026, 12, 31));

    /// <summary>2026-05-01 to 05 are holidays, 2026-05-09 is a make-up Saturday; the day on which an opinion is asked for still counts.</summary>
    [Theory]
    [InlineData("replied 2026-05-08", 6)]
    [InlineData("replied 2026-05-09", 7)]
    [InlineData("correction_asked 2026-04-28; corrected 2026-05-06; replied 2026-05-08", 2)]
    [InlineData("third_party_asked 2026-04-28; third_party_answered 2026-05-07; replied 2026-05-09", 3)]
    [InlineData("replied 2026-05-29", 22)]
    [InlineData("withdrawn 2026-05-08", null)]
    public void Days_of_waiting_and_of_consultation_are_not_used_days_over_the_term_are(string events, int? days)
    {
        var course = CourseOf(events);
        Assert.Equal(days, DaysUsed.Of(course, Read(course, new(2026, 6, 30))));
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("7", 7.0, 7)]
    [InlineData("3 20 5", 5.0, 20)]
    [InlineData("4 20 5 3", 4.5, 20)]
    public void The_median_is_the_middle_and_the_worst_the_longest(string days, double? median, int? worst)
    {
        var row = Of(days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(used => new HandledCase(new(2026, 3, 2), new(2026, 3, 20), new(2026, 3, 30), int.Parse(used))));
        Assert.Equal(((decimal?)median, worst), (row.Median, row.Worst));
    }

    [Fact]
    public void Late_is_what_ended_after_its_term_or_is_open_beyond_it()
    {
        DateOnly received = new(2026, 3, 2), due = new(2026, 3, 30);
        HandledCase[] cases =
        [
            new(new(2025, 12, 1), null, null, null),
            new(received, new(2026, 3, 9), due, 5),
            new(received, new(2026, 4, 1), due, 22),
            new(received, null, due, null),
            new(new(2025, 11, 3), new(2025, 12, 30), new(2025, 12, 1), 30),
        ];
        Assert.Equal(new HandlingRow("全部", 3, 2, 2, 13.5m, 22, 2), Of(cases));
        Assert.Equal(0, HandlingRow.Of("全部", [new(received, new(2026, 4, 1), due, 22)], Year.First, due).Late);
    }

    [Fact]
    public void Every_case_is_ended_or_open_and_a_median_lies_within() => Prop.ForAll(
        Gen.ListOf(Gen.Zip(Gen.Choose(0, 700), Gen.Choose(-30, 300))).ToArbitrary(), drawn =>
        {
            var cases = drawn.Select(pair => new HandledCase(
                new DateOnly(2025, 1, 1).AddDays(pair.Item1), pair.Item2 < 0 ? null : new DateOnly(2025, 1, 1).AddDays(pair.Item1 + pair.Item2), null, pair.Item2 < 0 ? null : pair.Item2)).ToList();
            var row = Of(cases);
            var known = cases.Count(counted => counted.ReceivedOn <= Year.Last && !(counted.EndedOn < Year.First));
            return row.Ended + row.Open == known && row.Received <= known && row.Late == 0
                && (row.Median is null) == (row.Worst is null) && !(row.Median > row.Worst);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public async Task The_page_and_its_files_tell_the_same_by_channel_applicant_decision_and_unit()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var unit = await office.AddUnitAsync("偃师区自然资源局");
        var request = await office.RegisterAsync();
        await office.RegisterAsync(wanted => wanted with { Channel = Channel.RegisteredMail });
        await office.DoAsync<RouteItem>(routing => routing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, 1, unit, 5, null));
        await office.DoAsync<DecideItem>(deciding => deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, new Dictionary<int, Decision> { [1] = Decision.R2 }));
        await office.ClearAsync(request);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 20)));

        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        var page = await leader.OpenAsync(RequestOffice.Home + "/handling");
        Assert.Equal(
            ["当面提交 1 1 0 15.0 15 0", "挂号信或EMS邮寄 1 0 1 — — 0", "总计 2 1 1 15.0 15 0"],
            page.Page.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim()))));
        Assert.Equal(4, page.Page.QuerySelectorAll("table").Length);
        var csv = await leader.Client.GetStringAsync(RequestOffice.Home + "/handling.csv?year=2026");
        Assert.Contains("处理决定,予以公开（R2）,1,1,0,15.0,15,0", csv, StringComparison.Ordinal);
        Assert.Contains("承办单位,偃师区自然资源局,1,1,0,,,0", csv, StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await leader.Client.GetByteArrayAsync(RequestOffice.Home + "/handling.xlsx?year=乱"))[..2]);
    }

    [Fact]
    public async Task The_case_shows_first_what_it_waits_for()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        async Task<string> NextAsync() => (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Page.QuerySelector(".page-head a.primary")!.TextContent;
        Assert.Equal("作出处理决定", await NextAsync());
        await office.DoAsync<DecideItem>(deciding => deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, new Dictionary<int, Decision> { [1] = Decision.R2 }));
        Assert.Equal("文书", await NextAsync());
        await office.DoAsync<CheckReply>(checking => checking.SubmitAsync(office.PersonOf(RequestOffice.Clerk.Name, Post.Office), office.Yanshi.Id, request.Id, null));
        Assert.Equal("送审和签发", await NextAsync());
        await office.ClearAsync(request);
        Assert.Equal("文书", await NextAsync());
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 20)));
        Assert.Equal("登记办理事项", await NextAsync());
        var others = (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Page.QuerySelectorAll(".page-head details a").Select(link => link.TextContent);
        Assert.Equal(["文书", "送审和签发", "拟提供的材料", "复议和诉讼", "公示答复", "相同的申请和转办", "更正登记", "更正答复机关", "查看身份证明"], others);
    }

    private static HandlingRow Of(IEnumerable<HandledCase> cases) => HandlingRow.Of("全部", cases, Year.First, Year.Last);

    private static List<RequestEvent> CourseOf(string events) =>
        [new(RequestEventKind.Received, new(2026, 4, 27)) { Channel = Channel.InPerson }, .. events.Split(';').Select(Event)];

    [Fact]
    public void The_days_of_a_unit_are_without_those_on_which_the_case_stood_still()
    {
        var reading = Read(CourseOf("third_party_asked 2026-05-07; third_party_answered 2026-05-12"), new(2026, 5, 20));
        Assert.Equal(3, UnitTerm.DaysUsed(new(2026, 5, 6), new(2026, 5, 14), reading, China));
        Assert.Null(UnitTerm.DaysUsed(new(2026, 12, 28), new(2027, 1, 5), reading, China));
    }

    [Fact]
    public async Task A_lapse_counts_in_the_year_of_the_lapse_in_every_table_whenever_its_letter_goes_out()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        office.Time.Now = FakeTime.On(2025, 12, 31).Now;
        var request = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2025, 12, 1) });
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.CorrectionAsked, new(2025, 12, 3)) { Until = new(2025, 12, 19) });
        await office.DecideAsync(request, Decision.R7a);
        office.Time.Now = FakeTime.On(2026, 1, 8).Now;
        await office.ClearAsync(request);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 1, 8)));
        async Task<(int Handled, int Counted)> EndedAsync(int year) =>
        (
            (await office.App.WithAsync<ReadHandling, IReadOnlyList<HandlingTable>>(read => read.RunAsync(office.Yanshi.Id, year))).SelectMany(table => table.Rows).Where(row => row.Title == "总计").Sum(row => row.Ended),
            (await office.App.WithAsync<ReadYear, RegisteredYear>(read => read.RunAsync(office.Yanshi.Id, year))).Figures.Total.Sum);
        Assert.Equal((1, 1), await EndedAsync(2025));
        Assert.Equal((0, 0), await EndedAsync(2026));
    }
}
