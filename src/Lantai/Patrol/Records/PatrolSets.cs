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

        public DbSet<SiteAddress> SiteAddresses => db.Set<SiteAddress>();

        public DbSet<PageBody> PageBodies => db.Set<PageBody>();

        public DbSet<FindingEvidence> FindingEvidence => db.Set<FindingEvidence>();

        /// <summary>The findings of the region's sites.</summary>
        public IQueryable<SiteFinding> FindingsOf(long regionId)
        {
            var sites = db.PatrolSites.Where(site => site.RegionId == regionId);
            return db.SiteFindings.Where(finding => sites.Any(site => site.Id == finding.SiteId));
        }

        /// <summary>The patrol, locked until the transaction ends.</summary>
        internal async Task<SitePatrol?> LockPatrolAsync(long id, CancellationToken stop)
        {
            var found = await db.Database.SqlQuery<long>($"select id as \"Value\" from site_patrol where id = {id} for update").ToListAsync(stop);
            return found.Count == 1 ? await db.SitePatrols.SingleAsync(patrol => patrol.Id == id, stop) : null;
        }
    }
}
