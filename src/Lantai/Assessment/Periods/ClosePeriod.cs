using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>Closes a period: result, entries, facts and workings are frozen as they are, under one hash.</summary>
public sealed class ClosePeriod(LantaiDb db, ScoreSheets sheets, TimeProvider time)
{
    /// <param name="incompleteBecause">Why it is closed although cells are missing; needed only then.</param>
    /// <exception cref="RefusedException">It is closed already, an objection waits, a note or a cell is missing.</exception>
    public async Task RunAsync(Actor actor, long periodId, string? incompleteBecause = null, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        period.RefuseUnlessOpen();
        var waiting = await db.Objections.CountAsync(objection => objection.PeriodId == periodId && objection.State == ObjectionState.Raised, stop);
        if (waiting > 0) throw new RefusedException($"还有{waiting}件申诉没有处理，处理完才能关闭。");
        var sheet = await sheets.ReadWithFactsAsync(period, null, stop);
        var because = Because(sheet, incompleteBecause);
        var units = await db.PeriodUnits.Where(unit => unit.PeriodId == periodId && unit.LeftOutBecause == null).ToListAsync(stop);
        foreach (var unit in units) unit.Frozen = Frozen.Write(Freeze(sheet, unit));
        var standings = Frozen.Write(sheet.Standings());
        var hash = Frozen.Hash(period.SchemeText, standings, units);
        period.Close(actor.Name, time.GetUtcNow(), standings, hash, because);
        var missing = sheet.Missing().Count();
        var incomplete = because is null ? "" : $"，其中{missing}格没有得分（{because}）";
        db.Record(
            time, actor, "关闭考评期", period.Subject, $"关闭{period.Title}，{units.Count}个单位{incomplete}。", period.RegionId,
            Frozen.Write(new { hash, missing, because }));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private static string? Because(ScoreSheet sheet, string? incompleteBecause)
    {
        if (sheet.WithoutNote().ToList() is { Count: > 0 } bare)
            throw new RefusedException($"{Named(bare)}视情况评分，还没有写明理由，请补齐后再关闭。");
        var missing = sheet.Missing().ToList();
        if (missing.Count == 0) return null;
        return string.IsNullOrWhiteSpace(incompleteBecause)
            ? throw new RefusedException($"还有{missing.Count}格没有得分：{Named(missing)}；请补录，或写明仍要关闭的理由。")
            : incompleteBecause.Trim();
    }

    private static string Named(List<MissingCell> cells) =>
        string.Join("、", cells.Take(3).Select(cell => $"{cell.Unit.Name}的“{cell.Indicator.Name}”")) + (cells.Count > 3 ? $"等{cells.Count}格" : "");

    private static FrozenUnit Freeze(ScoreSheet sheet, PeriodUnit unit) => new(
        [.. sheet.EntriesOf(unit).OrderBy(entry => entry.Id).Select(entry => new FrozenEntry(entry.ToEntry(), entry.EnteredBy, entry.EnteredAt, entry.FileId))],
        sheet.FactsOf(unit),
        sheet.ExplainAll(unit));
}
