using Lantai.Calendar;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Calendar;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar China = new(CalendarFile.Read(Repository.Pack("calendars/china.csv")));

    public static TheoryData<string, int, string> Vectors()
    {
        var data = new TheoryData<string, int, string>();
        var lines = File.ReadAllLines(Repository.Spec("calendar/workdays.csv"));
        var counts = lines[0].Split(',').Skip(1).Select(int.Parse).ToArray();
        foreach (var cells in lines.Skip(1).Select(line => line.Split(',')))
            for (var i = 0; i < counts.Length; i++)
                data.Add(cells[0], counts[i], cells[i + 1]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Working_days_are_counted_over_holidays_and_make_up_days(string day0, int count, string due)
    {
        Assert.Equal(DateOnly.Parse(due), China.AddWorkdays(DateOnly.Parse(day0), count));
        Assert.Equal(count, China.CountWorkdays(DateOnly.Parse(day0), DateOnly.Parse(due)));
        Assert.Equal(-count, China.WorkdaysBetween(DateOnly.Parse(due), DateOnly.Parse(day0)));
    }

    [Fact]
    public void Counting_back_finds_the_day_that_counting_on_came_from()
    {
        Assert.Equal(new DateOnly(2026, 2, 14), China.SubtractWorkdays(new DateOnly(2026, 2, 25), 2));
        Assert.Equal(new DateOnly(2026, 2, 24), China.SubtractWorkdays(new DateOnly(2026, 2, 25), 1));
        Assert.Equal(new DateOnly(2026, 2, 25), China.SubtractWorkdays(new DateOnly(2026, 2, 25), 0));
    }

    [Fact]
    public void A_leap_year_has_its_day()
    {
        Assert.Equal(new DateOnly(2024, 2, 29), China.On(new DateOnly(2024, 2, 29)).On);
        Assert.Equal(new DateOnly(2024, 12, 31), China.On(new DateOnly(2024, 12, 31)).On);
        Assert.Equal(new DateOnly(2023, 12, 31), China.On(new DateOnly(2023, 12, 31)).On);
    }

    [Fact]
    public void Every_month_has_the_working_days_of_the_notice()
    {
        foreach (var cells in File.ReadAllLines(Repository.Spec("calendar/month-workdays.csv")).Skip(1).Select(l => l.Split(',')))
        {
            var year = int.Parse(cells[0]);
            Assert.Equal(int.Parse(cells[13]), China.CountWorkdays(new DateOnly(year, 1, 1).AddDays(-1), new DateOnly(year, 12, 31)));
            for (var month = 1; month <= 12 && cells[month].Length > 0; month++)
            {
                var period = Period.Month(year, month);
                Assert.Equal(int.Parse(cells[month]), China.CountWorkdays(period.StartsOn.AddDays(-1), period.EndsOn));
            }
        }
    }

    [Fact]
    public void The_file_covers_2004_to_2026() => Assert.Equal(Enumerable.Range(2004, 23), China.Years);

    [Fact]
    public void A_year_without_data_is_refused_with_a_sentence()
    {
        var refusal = Assert.Throws<RefusedException>(() => China.AddWorkdays(new DateOnly(2026, 12, 25), 20));
        Assert.Contains("2027年的放假调休安排还没有录入", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_office_overrides_a_day_and_adds_a_year()
    {
        var calendar = new WorkCalendar(
            CalendarFile.Read(Repository.Pack("calendars/china.csv")),
            [new(new DateOnly(2026, 9, 3), false, "本地安排"), new(new DateOnly(2027, 1, 1), false, "元旦")],
            [2027]);
        Assert.False(calendar.IsWorkday(new DateOnly(2026, 9, 3)));
        Assert.True(calendar.On(new DateOnly(2026, 9, 3)).SetByOffice);
        Assert.Equal(new DateOnly(2027, 1, 4), calendar.AddWorkdays(new DateOnly(2026, 12, 31), 1));
    }

    [Theory]
    [InlineData("日期,安排\n2026-01-01,放假", "第1行应为")]
    [InlineData("日期,安排,节日\n2026-1-1,放假,元旦", "第2行：“2026-1-1”不是日期")]
    [InlineData("日期,安排,节日\n2026-01-01,休,元旦", "第2行：“休”应为")]
    [InlineData("日期,安排,节日\n2026-01-01,放假,元旦\n2026-01-01,上班,元旦", "第3行：2026-01-01重复")]
    [InlineData("日期,安排,节日\n2026-01-01", "第2行应有3列")]
    public void A_wrong_line_is_named(string text, string expected)
    {
        var refusal = Assert.Throws<RefusedException>(() => CalendarFile.Read(text.Split('\n'), "china.csv"));
        Assert.Contains("china.csv" + expected, refusal.Message, StringComparison.Ordinal);
    }
}
