using Lantai.Calendar;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Checks;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>What earlier patrols of a site left for the next one: its columns, when its items were first seen, when it was looked at.</summary>
public sealed class PatrolMemory(LantaiDb db, PatrolRules rules)
{
    /// <summary>ASCII characters that fit into an index of PostgreSQL; what is longer is no address that a site publishes under.</summary>
    private const int LongestAddress = 2000;

    /// <summary>Items that are asked for in one question.</summary>
    private const int AtOnce = 1000;

    /// <summary>How the site is patrolled, with all that is remembered of it.</summary>
    /// <param name="day">On which the patrol began; its dates are judged by it.</param>
    public async Task<PatrolOptions> OptionsAsync(PatrolSite site, DateOnly day, CancellationToken stop = default)
    {
        var known = rules.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var columns = await db.SiteColumns.AsNoTracking().Include(column => column.DutyItem).Where(column => column.SiteId == site.Id && column.State == ColumnState.Registered).OrderBy(column => column.Id).ToListAsync(stop);
        return site.Options with
        {
            Now = day,
            // A class that the office has taken out of its pack is no reason not to patrol.
            Notes = [.. columns.Where(column => !known.Contains(column.Class)).Select(column =>
                $"栏目“{column.Name}”的类别“{column.Class}”不在规则包 columns/classes.csv 中，这次没有按栏目判断，请改登记的类别。")],
            Columns = [.. columns.Where(column => known.Contains(column.Class)).Select(column => column.On(day))],
            History = await HistoryAsync(site.Id, day, stop),
            Revisit = await RevisitAsync(site.Id, stop),
        };
    }

    /// <summary>The pages of what is not gone yet: each gets its look, whether a link still leads there or not.</summary>
    private async Task<IReadOnlyList<WebAddress>> RevisitAsync(long siteId, CancellationToken stop)
    {
        var live = db.SiteFindings.Where(finding => finding.SiteId == siteId && finding.State != FindingState.Gone);
        var pages = await live.Select(finding => finding.Page).Union(live.SelectMany(finding => finding.Places).Select(place => place.Page))
            .Order().ToListAsync(stop);
        return [.. pages.Select(WebAddress.Parse).OfType<WebAddress>()];
    }

    /// <summary>What only shows over time: what was read when, the probes of the period that counts, and on asking when an item was first seen.</summary>
    public async Task<PatrolHistory> HistoryAsync(long siteId, DateOnly day, CancellationToken stop = default)
    {
        var probes = await db.ProbesBeforeAsync(siteId, day, rules.Of(Availability.Id), stop);
        return new PatrolHistory(await db.PastLooksAsync(siteId, stop), probes) { SeenAsync = keys => SeenAsync(siteId, keys) };
    }

    private async Task<IReadOnlyDictionary<string, FirstSight>> SeenAsync(long siteId, IReadOnlyList<string> keys)
    {
        var seen = new Dictionary<string, FirstSight>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(AtOnce))
        {
            var known = db.SiteItems.Where(item => item.SiteId == siteId && some.Contains(item.Key))
                .Select(item => new { item.Key, item.FirstSeenAt, item.LookedOn });
            foreach (var item in await known.ToListAsync()) seen[item.Key] = new FirstSight(OfficeTime.Day(item.FirstSeenAt), item.LookedOn);
        }
        return seen;
    }

    /// <summary>Keeps what a patrol came by, within the caller's transaction: new columns as learnt, new items with the moment.</summary>
    public async Task KeepAsync(SitePatrol patrol, PatrolReport report, DateTimeOffset at, CancellationToken stop = default)
    {
        var looks = await db.PastLooksAsync(patrol.SiteId, stop);
        var found = report.Columns.Where(column => column.Address.Length <= LongestAddress).ToList();
        string[] addresses = [.. found.Select(column => column.Address)], names = [.. found.Select(column => column.Name)], classes = [.. found.Select(column => column.Class)];
        await db.Database.ExecuteSqlAsync($"""
            insert into site_column (site_id, name, address, class, state, read_at)
            select {patrol.SiteId}, name, address, class, 'Learnt', {at} from unnest({addresses}, {names}, {classes}) as found (address, name, class)
            order by address_key(address) on conflict (site_id, key) do update set read_at = excluded.read_at
            """, stop);
        var published = report.Items.Where(item => item.Address.Length <= LongestAddress).ToList();
        string[] items = [.. published.Select(item => item.Address)];
        string?[] columns = [.. published.Select(item => item.Column)], titles = [.. published.Select(item => item.Title)];
        DateOnly?[] days = [.. published.Select(item => item.On)], lookedOn = [.. published.Select(item => looks.Before(item.Lists))];
        await db.Database.ExecuteSqlAsync($"""
            insert into site_item (site_id, column_id, address, title, published_on, first_seen_at, looked_on, last_seen_at)
            select {patrol.SiteId}, known.id, found.address, found.title, found.day, {at}, found.looked_on, {at}
            from unnest({items}, {columns}, {titles}, {days}, {lookedOn}) as found (address, list, title, day, looked_on)
            left join site_column known on known.site_id = {patrol.SiteId} and known.key = address_key(found.list)
            on conflict (site_id, key) do update set address = excluded.address,
                -- The office's register says whose an item is; what pages show fills in only where it says nothing.
                column_id = case when exists (select from site_column kept where kept.id = site_item.column_id and kept.state = 'Registered') then site_item.column_id
                    else coalesce(excluded.column_id, site_item.column_id) end, title = coalesce(excluded.title, site_item.title),
                published_on = coalesce(site_item.published_on, excluded.published_on), last_seen_at = excluded.last_seen_at
            """, stop);
    }
}
