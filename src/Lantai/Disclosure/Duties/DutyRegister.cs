using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>A duty with its unit's name of today and where it stands.</summary>
public sealed record KnownDuty(Duty Duty, DutyItem Item, string Unit, string Group, DutyProof Proof, DutyReading Reading)
{
    /// <summary>The unit says that it has nothing of the kind, and nothing shows otherwise.</summary>
    public bool HasNothing => Duty.NoneBecause is not null && Proof.Newest is null;
}

/// <summary>The duties of a region as they stand: what matrix, lists, the portal's tree and the facts read.</summary>
public sealed class DutyRegister(LantaiDb db, PackFolder packs, IEnumerable<DutyProofSource> elsewhere, TimeProvider time)
{
    /// <param name="units">Only these units; null for all.</param>
    public Task<IReadOnlyList<KnownDuty>> ReadAsync(long regionId, IReadOnlyCollection<long>? units = null, CancellationToken stop = default) =>
        ReadAsync(regionId, db.DutiesOn(regionId, time.Today()).Where(duty => units == null || units.Contains(duty.UnitId)), stop);

    /// <summary>One duty, also one that has ended or not yet begun; null when there is none, or not of these units.</summary>
    public async Task<KnownDuty?> FindAsync(long regionId, IReadOnlyCollection<long>? units, long id, CancellationToken stop = default) =>
        (await ReadAsync(regionId, db.Duties.Where(duty => duty.Id == id && duty.Item!.RegionId == regionId
            && (units == null || units.Contains(duty.UnitId))), stop)).SingleOrDefault();

    private async Task<IReadOnlyList<KnownDuty>> ReadAsync(long regionId, IQueryable<Duty> wanted, CancellationToken stop)
    {
        var today = time.Today();
        var warn = DutyPack.Read(PackFile.Read(packs.Find("duties", "foi-2019"))).WarnDays;
        var duties = await wanted.AsNoTracking().Include(duty => duty.Item).ThenInclude(item => item!.Column)
            .OrderBy(duty => duty.Item!.Code).ToListAsync(stop);
        var named = (await db.UnitsOf(regionId).WithAll().AsNoTrackingWithIdentityResolution().ToListAsync(stop))
            .Where(unit => !unit.IsDissolvedOn(today)).ToList();
        var proofs = await ProofsAsync(regionId, stop);
        foreach (var source in elsewhere)
            foreach (var (key, proof) in await source.ReadAsync(db, regionId, today, stop))
                proofs[key] = proofs.TryGetValue(key, out var own) ? own.With(proof) : proof;
        var mine = duties.ToLookup(duty => duty.UnitId);
        return
        [
            .. from unit in named
               from duty in mine[unit.Id]
               let proof = proofs.GetValueOrDefault((unit.Id, duty.ItemId), DutyProof.None)
               select new KnownDuty(duty, duty.Item!, unit.NameOn(today), unit.Group!.Name, proof,
                   DutyReading.Of(duty.Item!.Cycle, duty.NoneBecause, proof, today, warn)),
        ];
    }

    /// <summary>
    /// What was published for each duty. A page that was taken down by its day was there all the same. A page is as new as its
    /// first day, which is the one that readers see; a later edition is news only where it was formed later (成文日期).
    /// </summary>
    private async Task<Dictionary<(long Unit, long Item), DutyProof>> ProofsAsync(long regionId, CancellationToken stop)
    {
        var rows = await db.ShownEditions(regionId, time.GetUtcNow())
            .Where(edition => edition.DutyItemId != null && edition.Article!.WithdrawnAt == null).WithFirst()
            .Select(page => new
            {
                page.Edition.Article!.UnitId,
                Item = page.Edition.DutyItemId!.Value,
                page.Edition.ArticleId,
                On = page.Edition.Number == 1 || page.Edition.Article.Editions.Any(past =>
                    past.State == EditionState.Approved && past.Number < page.Edition.Number && past.FormedOn >= page.Edition.FormedOn)
                    ? page.First : page.Edition.LiveFrom,
            })
            .GroupBy(row => new { row.UnitId, row.Item })
            .Select(group => new
            {
                group.Key.UnitId,
                group.Key.Item,
                Count = group.Select(row => row.ArticleId).Distinct().Count(),
                Newest = group.Max(row => row.On),
            })
            .ToListAsync(stop);
        return rows.ToDictionary(row => (row.UnitId, row.Item), row => new DutyProof(row.Count, OfficeTime.Day(row.Newest!.Value)));
    }
}
