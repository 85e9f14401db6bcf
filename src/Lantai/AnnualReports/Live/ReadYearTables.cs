using Lantai.Calendar;
using Lantai.Disclosure;
using Lantai.Packs;
using Lantai.Requests.Figures;

namespace Lantai.AnnualReports;

/// <summary>Reads a region's records into the statutory tables of a year.</summary>
public sealed class ReadYearTables(ReadYear cases, PolicyLibrary library, PackFolder packs, TimeProvider time)
{
    /// <summary>
    /// 表三 and 表四 are filled from the day on which the register has a case of that year or before, 规章 and 行政规范性文件 of
    /// 表二 from the day on which the library has a document; before that they are not 0 but unknown.
    /// </summary>
    /// <exception cref="RefusedException">The year has no format, or has not begun.</exception>
    public Task<YearTables> RunAsync(long regionId, int year, CancellationToken stop = default) => WithoutAsync(regionId, year, [], stop);

    /// <inheritdoc cref="RunAsync"/>
    /// <param name="units">Units whose applications and contests are left out, because they are counted otherwise.</param>
    public async Task<YearTables> WithoutAsync(long regionId, int year, IReadOnlyCollection<long> units, CancellationToken stop = default)
    {
        var format = FormatOf(year);
        var registered = await cases.RunAsync(regionId, year, stop);
        return Tables(format, year, registered.Of(unit => unit is null || !units.Contains(unit.Value)), await library.OfYearAsync(regionId, year, stop));
    }

    /// <summary>What the records know of one unit: its documents in the library, and the applications that were addressed to it, with their contests.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<YearTables> OfUnitAsync(long regionId, long unitId, int year, CancellationToken stop = default)
    {
        var format = FormatOf(year);
        var registered = (await cases.RunAsync(regionId, year, stop)).Of(unit => unit == unitId);
        return Tables(format, year, registered, await library.OfYearAsync(regionId, unitId, year, stop));
    }

    private static YearTables Tables(AnnualFormat format, int year, RegisteredYear registered, IReadOnlyList<PolicyInYear> policies) => new(year, format, new Dictionary<CellAt, LiveCell>(
    [
        .. registered.IsKept ? LiveTables.Requests(format, registered.Figures) : [],
        .. registered.IsKept ? LiveTables.Remedies(year, registered.Contests) : [],
        .. policies.Count > 0 ? LiveTables.Policies(format, year, policies) : [],
    ]));

    /// <exception cref="RefusedException">The year has no format, or has not begun.</exception>
    public AnnualFormat FormatOf(int year)
    {
        var format = AnnualFormats.Read(packs).Required(year);
        return year <= time.Today().Year ? format : throw new RefusedException($"{year}年还没有到，不能编制这一年的报告。");
    }
}
