using Lantai.Files;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Publication;

/// <summary>Adds the PDF to a published edition, from the page that was frozen: right after it went out, or later where Chromium was missing.</summary>
public sealed class PrintReport(LantaiDb db, FileStore files, FreezeReport freeze, PrintPage print, TimeProvider time)
{
    /// <returns>Why there is no PDF, in one sentence; null when there is one.</returns>
    public async Task<string?> RunAsync(Actor actor, long regionId, long id, CancellationToken stop = default)
    {
        var edition = await db.EditionsOf(regionId).SingleOrDefaultAsync(known => known.Id == id, stop) ?? throw new RefusedException("没有这份已公布的年度报告，请从列表重新打开。");
        if (edition.PdfFileId is not null) return null;
        var outcome = await print(await PageAsync(edition, stop), stop);
        if (outcome.Pdf is not { } pdf) return outcome.Problem;
        edition.PdfFileId = (await freeze.PutAsync(actor, edition.Title, "pdf", pdf, stop)).Id;
        db.Record(time, actor, "生成 PDF", $"report-edition/{edition.Id}", $"生成“{edition.Title}”第{edition.Edition}版的 PDF。", regionId);
        await db.SaveChangesAsync(stop);
        return null;
    }

    private async Task<string> PageAsync(ReportEdition edition, CancellationToken stop)
    {
        await using var content = files.Open(await db.Files.AsNoTracking().SingleAsync(file => file.Id == edition.HtmlFileId, stop));
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync(stop);
    }
}
