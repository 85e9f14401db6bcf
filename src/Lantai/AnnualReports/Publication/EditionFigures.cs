using Lantai.Files;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Publication;

/// <summary>Reads the figures of published reports from the files that went out.</summary>
public sealed class EditionFigures(LantaiDb db, FileStore files)
{
    /// <param name="unitId">Null for the report of the region itself.</param>
    /// <returns>Those of the edition that holds now; null when none was published.</returns>
    public async Task<AnnualFigures?> NewestAsync(long annualYearId, long? unitId, AnnualFormat format, CancellationToken stop = default)
    {
        var newest = await db.ReportEditions.AsNoTracking().Where(edition => edition.AnnualYearId == annualYearId && edition.UnitId == unitId)
            .OrderByDescending(edition => edition.Edition).FirstOrDefaultAsync(stop);
        return newest is null ? null : await OfAsync(newest, format, stop);
    }

    public async Task<AnnualFigures> OfAsync(ReportEdition edition, AnnualFormat format, CancellationToken stop = default)
    {
        var stored = await db.Files.AsNoTracking().SingleAsync(file => file.Id == edition.CsvFileId, stop);
        await using var content = files.Open(stored);
        return FiguresFile.Read(content, stored.Name, format);
    }
}
