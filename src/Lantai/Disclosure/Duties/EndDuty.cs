using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// The office ends a duty that was assigned by mistake or has gone to another unit, from a day on. The row stays: what was empty
/// before that day was empty.
/// </summary>
public sealed class EndDuty(LantaiDb db, TimeProvider time)
{
    /// <param name="from">The first day on which the unit does not have it; may be past.</param>
    /// <param name="everyUnit">Ends it for all units that have the item.</param>
    /// <returns>How many duties ended.</returns>
    /// <exception cref="RefusedException">The person is not of the office, there is no such duty, or it has ended.</exception>
    public async Task<int> RunAsync(DisclosureScope scope, long id, DateOnly from, string because, bool everyUnit, CancellationToken stop = default)
    {
        var duty = await FindAsync(scope, id, stop);
        if (duty.EndedOn is { } ended) throw new RefusedException($"这个公开事项已定自{ended:yyyy-MM-dd}起不再承担。");
        var ending = everyUnit ? await db.Duties.Where(known => known.ItemId == duty.ItemId && known.EndedOn == null).ToListAsync(stop) : [duty];
        foreach (var one in ending)
        {
            one.End(from, because);
            db.Record(time, scope.Person.Actor, "结束公开事项", one.Subject, $"自{from:yyyy-MM-dd}起不再承担“{duty.Item!.Title}”：{because.TrimEnd('。')}。", scope.RegionId);
        }
        await db.SaveChangesAsync(stop);
        return ending.Count;
    }

    /// <summary>The ending was a mistake: the duty goes on as if it had never ended.</summary>
    /// <exception cref="RefusedException">The person is not of the office, there is no such duty, or it runs.</exception>
    public async Task ResumeAsync(DisclosureScope scope, long id, CancellationToken stop = default)
    {
        var duty = await FindAsync(scope, id, stop);
        if (duty.EndedOn is null) throw new RefusedException("这个公开事项没有结束，不用恢复。");
        duty.Resume();
        db.Record(time, scope.Person.Actor, "恢复公开事项", duty.Subject, $"恢复承担“{duty.Item!.Title}”。", scope.RegionId);
        await db.SaveChangesAsync(stop);
    }

    private async Task<Duty> FindAsync(DisclosureScope scope, long id, CancellationToken stop) =>
        scope.IsOffice && await db.Duties.Include(duty => duty.Item)
            .SingleOrDefaultAsync(duty => duty.Id == id && duty.Item!.RegionId == scope.RegionId, stop) is { } duty
            ? duty : throw new RefusedException("没有这个公开事项，或不由您结束；由政务公开科办理。");
}
