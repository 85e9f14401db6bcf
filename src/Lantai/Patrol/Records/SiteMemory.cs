using Lantai.Calendar;
using Lantai.Patrol.Checks;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Lantai.Patrol;

/// <summary>What earlier patrols and probes know of a site, for the checks that only show over time.</summary>
public sealed class SiteMemory(LantaiDb db, PatrolRules rules)
{
    /// <param name="day">The day of the patrol that asks.</param>
    public async Task<PatrolHistory> ReadAsync(long siteId, DateOnly day, CancellationToken stop = default)
    {
        var seen = await db.SiteAddresses.AsNoTracking().Where(address => address.SiteId == siteId).ToDictionaryAsync(address => address.Address, address => address.FirstSeen, StringComparer.Ordinal, stop);
        var ended = await db.SitePatrols.Where(patrol => patrol.SiteId == siteId && patrol.State == PatrolState.Done && patrol.IsWhole && patrol.StartedAt != null)
            .Select(patrol => patrol.StartedAt!.Value).ToListAsync(stop);
        var first = day.AddDays(1 - rules.Of(Availability.Id).Number("天数"));
        var probes = await db.SiteProbes.AsNoTracking().Where(probe => probe.SiteId == siteId && probe.Day >= first && probe.Day <= day && probe.AskedAt != null).OrderBy(probe => probe.PlannedAt).ToListAsync(stop);
        return new PatrolHistory(seen, [.. ended.Select(OfficeTime.Day).Distinct().Order()], [.. probes.Select(probe => probe.Result).OfType<Probes.Probe>()]);
    }

    /// <summary>Enters what a patrol read; what is known keeps its day.</summary>
    internal async Task LearnAsync(long siteId, IReadOnlyList<string> addresses, DateOnly day, CancellationToken stop = default)
    {
        var all = new NpgsqlParameter { Value = addresses.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
        await db.Database.ExecuteSqlAsync($"insert into site_address (site_id, address, first_seen) select {siteId}, address, {day} from unnest({all}) address on conflict do nothing", stop);
    }
}
