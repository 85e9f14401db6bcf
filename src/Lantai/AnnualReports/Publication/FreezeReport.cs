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
    /// <exception cref="RefusedException">It says the same as the edition before.</exception>
    public async Task<ReportEdition> RunAsync(
        Actor actor, UnitReport of, AnnualReport report, string? doubtsAcceptedBecause, string? correctedBecause, CancellationToken stop = default)
    {
        var made = ReportFiles.Of(report, layout);
        var last = await db.ReportEditions.Include(known => known.Attachments)
            .Where(known => known.AnnualYearId == of.AnnualYearId && known.UnitId == of.UnitId).OrderByDescending(known => known.Edition).FirstOrDefaultAsync(stop);
        var html = await PutAsync(actor, report.Title, "html", made.Page, stop);
        if (last?.Hash == html.Hash && HasSameAttachments(last, of)) throw new RefusedException($"与已公布的第{last.Edition}版一字不差，没有更正的内容；请改好再公布。");
        var edition = new ReportEdition
        {
            AnnualYearId = of.AnnualYearId,
            UnitId = of.UnitId,
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
            AttachmentCount = of.Attachments.Count,
            Evidence = [.. of.Figures.Select(EditionCell.Of)],
            Explanations = [.. of.Explanations.Select(EditionExplanation.Of)],
        };
        edition.Attachments.AddRange(of.Attachments.OrderBy(file => file.Position)
            .Select((file, at) => new EditionAttachment { Position = at + 1, FileId = file.FileId, Name = file.Name }));
        db.ReportEditions.Add(edition);
        return edition;
    }

    private static bool HasSameAttachments(ReportEdition last, UnitReport of) =>
        last.Attachments.Select(file => (file.FileId, file.Name)).ToHashSet().SetEquals(of.Attachments.Select(file => (file.FileId, file.Name)));

    internal async Task<StoredFile> PutAsync(Actor actor, string title, string ending, byte[] bytes, CancellationToken stop)
    {
        using var content = new MemoryStream(bytes);
        return await files.PutAsync(db, content, $"{title}.{ending}", ReportFile.Of(ending).MediaType, actor.Name, LargestFile, stop);
    }
}
