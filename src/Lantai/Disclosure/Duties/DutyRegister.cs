using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>A duty with its unit's name of today and where it stands.</summary>
public sealed record KnownDuty(Duty Duty, DutyItem Item, string Unit, string Group, DutyProof Proof, DutyReading Reading);

/// <summary>The duties of a region as they stand: what matrix, lists, the portal's tree and the facts read.</summary>
public sealed class DutyRegister(LantaiDb db, PackFolder packs, IEnumerable<DutyProofSource> elsewhere, TimeProvider time)
{
    /// <param name="units">Only these units; null for all.</param>
    public async Task<IReadOnlyList<KnownDuty>> ReadAsync(long regionId, IReadOnlyCollection<long>? units = null, CancellationToken stop = default)
    {
        var today = time.Today();
        var warn = DutyPack.Read(PackFile.Read(packs.Find("duties", "foi-2019"))).WarnDays;
        var duties = await db.Duties.AsNoTracking().Include(duty => duty.Item).ThenInclude(item => item!.Column)
            .Where(duty => duty.Item!.RegionId == regionId && (units == null || units.Contains(duty.UnitId)))
            .OrderBy(duty => duty.Item!.Code).ToListAsync(stop);
        var named = (await db.UnitsOf(regionId).WithAll().AsNoTrackingWithIdentityResolution().ToListAsync(stop))
            .Where(unit => !unit.IsDissolvedOn(today)).ToList();
        var proofs = await ProofsAsync(regionId, stop);
        foreach (var source in elsewhere)
            foreach (var (key, proof) in await source.ReadAsync(db, regionId, today, stop)) proofs[key] = proofs.TryGetValue(key, out var own) ? own.With(proof) : proof;
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

    /// <summary>What stands on the portal for each duty: an edit of a page is as new as a new page.</summary>
    private async Task<Dictionary<(long Unit, long Item), DutyProof>> ProofsAsync(long regionId, CancellationToken stop)
    {
        var rows = await db.LiveEditions(regionId, time.GetUtcNow()).Where(edition => edition.DutyItemId != null)
            .GroupBy(edition => new { edition.Article!.UnitId, edition.DutyItemId })
            .Select(group => new
            {
                group.Key.UnitId,
                group.Key.DutyItemId,
                Count = group.Count(),
                Newest = group.Max(edition => edition.Number == 1 && edition.Article!.OriginAt != null ? edition.Article.OriginAt : edition.LiveFrom),
            }).ToListAsync(stop);
        return rows.ToDictionary(row => (row.UnitId, row.DutyItemId!.Value), row => new DutyProof(row.Count, OfficeTime.Day(row.Newest!.Value)));
    }
}
