using Lantai.AnnualReports.Collection;
using Lantai.AnnualReports.Publication;
using Lantai.Calendar;
using Lantai.Disclosure;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Portal;

/// <summary>Published annual reports, for the portal's search.</summary>
internal static class ReportSearch
{
    public static async Task<IReadOnlyList<FoundPaper>> FindAsync(LantaiDb db, long regionId, IReadOnlyList<string> words, int most, CancellationToken stop)
    {
        var found = db.NewestEditionsOf(regionId);
        foreach (var word in words) found = found.Where(report => EF.Functions.ILike(report.Title, $"%{word}%"));
        var reports = await found.Join(db.Set<AnnualYear>(), report => report.AnnualYearId, of => of.Id, (report, of) => new { of.Year, report.UnitId, report.Title, report.PublishedAt })
            .OrderByDescending(report => report.Year).ThenBy(report => report.UnitId != null).ThenBy(report => report.UnitId).Take(most).ToListAsync(stop);
        return [.. reports.Select(report => new FoundPaper(report.Title, $"annual-reports/{report.Year}/{ReportEdition.KeyOf(report.UnitId)}", OfficeTime.Day(report.PublishedAt)))];
    }
}
