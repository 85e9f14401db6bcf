using Lantai.Journal;
using Lantai.Storage;

namespace Lantai.Assessment;

/// <summary>What an entry says, for the journal: before and after.</summary>
public sealed record EntryState(string Cell, string? Note, Guid? File)
{
    public static EntryState? Of(ScoreEntry? entry) =>
        entry is null ? null : new EntryState(CellText.Of(entry).ToString(), entry.Note, entry.FileId);
}

/// <summary>One cell's change; either side is null where the cell is blank.</summary>
public sealed record EntryChange(string Indicator, string Stage, EntryState? From, EntryState? To);

/// <summary>The journal's detail of a unit's changed cells.</summary>
/// <param name="How">录入, 导入, 申诉.</param>
public sealed record SheetChange(string How, IReadOnlyList<EntryChange> Cells);

/// <summary>
/// Changes entries of one locked, open period and writes what changed to the journal, one line a unit, in the same save.
/// </summary>
internal sealed class EntryChanges(LantaiDb db, ScoringPeriod period, IEnumerable<ScoreEntry> entries, TimeProvider time, Actor actor, string how)
{
    private readonly Dictionary<(long Unit, string Indicator, string Stage), ScoreEntry> _entries =
        entries.ToDictionary(entry => (entry.UnitId, entry.Indicator, entry.Stage));

    private readonly Dictionary<long, List<EntryChange>> _changes = [];

    /// <summary>The cells that are now different.</summary>
    public int Count => _changes.Values.Sum(cells => cells.Count);

    public ScoreEntry? Find(long unit, string indicator, string stage) => _entries.GetValueOrDefault((unit, indicator, stage));

    /// <summary>What a journal line about a unit's cells is about.</summary>
    public static string Subject(long period, long unit) => $"sheet/{period}/{unit}";

    /// <summary>Puts the cell; its note and evidence stay unless they are given. The same content changes nothing.</summary>
    public void Put(long unit, string indicator, string stage, CellText cell, string? note = null, Guid? file = null)
    {
        var entry = Find(unit, indicator, stage);
        var before = EntryState.Of(entry);
        if (cell.State == CellState.Missing) Clear(entry);
        else entry = Set(entry, unit, indicator, stage, cell, note, file);
        var after = cell.State == CellState.Missing ? null : EntryState.Of(entry);
        if (before == after) return;
        if (!_changes.TryGetValue(unit, out var cells)) _changes[unit] = cells = [];
        cells.Add(new EntryChange(indicator, stage, before, after));
    }

    /// <summary>Adds the journal's lines; call once, before the save.</summary>
    public void Record(IReadOnlyDictionary<long, PeriodUnit> units)
    {
        foreach (var (unit, cells) in _changes)
            db.Record(
                time, actor, "修改得分", Subject(period.Id, unit), $"{how}{units[unit].Name}{period.Period.Title}得分：{InWords(cells)}。", period.RegionId,
                Frozen.Write(new SheetChange(how, cells)));
    }

    private static string InWords(List<EntryChange> cells)
    {
        var named = cells.Take(4).Select(cell => $"{cell.Indicator}由{Words(cell.From)}改为{Words(cell.To)}");
        return string.Join("，", named) + (cells.Count > 4 ? $"等{cells.Count}项" : "");
    }

    private static string Words(EntryState? state) => state?.Cell switch { null => "空", "/" => "不适用", var points => points + "分" };

    private void Clear(ScoreEntry? entry)
    {
        if (entry is null) return;
        db.ScoreEntries.Remove(entry);
        _entries.Remove((entry.UnitId, entry.Indicator, entry.Stage));
    }

    private ScoreEntry Set(ScoreEntry? entry, long unit, string indicator, string stage, CellText cell, string? note, Guid? file)
    {
        if (entry is null)
        {
            entry = new ScoreEntry { PeriodId = period.Id, UnitId = unit, Indicator = indicator, Stage = stage, EnteredBy = actor.Name };
            _entries[(unit, indicator, stage)] = entry;
            db.ScoreEntries.Add(entry);
        }
        var kept = (note ?? entry.Note) is { Length: > 0 } words ? words : null;
        var next = (cell.State, cell.Points, kept, file ?? entry.FileId);
        if ((entry.State, entry.Points, entry.Note, entry.FileId) == next) return entry;
        (entry.State, entry.Points, entry.Note, entry.FileId) = next;
        (entry.EnteredAt, entry.EnteredBy) = (time.GetUtcNow(), actor.Name);
        return entry;
    }
}
