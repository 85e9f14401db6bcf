using Lantai.Ui;
using Lantai.Units;

namespace Lantai.AnnualReports.Collection.Desk;

/// <summary>A year that is collected, with how many reports stand where.</summary>
public sealed record CollectedYear(int Year, IReadOnlyDictionary<UnitReportState, int> Counts)
{
    public int Of(UnitReportState state) => Counts.GetValueOrDefault(state);
}

/// <summary>What 今日 says about annual reports; the days are those of the format's pack.</summary>
public sealed class ReportReminders(AnnualFormats formats, Region region, DateOnly today)
{
    private string Home => $"/desk/{region.Key}/annual";

    /// <summary>Last year's collection until it is done; from the first day of the year on that it is to be opened.</summary>
    public IEnumerable<(string Text, string Href, string Note, Tone Tone)> ForOffice(IReadOnlyList<CollectedYear> years)
    {
        var due = today.Year - 1;
        if (years.All(year => year.Year != due) && formats.Of(due) is { } format && today <= format.Deadline(PublisherLevel.Unit).For(due))
            yield return ($"布置{due}年度报告", $"{Home}/open", Note(format.Deadline(PublisherLevel.Unit), due), Tone.Soon);
        foreach (var year in years)
        {
            var last = DeadlineOf(year.Year, PublisherLevel.Unit);
            if (year.Of(UnitReportState.Submitted) is var waiting and > 0)
                yield return ($"{year.Year}年度报告：{waiting}个单位待审定", $"{Home}/reports?year={year.Year}", Note(last, year.Year), Tone.Soon);
            if (year.Of(UnitReportState.Open) is var open and > 0)
                yield return ($"{year.Year}年度报告：{open}个单位没有提交", $"{Home}/reports?year={year.Year}", Note(last, year.Year), ToneOf(last, year.Year));
        }
    }

    public (string Text, string Href, string Note, Tone Tone) ForUnit(int year, UnitReport report)
    {
        var last = DeadlineOf(year, PublisherLevel.Unit);
        return ($"填报{year}年度报告{(report.ReturnedBecause is null ? "" : "（已退回）")}", $"{Home}/reports/{report.Id}", Note(last, year), ToneOf(last, year));
    }

    /// <summary>The region's own, until it is published.</summary>
    public (string Text, string Href, string Note, Tone Tone) ForOwn(int year, UnitReport report)
    {
        var last = DeadlineOf(year, PublisherLevels.Of(region.SiteName));
        return ($"{region.SiteName}{year}年度报告{report.State.Title}", $"{Home}/reports/{report.Id}", Note(last, year), ToneOf(last, year));
    }

    private AnnualDeadline DeadlineOf(int year, PublisherLevel level) => formats.Of(year)!.Deadline(level);

    private string Note(AnnualDeadline last, int year)
    {
        var days = last.For(year).DayNumber - today.DayNumber;
        return days >= 0 ? $"{last.For(year):M月d日}前公布，还有{days}天" : $"期限{last.For(year):yyyy年M月d日}已过";
    }

    private Tone ToneOf(AnnualDeadline last, int year) => today > last.For(year) ? Tone.Late : Tone.Soon;
}
