using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>A cell that an import changes.</summary>
/// <param name="From">What stands there; "" for blank.</param>
public sealed record ImportedCell(string Unit, string Column, string From, string To);

/// <summary>What an import would do.</summary>
/// <param name="Problems">One sentence each; with any of them nothing is imported.</param>
/// <param name="Notes">What the person should know besides.</param>
public sealed record ScoreImport(int Units, IReadOnlyList<ImportedCell> Changes, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes)
{
    /// <summary>The same for the same changes only: what was confirmed is what is done.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Frozen.Write(new { Changes, Notes }))))[..16];

    public bool IsEmpty => Changes.Count == 0 && Notes.Count == 0;
}

/// <summary>
/// Takes a sheet of typed points over into an open period, all of it or nothing. The file speaks for the units that it
/// lists: a cell that it leaves blank becomes blank.
/// </summary>
public sealed class ImportScores(LantaiDb db, TimeProvider time)
{
    private const string YearColumn = "本期前累计";

    /// <summary>What would change, cell by cell; nothing is written.</summary>
    /// <param name="stage">"" where the scheme has none.</param>
    /// <exception cref="RefusedException">The file is no sheet of this scheme, or the period is closed.</exception>
    public async Task<ScoreImport> PlanAsync(long periodId, string stage, IReadOnlyList<SourceTable> tables, CancellationToken stop = default)
    {
        var period = await db.ScoringPeriods.AsNoTracking().SingleAsync(period => period.Id == periodId, stop);
        var import = (await PrepareAsync(period, stage, tables, Actor.Program, stop)).Import;
        db.ChangeTracker.Clear();
        return import;
    }

    /// <param name="confirmed">The fingerprint of the plan that the person saw; null when nobody saw one.</param>
    /// <exception cref="RefusedException">As for the plan, one of its problems stands, or it is no longer the one that was seen.</exception>
    public async Task<ScoreImport> RunAsync(
        Actor actor, long periodId, string stage, IReadOnlyList<SourceTable> tables, string? confirmed = null, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        var (import, changes, units) = await PrepareAsync(period, stage, tables, actor, stop);
        if (import.Problems.Count > 0) throw new RefusedException(string.Join('\n', import.Problems));
        if (confirmed is not null && confirmed != import.Fingerprint) throw new RefusedException("预览之后又有人改了本期的得分，会改变的格已经不同；请重新查看后再导入。");
        changes.Record(units);
        if (!import.IsEmpty)
            db.Record(
                time, actor, "导入得分", period.Subject, $"从{tables[0].File}导入{period.Title}得分，{import.Units}个单位，{import.Changes.Count}处变化。", period.RegionId,
                Frozen.Write(new { import.Changes, import.Notes }));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return import;
    }

    private sealed record Prepared(ScoreImport Import, EntryChanges Entries, Dictionary<long, PeriodUnit> Units);

    /// <summary>Puts everything into the context without saving; a plan just throws that away.</summary>
    private async Task<Prepared> PrepareAsync(ScoringPeriod period, string stage, IReadOnlyList<SourceTable> tables, Actor actor, CancellationToken stop)
    {
        period.RefuseUnlessOpen();
        var scheme = period.ReadScheme();
        var rows = tables.SelectMany(table => ScoreFile.Read(table, scheme, rulesFill: true)).ToList();
        var units = await db.PeriodUnits.Where(unit => unit.PeriodId == period.Id && unit.LeftOutBecause == null).ToDictionaryAsync(unit => unit.UnitId, stop);
        var entries = await db.ScoreEntries.Where(entry => entry.PeriodId == period.Id).ToListAsync(stop);
        var changes = new EntryChanges(db, period, entries, time, actor, "导入");
        var (matched, problems) = Match(scheme, rows, await ParticipantNames.ReadAsync(db, period.Id, stop));
        var cells = matched.SelectMany(row => Put(changes, units[row.Unit.UnitId], row.Row, stage)).ToList();
        var notes = new List<string>();
        if (problems.Count == 0 && TakeOrder(units, matched)) notes.Add("系统里没有更早的考评期，并列单位的先后按文件中的次序。");
        return new Prepared(new ScoreImport(matched.Count, cells, problems, notes), changes, units);
    }

