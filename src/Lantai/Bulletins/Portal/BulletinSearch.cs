using Lantai.Calendar;
using Lantai.Disclosure;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins.Portal;

/// <summary>Bulletins on the portal, for its search; withdrawn ones are not found.</summary>
internal static class BulletinSearch
{
    public static async Task<IReadOnlyList<FoundPaper>> FindAsync(LantaiDb db, long regionId, IReadOnlyList<string> words, int most, CancellationToken stop)
    {
        var found = db.PublicBulletins(regionId).Where(bulletin => bulletin.State == BulletinState.Issued);
        foreach (var word in words) found = found.Where(bulletin => EF.Functions.ILike(bulletin.Title, $"%{word}%"));
        var newest = await found.OrderByDescending(bulletin => bulletin.IssuedAt).ThenByDescending(bulletin => bulletin.Id).Take(most)
            .Select(bulletin => new { bulletin.Id, bulletin.Title, bulletin.IssuedAt }).ToListAsync(stop);
        return [.. newest.Select(bulletin => new FoundPaper(bulletin.Title, $"bulletins/{bulletin.Id}", OfficeTime.Day(bulletin.IssuedAt!.Value)))];
    }
}
