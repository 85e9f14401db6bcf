using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.AnnualReports.Collection.Desk;
using Lantai.People;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Lantai.Ui;
using Lantai.Units;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>What 今日 says about annual reports, day by day.</summary>
public sealed class ReportRemindersTests(TestPostgres postgres)
{
    private static readonly Region Yanshi = new() { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500117" };

    [Theory]
    [InlineData("2023-01-01", "1月31日前公布，还有30天")]
    [InlineData("2023-01-31", "1月31日前公布，还有0天")]
    [InlineData("2023-02-01", "期限2023年1月31日已过")]
    [InlineData("2023-12-31", "期限2023年1月31日已过")]
    [InlineData("2022-12-31", null)]
    public void A_year_that_is_not_opened_is_asked_for_from_new_year_on_until_it_is(string today, string? note) =>
        Assert.Equal(note, On(today).ForOffice([2021], [new CollectedYear(2021, PublisherLevel.Unit, new Dictionary<UnitReportState, int> { [UnitReportState.Accepted] = 3 })]).Select(line => line.Note).FirstOrDefault());

    [Fact]
    public void What_waits_for_the_office_and_what_is_missing_are_told_apart_and_lateness_shows()
    {
        CollectedYear year = new(2022, PublisherLevel.Unit, new Dictionary<UnitReportState, int> { [UnitReportState.Open] = 5, [UnitReportState.Submitted] = 2, [UnitReportState.Accepted] = 9 });
        Assert.Equal(
            [("2022年度报告：2个单位待审定", "期限2023年1月31日已过", Tone.Soon), ("2022年度报告：5个单位没有提交", "期限2023年1月31日已过", Tone.Late)],
            On("2023-02-03").ForOffice([2022], [year]).Select(line => (line.Text, line.Note, line.Tone)));
    }

    [Theory]
    [InlineData("2023-01-20", Tone.Soon, Tone.Soon)]
    [InlineData("2023-02-10", Tone.Late, Tone.Soon)]
    [InlineData("2023-04-01", Tone.Late, Tone.Late)]
    public void Nobody_opened_the_year_and_each_level_is_told_its_own_deadline(string today, Tone units, Tone own)
    {
        Assert.Equal([("布置2022年度报告", units), ("偃师区人民政府2022年度报告，还没有布置", own)], On(today).ForOffice([], []).Select(line => (line.Text, line.Tone)));
        Assert.Equal(
            [("2022年度报告，政务公开科还没有布置，请与其联系", "/desk/yanshi/annual/reports", units)], On(today).ForUnits([2021], [PublisherLevel.Unit, PublisherLevel.County]).Select(line => (line.Text, line.Href, line.Tone)));
        Assert.Empty(On(today).ForUnits([2022], [PublisherLevel.Unit]));
    }

    [Fact]
    public void A_unit_sees_its_own_report_until_it_is_handed_in()
    {
        var line = On("2023-01-20").ForUnit(2022, UnitReport.For(7, "方敏", DateTimeOffset.UnixEpoch), PublisherLevel.Unit);
        Assert.Equal(("填报2022年度报告", "1月31日前公布，还有11天", Tone.Soon), (line.Text, line.Note, line.Tone));
    }

    [Fact]
    public void Governments_below_a_city_have_their_own_day()
    {
        CollectedYear Of(PublisherLevel level) => new(2022, level, new Dictionary<UnitReportState, int> { [UnitReportState.Open] = 1 });
        Assert.Equal(
            [("2022年度报告：1个单位没有提交", Tone.Late), ("2022年度报告：1个县级政府没有提交", Tone.Soon)],
            On("2023-02-03").ForOffice([2022], [Of(PublisherLevel.Unit), Of(PublisherLevel.County)]).Select(line => (line.Text, line.Tone)));
        Assert.Equal(Tone.Soon, On("2023-02-03").ForUnit(2022, UnitReport.For(7, "方敏", DateTimeOffset.UnixEpoch), PublisherLevel.County).Tone);
    }

    [Fact]
    public async Task A_year_opened_only_to_compare_with_asks_for_nothing()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        foreach (var year in new[] { 2023, 2025 }) await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, year));
        foreach (var visitor in new[] { await place.Office.SignInAsync("fangmin", Post.Office), await place.Office.LiaisonAsync("qinyu", place.Education) })
        {
            var today = (await visitor.OpenAsync("/desk/yanshi")).Page.QuerySelector("main")!.TextContent;
            Assert.Contains("2025年度报告", today, StringComparison.Ordinal);
            Assert.DoesNotContain("2023年度报告", today, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_liaison_sees_the_deadline_on_his_day_before_and_after_the_year_is_opened()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        using var liaison = await place.Office.LiaisonAsync("qinyu", place.Education);
        var before = (await liaison.OpenAsync("/desk/yanshi")).Page.QuerySelector("main")!.TextContent;
        Assert.Contains("2025年度报告，政务公开科还没有布置", before, StringComparison.Ordinal);
        Assert.Contains("期限2026年1月31日已过", before, StringComparison.Ordinal);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var after = (await liaison.OpenAsync("/desk/yanshi")).Page.QuerySelector("main")!.TextContent;
        Assert.Contains("填报2025年度报告", after, StringComparison.Ordinal);
        Assert.DoesNotContain("还没有布置", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_deadlines_stand_under_the_work_calendar_of_their_year()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        using var admin = await place.Office.App.SignInAsync("guanli", new Appointment { Post = Post.Administrator });
        var page = await admin.OpenAsync("/desk/settings/calendar/2026");
        var table = page.Page.QuerySelectorAll("table").Single(table => table.TextContent.Contains("2025年度报告的公布期限", StringComparison.Ordinal));
        Assert.Equal(
            ["2026-01-31", "2026-02-20", "2026-03-10", "2026-03-31"], table.QuerySelectorAll("tbody tr").Select(row => row.Children[0].TextContent.Trim()));
        Assert.DoesNotContain("公布期限", (await admin.OpenAsync("/desk/settings/calendar/2018")).Text, StringComparison.Ordinal);
    }

    private static ReportReminders On(string today) => new(AnnualFormats.Shipped, Yanshi, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture));
}
