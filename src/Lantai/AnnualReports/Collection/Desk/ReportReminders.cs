using Lantai.Ui;
using Lantai.Units;

namespace Lantai.AnnualReports.Collection.Desk;

/// <summary>A year that is collected, with how many reports of the units of a level stand where.</summary>
public sealed record CollectedYear(int Year, PublisherLevel Level, IReadOnlyDictionary<UnitReportState, int> Counts)
{
    public int Of(UnitReportState state) => Counts.GetValueOrDefault(state);
}

/// <summary>A line about a report: what is to be done, where, by when.</summary>
public sealed record ReportReminder(string Text, string Href, string Note, Tone Tone);

/// <summary>What 今日 says about annual reports; the days are those of the format's pack.</summary>
public sealed class ReportReminders(AnnualFormats formats, Region region, DateOnly today)
{
    private string Home => $"/desk/{region.Key}/annual";

    /// <summary>Last year's collection until it is done: from the first day of the year on that it is to be opened, late or not.</summary>
    /// <param name="opened">Every year that was opened.</param>
    /// <param name="years">Those whose reports are waited for, level by level.</param>
    public IEnumerable<ReportReminder> ForOffice(IReadOnlyList<int> opened, IReadOnlyList<CollectedYear> years)
    {
        if (Unopened(opened) is { } due)
        {
            var units = DeadlineOf(due, PublisherLevel.Unit);
            yield return new($"布置{due}年度报告", $"{Home}/open", Note(units, due), ToneOf(units, due));
            yield return new($"{region.SiteName}{due}年度报告，还没有布置", $"{Home}/open", Note(DeadlineOf(due, OwnLevel), due), ToneOf(DeadlineOf(due, OwnLevel), due));
        }
        foreach (var year in years)
        {
            var last = DeadlineOf(year.Year, year.Level);
            var level = year.Level == PublisherLevel.Unit ? "单位" : last.Title;
            if (year.Of(UnitReportState.Submitted) is var waiting and > 0)
                yield return new($"{year.Year}年度报告：{waiting}个{level}待审定", $"{Home}/reports?year={year.Year}", Note(last, year.Year), Tone.Soon);
            if (year.Of(UnitReportState.Open) is var open and > 0)
                yield return new($"{year.Year}年度报告：{open}个{level}没有提交", $"{Home}/reports?year={year.Year}", Note(last, year.Year), ToneOf(last, year.Year));
        }
    }

    /// <summary>A unit's own report until it is out; what the unit itself has to do is said first.</summary>
    public ReportReminder ForUnit(int year, UnitReport report, PublisherLevel level)
    {
        var last = DeadlineOf(year, level);
        var words = report.State switch
        {
            UnitReportState.Open => $"填报{year}年度报告{(report.ReturnedBecause is null ? "" : "（已退回）")}",
            UnitReportState.Submitted => $"{year}年度报告已提交，等待审定",
            UnitReportState.Accepted => $"{year}年度报告已审定，等待公布",
            UnitReportState.Published => $"{year}年度报告已公布",
        };
        return new(words, $"{Home}/reports/{report.Id}", Note(last, year), ToneOf(last, year));
    }

    /// <summary>To whoever fills reports in: last year's is due although nobody opened it.</summary>
    /// <param name="levels">Of the units that he fills in for; the earliest day is told.</param>
    public IEnumerable<ReportReminder> ForUnits(IReadOnlyList<int> years, IEnumerable<PublisherLevel> levels)
    {
        if (Unopened(years) is not { } due) yield break;
        var last = levels.Select(level => DeadlineOf(due, level)).MinBy(deadline => deadline.For(due))!;
        yield return new($"{due}年度报告，政务公开科还没有布置，请与其联系", $"{Home}/reports", Note(last, due), ToneOf(last, due));
    }

    /// <summary>The region's own, until it is published.</summary>
    public ReportReminder ForOwn(int year, UnitReport report)
    {
        var last = DeadlineOf(year, OwnLevel);
        return new($"{region.SiteName}{year}年度报告{report.State.Title}", $"{Home}/reports/{report.Id}", Note(last, year), ToneOf(last, year));
    }

    private PublisherLevel OwnLevel => PublisherLevels.Of(region.SiteName);

    /// <summary>Last year, when its reports are due and nobody opened it; null else.</summary>
    private int? Unopened(IEnumerable<int> opened) => today.Year - 1 is var due && formats.Of(due) is not null && !opened.Contains(due) ? due : null;

    private AnnualDeadline DeadlineOf(int year, PublisherLevel level) => formats.Of(year)!.Deadline(level);

    private string Note(AnnualDeadline last, int year)
    {
        var days = last.For(year).DayNumber - today.DayNumber;
        return days >= 0 ? $"{last.For(year):M月d日}前公布，还有{days}天" : $"期限{last.For(year):yyyy年M月d日}已过";
    }

    private Tone ToneOf(AnnualDeadline last, int year) => today > last.For(year) ? Tone.Late : Tone.Soon;
}
