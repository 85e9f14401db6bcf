using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins;

public static class BulletinSets
{
    extension(LantaiDb db)
    {
        public DbSet<Bulletin> Bulletins => db.Set<Bulletin>();

        /// <summary>The region's bulletins that stand on its portal, with those withdrawn from it.</summary>
        public IQueryable<Bulletin> PublicBulletins(long regionId) =>
            db.Bulletins.Where(bulletin => bulletin.RegionId == regionId && bulletin.IsPublic && bulletin.IssuedAt != null);

        /// <summary>The bulletin, locked until the transaction ends; whoever changes a bulletin takes it before its period.</summary>
        /// <exception cref="RefusedException">There is no such bulletin, or it was deleted.</exception>
        public async Task<Bulletin> LockBulletinAsync(long id, CancellationToken stop = default)
        {
            var found = await db.Database.SqlQuery<long>($"select id as \"Value\" from bulletin where id = {id} for update").ToListAsync(stop);
            return found.Count == 1
                ? await db.Bulletins.SingleAsync(bulletin => bulletin.Id == id, stop)
                : throw new RefusedException("没有这份通报，可能已被删除。");
        }

        /// <summary>
        /// Holds back every other issue in the region until the transaction ends, so that numbers follow one another. Rows
        /// that only refer to the region are not held back.
        /// </summary>
        internal Task LockIssuingAsync(long regionId, CancellationToken stop) =>
            db.Database.ExecuteSqlAsync($"select id from region where id = {regionId} for no key update", stop);

        /// <summary>The numbers given under the masthead in the year, in order, each with its day.</summary>
        internal async Task<IReadOnlyList<(IssueNumber Number, DateOnly On)>> IssuedNumbersAsync(long regionId, string masthead, int year, CancellationToken stop = default) =>
            [.. (await db.Bulletins.Where(bulletin => bulletin.RegionId == regionId && bulletin.Masthead == masthead && bulletin.IssueYear == year)
                .OrderBy(bulletin => bulletin.IssueNumber).Select(bulletin => new { bulletin.IssueNumber, bulletin.On }).ToListAsync(stop))
                .Select(row => (new IssueNumber(year, row.IssueNumber!.Value), row.On))];
    }
}
