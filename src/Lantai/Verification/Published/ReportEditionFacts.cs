using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.AnnualReports.Publication;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Verification.Published;

/// <summary>Reports that nobody checked: published here in time or late, or not published at all by the deadline.</summary>
internal static class ReportEditionFacts
{
    /// <param name="known">Years and units whose report was checked; nothing is said of them.</param>
    /// <param name="years">Years of which reports were checked.</param>
    public static async Task<IReadOnlyList<Fact>> ReadAsync(
        LantaiDb db, FactQuery query, AnnualFormats formats, HashSet<(int Year, long Unit)> known, IReadOnlyList<int> years, CancellationToken stop)
    {
        var opened = await db.AnnualYears.AsNoTracking().Where(year => year.RegionId == query.RegionId)
            .ToDictionaryAsync(year => year.Id, year => year.Year, stop);
        var first = (await db.EditionsOf(query.RegionId).AsNoTracking().Where(edition => edition.Edition == 1 && edition.UnitId != null)
            .Select(edition => new { edition.AnnualYearId, edition.UnitId, edition.PublishedAt }).ToListAsync(stop))
            .ToDictionary(edition => (opened[edition.AnnualYearId], edition.UnitId!.Value), edition => OfficeTime.Day(edition.PublishedAt));
        var units = await db.Units.AsNoTracking().Include(unit => unit.Names).Include(unit => unit.Group)
            .Where(unit => unit.RegionId == query.RegionId).ToListAsync(stop);
        return
        [
            .. from year in opened.Values.Concat(years).Distinct()
               let format = formats.Of(year)
               where format is not null
               from unit in units
               let last = format.Deadline(PublisherLevels.Of(unit.Group!.Level)).For(year)
               where query.Units.ContainsKey(unit.Id) && Owes(unit, year) && !known.Contains((year, unit.Id))
               let published = first.TryGetValue((year, unit.Id), out var day) ? day : (DateOnly?)null
               select Of(query.Units[unit.Id], year, last, published),
        ];
    }

    private static Fact Of(string unit, int year, DateOnly last, DateOnly? published) => published <= last
        ? new Fact(unit, PublishedFacts.InTime, published.Value) { Item = $"{year}年度" }
        : new Fact(unit, PublishedFacts.Overdue, last.AddDays(1)) { Item = $"{year}年度", Note = published is { } day ? $"{day:yyyy-MM-dd}公布" : "到期没有公布的报告" };

    /// <summary>It was there at the end of the year, and is not younger.</summary>
    private static bool Owes(Unit unit, int year)
    {
        var end = new DateOnly(year, 12, 31);
        return !unit.IsDissolvedOn(end.AddDays(1)) && unit.Names.Exists(name => name.FromOn is null || name.FromOn <= end);
    }
}
