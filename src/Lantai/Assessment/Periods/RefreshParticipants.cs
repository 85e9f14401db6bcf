using System.Globalization;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>What looking at the register again would change.</summary>
public sealed record ParticipantChange(string Unit, string What, string From, string To);

/// <summary>
/// Takes the register and the earlier periods over again into an open period. What was typed or imported stays where
/// neither has anything to say: the year to date, last period's rank, the order of a first period. Whether a unit has a site
/// is the register's to say.
/// </summary>
public sealed class RefreshParticipants(LantaiDb db, TimeProvider time)
{
    internal const string YearBefore = "年初以来累计";

    internal const string RankBefore = "上期名次";

    /// <summary>What would change; nothing is written.</summary>
    public async Task<IReadOnlyList<ParticipantChange>> PlanAsync(long periodId, CancellationToken stop = default)
    {
        var period = await db.ScoringPeriods.AsNoTracking().SingleAsync(period => period.Id == periodId, stop);
        var stored = await db.PeriodUnits.AsNoTracking().Where(unit => unit.PeriodId == periodId).ToListAsync(stop);
        return [.. Changes(stored, await DrawUpAsync(period, stop))];
    }

    /// <returns>How many changes were made.</returns>
    public async Task<int> RunAsync(Actor actor, long periodId, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        period.RefuseUnlessOpen();
        var stored = await db.PeriodUnits.Where(unit => unit.PeriodId == periodId).ToListAsync(stop);
        var drawn = await DrawUpAsync(period, stop);
        var changes = Changes(stored, drawn).ToList();
        var keepsOrder = drawn.All(unit => unit.RankBefore is null) && stored.Count > 0;
        foreach (var unit in drawn) Apply(period, stored.Find(known => known.UnitId == unit.UnitId), unit, keepsOrder);
        if (changes.Count > 0)
            db.Record(
                time, actor, "更新参评单位", period.Subject, $"按单位名录更新{period.Title}的参评单位，{changes.Count}处变化。", period.RegionId,
                Frozen.Write(changes));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return changes.Count;
    }

    private async Task<IReadOnlyList<PeriodUnit>> DrawUpAsync(ScoringPeriod period, CancellationToken stop)
    {
        var register = await OpenPeriod.ReadRegisterAsync(db, period.RegionId, period.SchemeName, period.Period, stop);
        var earlier = await EarlierPeriods.ReadAsync(db, period.RegionId, period.SchemeName, period.Period, stop);
        return Participants.Of(period.ReadScheme(), period.Period, register, earlier);
    }

    private static void Apply(ScoringPeriod period, PeriodUnit? known, PeriodUnit drawn, bool keepsOrder)
    {
        if (known is null)
        {
            if (keepsOrder) drawn.Place = period.Units.Max(unit => unit.Place) + 1;
            period.Units.Add(drawn);
            return;
        }
        (known.GroupName, known.Name, known.LeftOutBecause) = (drawn.GroupName, drawn.Name, drawn.LeftOutBecause);
        known.RankBefore = drawn.RankBefore ?? known.RankBefore;
        if (!keepsOrder) known.Place = drawn.Place;
        known.Marks = [.. drawn.Marks.Union(known.Marks.Where(mark => mark != "无网站"))];
        if (!known.IsYearBeforeTyped) known.YearBefore = drawn.YearBefore;
    }

    private static IEnumerable<ParticipantChange> Changes(List<PeriodUnit> stored, IReadOnlyList<PeriodUnit> drawn)
    {
        foreach (var unit in drawn)
        {
            if (stored.Find(known => known.UnitId == unit.UnitId) is not { } known)
            {
                yield return new ParticipantChange(unit.Name, "新增", "", unit.LeftOutBecause ?? unit.GroupName);
                continue;
            }
            foreach (var (what, from, to) in Differences(known, unit))
                if (from != to) yield return new ParticipantChange(unit.Name, what, from, to);
        }
    }

    private static IEnumerable<(string What, string From, string To)> Differences(PeriodUnit known, PeriodUnit drawn)
    {
        yield return ("名称", known.Name, drawn.Name);
        yield return ("组别", known.GroupName, drawn.GroupName);
        yield return ("参评", known.LeftOutBecause ?? "参评", drawn.LeftOutBecause ?? "参评");
        yield return ("无网站", YesNo(known), YesNo(drawn));
        if (drawn.RankBefore is { } rank) yield return (RankBefore, known.RankBefore?.ToString(CultureInfo.InvariantCulture) ?? "", rank.ToString(CultureInfo.InvariantCulture));
        if (!known.IsYearBeforeTyped) yield return (YearBefore, Shown(known.YearBefore), Shown(drawn.YearBefore));

        static string YesNo(PeriodUnit unit) => unit.Marks.Contains("无网站") ? "是" : "否";
        static string Shown(decimal? figure) => figure is { } number ? Figures.Plain(number) : "";
    }
}
