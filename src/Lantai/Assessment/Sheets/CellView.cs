using Lantai.Files;
using Lantai.Storage;
using Lantai.Ui;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>An entry with its evidence.</summary>
public sealed record EntryView(Entry Entry, string EnteredBy, DateTimeOffset EnteredAt, StoredFile? File);

/// <summary>All there is to know about one cell: why it has its points, what was entered, objected and changed.</summary>
public sealed record CellView(PeriodUnit Unit, SchemeGroup Group, Indicator Indicator, Working Working)
{
    public required IReadOnlyList<EntryView> Entries { get; init; }

    public required IReadOnlyList<ObjectionView> Objections { get; init; }

    public required IReadOnlyList<TimelineEntry> History { get; init; }

    /// <summary>What a person asks of the cell.</summary>
    public string Question => Working.Points is { } points ? $"为什么是{Figures.Points(points)}" : "为什么没有得分";

    public bool IsLeaf => Indicator.Children.Count == 0;

    public IReadOnlyList<Indicator> Below => Indicator.Children;

    /// <summary>The cell as it is now, or as it was frozen; null when the period has no such cell.</summary>
    public static async Task<CellView?> ReadAsync(LantaiDb db, ScoreSheets sheets, ScoringPeriod period, long unitId, string indicator, CancellationToken stop = default)
    {
        var unit = await db.PeriodUnits.AsNoTracking().SingleOrDefaultAsync(unit => unit.PeriodId == period.Id && unit.UnitId == unitId && unit.LeftOutBecause == null, stop);
        if (unit is null || period.ReadScheme().Group(unit.GroupName) is not { } group) return null;
        if (group.Total.WithDescendants().FirstOrDefault(known => known.Key == indicator) is not { } found) return null;
        var (working, entries) = await WorkingAsync(sheets, period, unit, indicator, stop);
        return new CellView(unit, group, found, working)
        {
            Entries = await WithFilesAsync(db, entries, stop),
            Objections = await ObjectionView.ReadAsync(db, db.Objections.Where(known => known.PeriodId == period.Id && known.UnitId == unitId && known.Indicator == indicator), stop),
            History = await CellHistory.ReadAsync(db, period.Id, unitId, indicator, stop),
        };
    }

    private static async Task<(Working Working, List<FrozenEntry> Entries)> WorkingAsync(
        ScoreSheets sheets, ScoringPeriod period, PeriodUnit unit, string indicator, CancellationToken stop)
    {
        if (unit.Frozen is { } json)
        {
            var frozen = Frozen.Read<FrozenUnit>(json);
            return (frozen.Of(indicator)!, [.. frozen.Entries.Where(entry => entry.Entry.Key == indicator)]);
        }
        var sheet = await sheets.ReadWithFactsAsync(period, unit.UnitId, stop);
        return (sheet.Explain(unit, indicator),
            [.. sheet.EntriesOf(unit).Where(entry => entry.Indicator == indicator).Select(entry => new FrozenEntry(entry.ToEntry(), entry.EnteredBy, entry.EnteredAt, entry.FileId))]);
    }

    private static async Task<IReadOnlyList<EntryView>> WithFilesAsync(LantaiDb db, List<FrozenEntry> entries, CancellationToken stop)
    {
        var ids = entries.Select(entry => entry.FileId).OfType<Guid>().ToArray();
        var files = await db.Files.AsNoTracking().Where(file => ids.Contains(file.Id)).ToDictionaryAsync(file => file.Id, stop);
        return [.. entries.Select(entry => new EntryView(entry.Entry, entry.EnteredBy, entry.EnteredAt, entry.FileId is { } id ? files.GetValueOrDefault(id) : null))];
    }
}
