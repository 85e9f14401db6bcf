using System.Text;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Publication;

/// <summary>Writes a report as the files of its next edition; the caller saves and holds the report's row.</summary>
public sealed class FreezeReport(LantaiDb db, FileStore files, PaperLayout layout, TimeProvider time)
{
    private const long LargestFile = 200L << 20;

    /// <param name="unitId">Null for the region's own.</param>
    /// <param name="correctedBecause">Given from the second edition on.</param>
    /// <exception cref="RefusedException">It says the same as the edition before.</exception>
    public async Task<ReportEdition> RunAsync(
        Actor actor, long yearId, long? unitId, AnnualReport report, string? doubtsAcceptedBecause, string? correctedBecause, CancellationToken stop = default)
    {
        var made = ReportFiles.Of(report, layout);
        var last = await db.ReportEditions.Where(known => known.AnnualYearId == yearId && known.UnitId == unitId).OrderByDescending(known => known.Edition).FirstOrDefaultAsync(stop);
        var html = await PutAsync(actor, report.Title, "html", made.Page, stop);
        if (last?.Hash == html.Hash) throw new RefusedException($"与已公布的第{last.Edition}版一字不差，没有更正的内容；请改好再公布。");
        var edition = new ReportEdition
        {
            AnnualYearId = yearId,
            UnitId = unitId,
            Edition = (last?.Edition ?? 0) + 1,
            Title = report.Title,
            Publisher = report.Unit,
            SignedOn = report.SignedOn!.Value,
            Words = PaperHtml.Words(made.Paper, layout),
            Hash = html.Hash,
            HtmlFileId = html.Id,
            DocxFileId = (await PutAsync(actor, report.Title, "docx", made.Docx, stop)).Id,
            JsonFileId = (await PutAsync(actor, report.Title, "json", Encoding.UTF8.GetBytes(made.Json), stop)).Id,
            CsvFileId = (await PutAsync(actor, report.Title, "csv", made.Csv, stop)).Id,
            DoubtsAcceptedBecause = doubtsAcceptedBecause,
            CorrectedBecause = correctedBecause,
            PublishedAt = time.GetUtcNow(),
            PublishedBy = actor.Name,
        };
        db.ReportEditions.Add(edition);
        return edition;
    }

    internal async Task<StoredFile> PutAsync(Actor actor, string title, string ending, byte[] bytes, CancellationToken stop)
    {
        using var content = new MemoryStream(bytes);
        return await files.PutAsync(db, content, $"{title}.{ending}", ReportFile.Of(ending).MediaType, actor.Name, LargestFile, stop);
    }
}
