using Lantai.Calendar;
using Lantai.People;
using Lantai.Rectification;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

public static class PatrolSets
{
    extension(LantaiDb db)
    {
        public DbSet<PatrolSite> PatrolSites => db.Set<PatrolSite>();

        public DbSet<SitePatrol> SitePatrols => db.Set<SitePatrol>();

        public DbSet<SiteFinding> SiteFindings => db.Set<SiteFinding>();

        public DbSet<PatrolExchange> PatrolExchanges => db.Set<PatrolExchange>();

        public DbSet<FindingPicture> FindingPictures => db.Set<FindingPicture>();

        public DbSet<ProbeDay> ProbeDays => db.Set<ProbeDay>();

        public DbSet<SiteProbe> SiteProbes => db.Set<SiteProbe>();

        public DbSet<PageBody> PageBodies => db.Set<PageBody>();

        public DbSet<FindingEvidence> FindingEvidence => db.Set<FindingEvidence>();

        /// <summary>Of all findings of all sites: to be joined, or narrowed down.</summary>
        public IQueryable<FindingOwner> FindingOwners =>
            db.Database.SqlQuery<FindingOwner>($"""select finding_id as "FindingId", unit_id as "UnitId", class as "Class" from finding_owner""");

        public DbSet<SiteColumn> SiteColumns => db.Set<SiteColumn>();

        public DbSet<SiteItem> SiteItems => db.Set<SiteItem>();

        /// <summary>What patrols of the site have read until now.</summary>
        internal async Task<PastLooks> PastLooksAsync(long siteId, CancellationToken stop)
        {
            var whole = await db.Set<SitePatrol>().Where(patrol => patrol.SiteId == siteId && patrol.State == PatrolState.Done && patrol.ReadAll && patrol.Pages > 0)
                .MaxAsync(patrol => patrol.StartedAt, stop);
            var lists = await db.Set<SiteColumn>().Where(column => column.SiteId == siteId && column.ReadAt != null)
                .Select(column => new { column.Key, ReadAt = column.ReadAt!.Value }).ToListAsync(stop);
            return new PastLooks(whole is { } at ? OfficeTime.Day(at) : null, lists.ToDictionary(list => list.Key, list => OfficeTime.Day(list.ReadAt), StringComparer.Ordinal));
        }

        /// <summary>What the probes of the whole days before the day told, as many days as the rule looks at, in order.</summary>
        internal async Task<IReadOnlyList<Probes.Probe>> ProbesBeforeAsync(long siteId, DateOnly day, CheckRule rule, CancellationToken stop)
        {
            var first = day.AddDays(-rule.Number("天数"));
            var asked = await db.Set<SiteProbe>().AsNoTracking().Where(probe => probe.SiteId == siteId && probe.Day >= first && probe.Day < day && probe.AskedAt != null)
                .OrderBy(probe => probe.PlannedAt).ToListAsync(stop);
            return [.. asked.Select(probe => probe.Result).OfType<Probes.Probe>()];
        }

        /// <summary>What the person may see: the office's people all of the region; a unit's what it is asked to put right, and what is confirmed of its own.</summary>
        public IQueryable<SiteFinding> FindingsFor(Person person, long regionId)
        {
            var findings = db.FindingsOf(regionId);
            if (person.Holds(regionId, Post.Office, Post.Reviewer, Post.Leader)) return findings;
            var units = person.UnitsIn(regionId).ToArray();
            var asked = db.TicketsFor(person, regionId).SelectMany(ticket => ticket.Places).Select(place => place.Source);
            var own = db.FindingOwners.Where(owner => owner.UnitId != null && units.Contains(owner.UnitId.Value)).Select(owner => owner.FindingId);
            return findings.Where(finding => asked.Contains(FindingTickets.SourcePrefix + finding.Id) || (finding.State == FindingState.Confirmed && own.Contains(finding.Id)));
        }

        /// <summary>The findings of the region's sites.</summary>
        public IQueryable<SiteFinding> FindingsOf(long regionId)
        {
            var sites = db.PatrolSites.Where(site => site.RegionId == regionId);
            return db.SiteFindings.Where(finding => sites.Any(site => site.Id == finding.SiteId));
        }

        /// <summary>The site, locked until the transaction ends.</summary>
        /// <exception cref="RefusedException">The region has none of that id.</exception>
        internal async Task<PatrolSite> LockSiteAsync(long regionId, long id, CancellationToken stop)
        {
            await db.Database.ExecuteSqlAsync($"select id from patrol_site where id = {id} for update", stop);
            return await db.PatrolSites.SingleOrDefaultAsync(site => site.Id == id && site.RegionId == regionId, stop) ?? throw new RefusedException("没有这个网站。");
        }

        /// <summary>The patrol, locked until the transaction ends.</summary>
        internal async Task<SitePatrol?> LockPatrolAsync(long id, CancellationToken stop)
        {
            var found = await db.Database.SqlQuery<long>($"select id as \"Value\" from site_patrol where id = {id} for update").ToListAsync(stop);
            return found.Count == 1 ? await db.SitePatrols.SingleAsync(patrol => patrol.Id == id, stop) : null;
        }
    }
}
