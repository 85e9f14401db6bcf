using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Rectification;
using Lantai.Tests.Support;
using Lantai.Wording;
using Xunit;

namespace Lantai.Tests.Rectification;

public sealed class TicketLimitTests
{
    private static readonly WorkCalendar Calendar = new(CalendarFile.Read(Repository.Pack("calendars/china.csv")));

    [Fact]
    public void Every_row_of_the_pack_gives_the_days_of_its_examples()
    {
        var limits = TicketLimits.Load(new PackFolder(Repository.Pack("")));
        var examples = PackTable.Read(Repository.Spec("rectification.csv"), "级别", "开单", "期限", "上报");
        Assert.Equal(Enum.GetValues<Severity>(), examples.Select(row => Severities(row)).Distinct().Order());
        foreach (var row in examples)
        {
            var limit = limits.Of(Severities(row));
            var opened = DateOnly.Parse(row["开单"], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal((row.Line, row["期限"]), (row.Line, limit.Workdays is null ? "" : $"{limit.DueOn(opened, Calendar):yyyy-MM-dd}"));
            Assert.Equal((row.Line, row["上报"]), (row.Line, limit.Workdays is null ? "" : $"{Calendar.AddWorkdays(limit.DueOn(opened, Calendar), limit.ReportAfter!.Value):yyyy-MM-dd}"));
        }
    }

    private static Severity Severities(PackRow row) => Enum.GetValues<Severity>().Single(severity => severity.Title == row["级别"]);
}
