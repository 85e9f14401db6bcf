using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>What opening a period would make.</summary>
public sealed record OpeningPlan(Scheme Scheme, string SchemeText, Period Period, IReadOnlyList<PeriodUnit> Units, IReadOnlyList<string> Doubts)
{
    public IEnumerable<PeriodUnit> TakingPart => Units.Where(unit => unit.TakesPart);

    public IEnumerable<PeriodUnit> LeftOut => Units.Where(unit => !unit.TakesPart);
}

/// <summary>Opens a period, and looks again who takes part while it is open.</summary>
public sealed class OpenPeriod(LantaiDb db, PackFolder packs, TimeProvider time)
{
    /// <summary>What would be made; nothing is written.</summary>
    /// <exception cref="RefusedException">The scheme or the period does not fit, or nobody would take part.</exception>
    public async Task<OpeningPlan> PlanAsync(long regionId, string schemeName, Period period, CancellationToken stop = default)
    {
        var text = await File.ReadAllTextAsync(packs.Find("schemes", schemeName), stop);
        var scheme = Schemes.Parse(text, $"{schemeName}.yaml");
        Refuse(scheme, period);
        if (await db.ScoringPeriods.AnyAsync(known => known.RegionId == regionId && known.SchemeName == schemeName && known.Period == period, stop))
            throw new RefusedException($"{period.Title}{scheme.Title}已经开过了。");
        var register = await ReadRegisterAsync(db, regionId, schemeName, period, stop);
        var earlier = await EarlierPeriods.ReadAsync(db, regionId, schemeName, period, stop);
        var units = Participants.Of(scheme, period, register, earlier);
        if (!units.Any(unit => unit.TakesPart))
            throw new RefusedException($"没有单位参加“{scheme.Title}”：方案的组别是{string.Join("、", scheme.Groups.Select(group => group.Name))}，请核对“单位”中的组别。");
        return new OpeningPlan(scheme, text, period, units, Participants.Doubts(scheme, period, units, earlier));
    }

    public async Task<ScoringPeriod> RunAsync(Actor actor, long regionId, string schemeName, Period period, CancellationToken stop = default)
    {
        var plan = await PlanAsync(regionId, schemeName, period, stop);
        var opened = new ScoringPeriod
        {
            RegionId = regionId,
            SchemeName = schemeName,
            SchemeTitle = plan.Scheme.Title,
            SchemeText = plan.SchemeText,
            Period = period,
            OpenedAt = time.GetUtcNow(),
            OpenedBy = actor.Name,
        };
        opened.Units.AddRange(plan.Units);
        db.ScoringPeriods.Add(opened);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await SaveNewAsync(opened, stop);
        db.Record(time, actor, "开始考评期", opened.Subject, $"开始{opened.Title}，{plan.TakingPart.Count()}个单位参评。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return opened;
    }

    private async Task SaveNewAsync(ScoringPeriod opened, CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException raced) when (raced.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            throw new RefusedException($"{opened.Title}刚刚由别人开始了。", raced);
        }
    }

    private void Refuse(Scheme scheme, Period period)
    {
        if (period.Kind != scheme.Period)
            throw new RefusedException($"“{scheme.Title}”按{scheme.PeriodTitle}考评，不能用于{period.Title}。");
        if (period.StartsOn > time.Today()) throw new RefusedException($"{period.Title}还没有到，不能开始考评。");
    }

    /// <summary>The register as of the period's last day, in its order.</summary>
    internal static async Task<IReadOnlyList<RegisteredUnit>> ReadRegisterAsync(
        LantaiDb db, long regionId, string schemeName, Period period, CancellationToken stop)
    {
        var groups = await db.UnitGroups.Where(group => group.RegionId == regionId).ToDictionaryAsync(group => group.Id, stop);
        var units = await db.Units.AsNoTracking().Include(unit => unit.Names).Where(unit => unit.RegionId == regionId).ToListAsync(stop);
        return [.. units
            .OrderBy(unit => groups[unit.GroupId].DisplayOrder).ThenBy(unit => unit.DisplayOrder).ThenBy(unit => unit.Id)
            .Select(unit => new RegisteredUnit(
                unit.Id, groups[unit.GroupId].Name, unit.NameOn(period.EndsOn), unit.HasNoSite ? ["无网站"] : [],
                unit.DissolvedOn, unit.ExcludedFrom.Contains(schemeName)))];
    }
}
