using Lantai.Journal;
using Lantai.Packs;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>What the newest version of a period's scheme would change.</summary>
/// <param name="Differences">One sentence each; empty when only words changed.</param>
/// <param name="Problems">Why it cannot be taken over as things stand.</param>
public sealed record SchemeUpdate(Scheme Scheme, string Text, bool IsSame, IReadOnlyList<string> Differences, IReadOnlyList<string> Problems);

/// <summary>Takes the newest version of the scheme over into an open period (换用新版方案).</summary>
public sealed class ChangeScheme(LantaiDb db, PackFolder packs, TimeProvider time)
{
    public async Task<SchemeUpdate> PlanAsync(ScoringPeriod period, CancellationToken stop = default)
    {
        var text = await File.ReadAllTextAsync(packs.Find("schemes", period.SchemeName), stop);
        var (old, next) = (period.ReadScheme(), Schemes.Parse(text, $"{period.SchemeName}.yaml"));
        var problems = await ProblemsAsync(period, next, stop);
        return new SchemeUpdate(next, text, text == period.SchemeText, [.. Differences(old, next)], problems);
    }

    public async Task RunAsync(Actor actor, long periodId, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        period.RefuseUnlessOpen();
        var update = await PlanAsync(period, stop);
        if (update.IsSame) throw new RefusedException("本期用的已经是最新版方案。");
        if (update.Problems.Count > 0) throw new RefusedException(string.Join('\n', update.Problems));
        var before = period.SchemeText;
        (period.SchemeText, period.SchemeTitle) = (update.Text, update.Scheme.Title);
        db.Record(
            time, actor, "换用新版方案", period.Subject, $"{period.Title}换用新版方案，{update.Differences.Count}处变化。", period.RegionId,
            Frozen.Write(new { update.Differences, before }));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private async Task<List<string>> ProblemsAsync(ScoringPeriod period, Scheme next, CancellationToken stop)
    {
        var problems = new List<string>();
        if (next.Period != period.Period.Kind) problems.Add($"新版方案按{next.PeriodTitle}考评，不能用于{period.Period.Title}。");
        var units = await db.PeriodUnits.AsNoTracking().Where(unit => unit.PeriodId == period.Id && unit.LeftOutBecause == null).ToListAsync(stop);
        problems.AddRange(units.Select(unit => unit.GroupName).Distinct().Where(name => next.Group(name)?.Name != name).Select(name => $"新版方案没有“{name}”组。"));
        if (problems.Count > 0) return problems;
        var entries = await db.ScoreEntries.AsNoTracking().Where(entry => entry.PeriodId == period.Id).ToListAsync(stop);
        foreach (var entry in entries)
        {
            if (units.Find(unit => unit.UnitId == entry.UnitId) is not { } unit) continue;
            var group = next.Group(unit.GroupName)!;
            if (group.Leaves.FirstOrDefault(leaf => leaf.Key == entry.Indicator) is not { } leaf) continue;
            if (CellText.Read(CellText.Of(entry).ToString(), group, leaf, next.Decimals).Problem is { } problem)
                problems.Add($"{unit.Name}的“{leaf.Name}”{problem}，请先改正。");
        }
        return problems;
    }

    private static IEnumerable<string> Differences(Scheme old, Scheme next)
    {
        foreach (var group in next.Groups)
        {
            if (old.Group(group.Name) is not { } before)
            {
                yield return $"新增“{group.Name}”组。";
                continue;
            }
            var (was, now) = (before.Leaves.ToDictionary(leaf => leaf.Key), group.Leaves.ToDictionary(leaf => leaf.Key));
            foreach (var key in now.Keys.Except(was.Keys)) yield return $"“{group.Name}”组新增指标“{now[key].Name}”。";
            foreach (var key in was.Keys.Except(now.Keys)) yield return $"“{group.Name}”组取消指标“{was[key].Name}”，已录入的得分不再计入。";
            foreach (var key in now.Keys.Intersect(was.Keys).Where(key => now[key].Maximum != was[key].Maximum))
                yield return $"“{group.Name}”组“{now[key].Name}”的满分由{Shown(was[key].Maximum)}改为{Shown(now[key].Maximum)}。";
        }
        foreach (var gone in old.Groups.Where(group => next.Group(group.Name) is null)) yield return $"取消“{gone.Name}”组。";

        static string Shown(decimal? maximum) => maximum is { } most ? Figures.Points(most) : "不限";
    }
}