    private static (List<(PeriodUnit Unit, GroupedUnit Row)> Matched, List<string> Problems) Match(
        Scheme scheme, List<GroupedUnit> rows, ParticipantNames names)
    {
        var (matched, problems) = (new List<(PeriodUnit Unit, GroupedUnit Row)>(), new List<string>());
        foreach (var row in rows)
        {
            var name = UnitNames.Split(scheme, row.Unit).Unit;
            if (names.Find(name) is not { } unit) problems.Add(names.WhyNot(name));
            else if (unit.GroupName != row.Group.Name) problems.Add($"“{name}”本期属于“{unit.GroupName}”组，文件里写的是“{row.Group.Name}”。");
            else if (matched.Find(known => known.Unit == unit).Row is { } other) problems.Add($"“{other.Unit.Unit}”和“{row.Unit.Unit}”是同一个单位，文件里只能有一行。");
            else matched.Add((unit, row));
        }
        return (matched, problems);
    }

    private static IEnumerable<ImportedCell> Put(EntryChanges changes, PeriodUnit unit, GroupedUnit row, string stage)
    {
        foreach (var entry in row.Unit.Entries)
        {
            var (from, to) = (CellText.Of(changes.Find(unit.UnitId, entry.Key, stage)), new CellText(entry.State, entry.Points is { } points ? Figures.Trim(points) : null));
            if (from == to) continue;
            changes.Put(unit.UnitId, entry.Key, stage, to);
            yield return new ImportedCell(unit.Name, entry.Key, from.ToString(), to.ToString());
        }
        foreach (var cell in PutBesides(unit, row.Unit)) yield return cell;
    }

    /// <summary>What a file says of a unit besides its points; a column that it does not have changes nothing.</summary>
    private static IEnumerable<ImportedCell> PutBesides(PeriodUnit unit, UnitToScore row)
    {
        if (row.HandOrder is { } order && order != unit.HandOrder)
        {
            yield return new ImportedCell(unit.Name, "并列次序", Whole(unit.HandOrder), Whole(order));
            unit.HandOrder = order;
        }
        if (row.RankBefore is { } rank && rank != unit.RankBefore)
        {
            yield return new ImportedCell(unit.Name, RefreshParticipants.RankBefore, Whole(unit.RankBefore), Whole(rank));
            unit.RankBefore = rank;
        }
        if (row.Marks.Except(unit.Marks).Any())
        {
            var marks = unit.Marks.Union(row.Marks).ToList();
            yield return new ImportedCell(unit.Name, "标注", string.Join("、", unit.Marks), string.Join("、", marks));
            unit.Marks = marks;
        }
        if (row.YearBefore is not { } year || year == unit.YearBefore) yield break;
        yield return new ImportedCell(unit.Name, YearColumn, unit.YearBefore is { } before ? Figures.Plain(before) : "", Figures.Plain(year));
        (unit.YearBefore, unit.IsYearBeforeTyped) = (year, true);

        static string Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>
    /// The rows of a file stand in last period's order. Where no period was closed before, that is all there is to go by.
    /// </summary>
    private static bool TakeOrder(Dictionary<long, PeriodUnit> units, List<(PeriodUnit Unit, GroupedUnit Row)> matched)
    {
        if (matched.Count < units.Count || units.Values.Any(unit => unit.RankBefore is not null)) return false;
        var places = units.Values.Select(unit => unit.Place).Order().ToList();
        var isNew = false;
        for (var i = 0; i < matched.Count; i++)
        {
            var unit = units[matched[i].Unit.UnitId];
            isNew |= unit.Place != places[i];
            unit.Place = places[i];
        }
        return isNew;
    }
}
