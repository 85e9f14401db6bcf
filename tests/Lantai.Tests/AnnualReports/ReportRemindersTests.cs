using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.AnnualReports.Collection.Desk;
using Lantai.Ui;
using Lantai.Units;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>What 今日 says about annual reports, day by day.</summary>
public sealed class ReportRemindersTests
{
    private static readonly Region Yanshi = new() { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500117" };

    [Theory]
    [InlineData("2023-01-01", "1月31日前公布，还有30天")]
    [InlineData("2023-01-31", "1月31日前公布，还有0天")]
    [InlineData("2023-02-01", null)]
    [InlineData("2022-12-31", null)]
    public void A_year_that_is_not_opened_is_asked_for_from_new_year_to_the_deadline(string today, string? note) =>
        Assert.Equal(note, On(today).ForOffice([new CollectedYear(2021, new Dictionary<UnitReportState, int> { [UnitReportState.Accepted] = 3 })]).Select(line => line.Note).FirstOrDefault());

    [Fact]
    public void What_waits_for_the_office_and_what_is_missing_are_told_apart_and_lateness_shows()
    {
        CollectedYear year = new(2022, new Dictionary<UnitReportState, int> { [UnitReportState.Open] = 5, [UnitReportState.Submitted] = 2, [UnitReportState.Accepted] = 9 });
        Assert.Equal(
            [("2022年度报告：2个单位待审定", "期限2023年1月31日已过", Tone.Soon), ("2022年度报告：5个单位没有提交", "期限2023年1月31日已过", Tone.Late)],
            On("2023-02-03").ForOffice([year]).Select(line => (line.Text, line.Note, line.Tone)));
    }

    [Fact]
    public void A_unit_sees_its_own_report_until_it_is_handed_in()
    {
        var line = On("2023-01-20").ForUnit(2022, UnitReport.For(7, "方敏", DateTimeOffset.UnixEpoch));
        Assert.Equal(("填报2022年度报告", "1月31日前公布，还有11天", Tone.Soon), (line.Text, line.Note, line.Tone));
    }

    private static ReportReminders On(string today) => new(AnnualFormats.Shipped, Yanshi, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture));
}
