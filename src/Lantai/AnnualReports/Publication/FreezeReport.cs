using System.Text;
using Lantai.AnnualReports.Collection;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Publication;

/// <summary>Writes a report as the files of its next edition, with what stood behind its figures; the caller saves and holds the report's row.</summary>
public sealed class FreezeReport(LantaiDb db, FileStore files, PaperLayout layout, TimeProvider time)
{
    private const long LargestFile = 200L << 20;

    /// <param name="correctedBecause">Given from the second edition on.</param>
    public async Task<ReportEdition> RunAsync(
        Actor actor, UnitReport of, AnnualReport report, string? doubtsAcceptedBecause, string? correctedBecause, CancellationToken stop = default)
    {
        var made = ReportFiles.Of(report, layout);
        var html = await PutAsync(actor, report.Title, "html", made.Page, stop);
        var edition = new ReportEdition
        {
            AnnualYearId = of.AnnualYearId,
            UnitId = of.UnitId,
            Edition = await LastAsync(of, stop) + 1,
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
            AttachmentCount = of.Attachments.Count,
            Evidence = [.. of.Figures.Select(EditionCell.Of)],
            Explanations = [.. of.Explanations.Select(EditionExplanation.Of)],
            Attachments = [.. of.Attachments.OrderBy(file => file.Position).Select((file, at) => new EditionAttachment { Position = at + 1, FileId = file.FileId, Name = file.Name })],
        };
        db.ReportEditions.Add(edition);
        return edition;
    }

    /// <summary>The number of the edition that is out; 0 while there is none.</summary>
    private async Task<int> LastAsync(UnitReport of, CancellationToken stop) =>
        await db.ReportEditions.Where(known => known.AnnualYearId == of.AnnualYearId && known.UnitId == of.UnitId).MaxAsync(known => (int?)known.Edition, stop) ?? 0;

    internal async Task<StoredFile> PutAsync(Actor actor, string title, string ending, byte[] bytes, CancellationToken stop)
    {
        using var content = new MemoryStream(bytes);
        return await files.PutAsync(db, content, $"{title}.{ending}", ReportFile.Of(ending).MediaType, actor.Name, LargestFile, stop);
    }
}
