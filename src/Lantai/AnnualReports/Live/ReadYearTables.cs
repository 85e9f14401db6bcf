using Lantai.Calendar;
using Lantai.Disclosure;
using Lantai.Packs;
using Lantai.Requests;
using Lantai.Requests.Figures;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports;

/// <summary>Reads a region's records into the statutory tables of a year.</summary>
public sealed class ReadYearTables(LantaiDb db, ReadYear cases, PolicyLibrary library, PackFolder packs, TimeProvider time)
{
    /// <summary>
    /// 表三 and 表四 are filled from the day on which the register has a case of that year or before, 规章 and 行政规范性文件 of
    /// 表二 from the day on which the library has a document; before that they are not 0 but unknown.
    /// </summary>
    /// <exception cref="RefusedException">The year has no format, or has not begun.</exception>
    public async Task<YearTables> RunAsync(long regionId, int year, CancellationToken stop = default)
    {
        var format = FormatOf(year);
        var live = new Dictionary<CellAt, LiveCell>();
        var last = new DateOnly(year, 12, 31);
        if (await db.Requests.AnyAsync(request => request.RegionId == regionId && request.ReceivedOn <= last, stop))
        {
            Add(LiveTables.Requests(format, await cases.RunAsync(regionId, year, stop)));
            Add(LiveTables.Remedies(year, await cases.CountedContestsAsync(regionId, stop)));
        }
        if (await library.OfYearAsync(regionId, year, stop) is { Count: > 0 } policies) Add(LiveTables.Policies(format, year, policies));
        return new YearTables(year, format, live);

        void Add(IEnumerable<KeyValuePair<CellAt, LiveCell>> cells)
        {
            foreach (var (at, cell) in cells) live.Add(at, cell);
        }
    }

    /// <summary>
    /// What the records know of one unit: its documents in the library. Applications and contests are registered by the region's
    /// office and tell nothing of a unit's own.
    /// </summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<YearTables> OfUnitAsync(long regionId, long unitId, int year, CancellationToken stop = default)
    {
        var format = FormatOf(year);
        var policies = await library.OfYearAsync(regionId, unitId, year, stop);
        return new YearTables(year, format, policies.Count == 0 ? new Dictionary<CellAt, LiveCell>() : new(LiveTables.Policies(format, year, policies)));
    }

    private AnnualFormat FormatOf(int year)
    {
        var format = AnnualFormats.Read(packs).Required(year);
        return year <= time.Today().Year ? format : throw new RefusedException($"{year}年还没有到，不能编制这一年的报告。");
    }
}
