using Lantai.Calendar;
using Lantai.Mail;
using Lantai.Packs;
using Lantai.People;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Collection.Desk;

/// <summary>What of a region's annual reports concerns a person today: read here for the page 今日 and for the digest alike.</summary>
internal sealed class TodayReports(LantaiDb db, PackFolder packs, TimeProvider time)
{
    public static async Task<DigestSection?> DigestAsync(IServiceProvider services, Person person, Region region, CancellationToken stop)
    {
        var lines = await services.GetRequiredService<TodayReports>().ReadAsync(person, region, stop);
        return new DigestSection("年度报告", [.. lines.Select(line => new DigestLine($"{line.Text}，{line.Note}", line.Href))]);
    }

    /// <summary>For the office a year to open and what waits for its look; for a unit its own report.</summary>
    public async Task<IReadOnlyList<ReportReminder>> ReadAsync(Person person, Region region, CancellationToken stop = default)
    {
        var reminders = new ReportReminders(AnnualFormats.Read(packs), region, time.Today());
        var opened = await db.AnnualYears.AsNoTracking().Where(year => year.RegionId == region.Id).ToListAsync(stop);
        var years = opened.FindAll(year => !year.IsForComparison);
        var ids = years.Select(year => year.Id).ToList();
        var units = (await db.UnitsOf(region.Id).Select(unit => new { unit.Id, unit.Group!.Level }).ToListAsync(stop))
            .ToDictionary(unit => unit.Id, unit => PublisherLevels.Of(unit.Level));
        var open = await db.UnitReports.AsNoTracking()
            .Where(report => ids.Contains(report.AnnualYearId) && report.State != UnitReportState.Published).ToListAsync(stop);
        var collected = new Collected(reminders, [.. opened.Select(year => year.Year)], years, open, units);
        var isOffice = person.Holds(region.Id, Post.Office);
        var mine = person.UnitsIn(region.Id);
        return [.. isOffice ? collected.ForOffice : [], .. isOffice ? [] : collected.Unopened(mine), .. collected.ForUnits(mine)];
    }

    private sealed record Collected(
        ReportReminders Reminders, IReadOnlyList<int> Opened, List<AnnualYear> Years, List<UnitReport> Open, Dictionary<long, PublisherLevel> Levels)
    {
        public IEnumerable<ReportReminder> ForOffice =>
        [
            .. Reminders.ForOffice(Opened, [.. Years.SelectMany(Counts)]),
            .. Open.Where(report => report.UnitId is null).Select(report => Reminders.ForOwn(Years.First(year => year.Id == report.AnnualYearId).Year, report)),
        ];

        public IEnumerable<ReportReminder> Unopened(IReadOnlyList<long> mine) =>
            mine.Count == 0 ? [] : Reminders.ForUnits(Opened, mine.Select(unit => Levels[unit]));

        public IEnumerable<ReportReminder> ForUnits(IReadOnlyList<long> mine) =>
            from year in Years
            from report in Open
            where report.AnnualYearId == year.Id && report.UnitId is { } unit && mine.Contains(unit)
            select Reminders.ForUnit(year.Year, report, Levels[report.UnitId!.Value]);

        /// <summary>Level by level, because each has its own deadline.</summary>
        private IEnumerable<CollectedYear> Counts(AnnualYear year) =>
            from report in Open
            where report.AnnualYearId == year.Id && report.UnitId is not null
            group report by Levels[report.UnitId!.Value] into level
            orderby level.Key
            select new CollectedYear(year.Year, level.Key, level.CountBy(report => report.State).ToDictionary());
    }
}
