using Lantai.Calendar;
using Lantai.Disclosure;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Sites;

/// <summary>What was first published on this portal in a year and still stands or was taken down by its day: a hint, because a site may have pages from elsewhere.</summary>
/// <param name="Listed">Of them, those that are proof of an item of the law (信息公开目录).</param>
internal sealed record PublishedItems(int All, int Listed, int Interpretations)
{
    /// <param name="unitId">Only what this unit publishes; null for the whole region.</param>
    /// <returns>Null when nothing was: the site is then published elsewhere.</returns>
    public static async Task<PublishedItems?> ReadAsync(LantaiDb db, long regionId, long? unitId, int year, DateTimeOffset now, CancellationToken stop)
    {
        var (from, until) = (OfficeTime.Start(new DateOnly(year, 1, 1)), OfficeTime.Start(new DateOnly(year + 1, 1, 1)));
        var kinds = await db.LastEditions(regionId, now).WithFirst()
            .Where(page => page.First >= from && page.First < until && (unitId == null || page.Edition.Article!.UnitId == unitId))
            .Select(page => new { IsListed = page.Edition.DutyItemId != null, Interprets = page.Edition.Form != null })
            .GroupBy(page => page).Select(group => new { group.Key.IsListed, group.Key.Interprets, Count = group.Count() }).ToListAsync(stop);
        if (kinds.Count == 0) return null;
        return new PublishedItems(
            kinds.Sum(kind => kind.Count), kinds.Where(kind => kind.IsListed).Sum(kind => kind.Count), kinds.Where(kind => kind.Interprets).Sum(kind => kind.Count));
    }

    /// <summary>To be read beside the field; null where it counts something else or what was typed says the same.</summary>
    public string? HintOf(SiteField field, string? typed)
    {
        int? count = field.Portal switch
        {
            PortalCount.All => All,
            PortalCount.Listed => Listed,
            PortalCount.Interpretations => Interpretations,
            null => null,
        };
        return count is { } known && AnnualCell.Show(known) != typed ? $"本平台公布{AnnualCell.Show(known)}{field.Measure ?? "条"}，请核对后填写" : null;
    }
}
