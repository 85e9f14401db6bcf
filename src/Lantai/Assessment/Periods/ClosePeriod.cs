using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>Closes a period: result, entries, facts and workings are frozen as they are, under one hash.</summary>
public sealed class ClosePeriod(LantaiDb db, ScoreSheets sheets, RefreshParticipants refresh, TimeProvider time)
{
    /// <param name="incompleteBecause">Why it is closed although cells are missing; needed only then.</param>
    /// <exception cref="RefusedException">
    /// It is closed already, an objection waits, a note or a cell is missing, or what it takes over from earlier periods
    /// is not settled.
    /// </exception>
    public async Task RunAsync(Actor actor, long periodId, string? incompleteBecause = null, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        period.RefuseUnlessOpen();
        var waiting = await db.Objections.CountAsync(objection => objection.PeriodId == periodId && objection.State == ObjectionState.Raised, stop);
        if (waiting > 0) throw new RefusedException($"还有{waiting}件申诉没有处理，处理完才能关闭。");
        await RefuseUnsettledAsync(period, stop);
        var sheet = await sheets.ReadWithFactsAsync(period, null, stop);
        RefuseHalfYear(sheet);
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

    /// <summary>Year totals and movements rest on the earlier periods: these must be closed, and taken over as they are now.</summary>
    private async Task RefuseUnsettledAsync(ScoringPeriod period, CancellationToken stop)
    {
        var open = await db.ScoringPeriods.AsNoTracking()
            .Where(other => other.RegionId == period.RegionId && other.SchemeName == period.SchemeName && other.State == PeriodState.Open)
            .Select(other => other.Period).ToListAsync(stop);
        if (open.Where(other => other.Year == period.Period.Year && other < period.Period).Order().FirstOrDefault() is { Year: > 0 } earlier)
            throw new RefusedException($"{earlier.Title}还没有关闭，全年累计和上期名次要以它为据，请先关闭它。");
        var changed = (await refresh.PlanAsync(period.Id, stop)).Where(change => change.What is RefreshParticipants.YearBefore or RefreshParticipants.RankBefore).ToList();
        if (changed.Count > 0)
            throw new RefusedException($"以前各期的结果有变动：{changed[0].Unit}的{changed[0].What}应由{Words(changed[0].From)}改为{Words(changed[0].To)}{(changed.Count > 1 ? $"等{changed.Count}处" : "")}；请先在“参评单位”中按单位名录更新。");

        static string Words(string figure) => figure.Length > 0 ? figure : "空";
    }

    /// <summary>A table ordered by the year's figure cannot hold units that have one and units that have none.</summary>
    private static void RefuseHalfYear(ScoreSheet sheet)
    {
        if (sheet.Scheme.Ranking.By != OrderBy.YearTotal) return;
        foreach (var (group, units) in sheet.Groups)
        {
            var scored = units.Where(unit => sheet.ScoreOf(unit).Total is not null).ToList();
            var without = scored.Where(unit => sheet.ScoreOf(unit).YearTotal is null).ToList();
            if (without.Count == 0 || without.Count == scored.Count) continue;
            throw new RefusedException(
                $"“{group.Name}”组按全年总分排名，{without[0].Name}{(without.Count > 1 ? $"等{without.Count}个单位" : "")}没有年初以来累计，而别的单位有；请在“参评单位”中补录，没有的填0。");
        }
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
