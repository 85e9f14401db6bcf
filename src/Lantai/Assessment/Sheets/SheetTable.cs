using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>A row of the score sheet as it is read: one figure for each indicator of the last level.</summary>
public sealed record SheetRow(PeriodUnit Unit, IReadOnlyList<(CellState State, decimal? Points)> Cells, decimal? Total);

/// <summary>A group of the score sheet as it is read, open or frozen.</summary>
public sealed record SheetTable(SchemeGroup Group, IReadOnlyList<SheetRow> Rows)
{
    /// <summary>The sheet of a period in the order of its groups and units.</summary>
    public static async Task<IReadOnlyList<SheetTable>> ReadAsync(
        LantaiDb db, ScoreSheets sheets, ScoringPeriod period, long? onlyUnit = null, CancellationToken stop = default)
    {
        if (period.IsOpen) return Of(await sheets.ReadAsync(period, onlyUnit, stop));
        var units = await db.PeriodUnits.AsNoTracking()
            .Where(unit => unit.PeriodId == period.Id && unit.LeftOutBecause == null && (onlyUnit == null || unit.UnitId == onlyUnit))
            .OrderBy(unit => unit.Place).ToListAsync(stop);
        return Of(period.ReadScheme(), units, (group, unit) => Row(group, unit, Assessment.Frozen.Read<FrozenUnit>(unit.Frozen!)));
    }

    public static IReadOnlyList<SheetTable> Of(ScoreSheet sheet) => Of(sheet.Scheme, sheet.Units, (group, unit) =>
    {
        var score = sheet.ScoreOf(unit);
        return new SheetRow(unit, [.. group.Leaves.Select(leaf => (score[leaf.Key].State, score[leaf.Key].Figure))], score.Total);
    });

    private static IReadOnlyList<SheetTable> Of(Scheme scheme, IReadOnlyList<PeriodUnit> units, Func<SchemeGroup, PeriodUnit, SheetRow> row) =>
        [.. scheme.Groups
            .Select(group => new SheetTable(group, [.. units.Where(unit => unit.GroupName == group.Name).Select(unit => row(group, unit))]))
            .Where(table => table.Rows.Count > 0)];

    private static SheetRow Row(SchemeGroup group, PeriodUnit unit, FrozenUnit frozen)
    {
        var workings = frozen.Workings.ToDictionary(working => working.Key, StringComparer.Ordinal);
        return new SheetRow(unit, [.. group.Leaves.Select(leaf => (workings[leaf.Key].State, workings[leaf.Key].Points))], workings[group.Total.Key].Points);
    }
}
