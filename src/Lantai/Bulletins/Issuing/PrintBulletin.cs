using System.Security.Cryptography;
using System.Text;
using Lantai.Assessment;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins;

/// <summary>
/// Adds the PDF to an issued bulletin: right after it is issued, or later where Chromium was missing. Issuing does not
/// wait for it, because numbers must not hang on a browser.
/// </summary>
public sealed class PrintBulletin(LantaiDb db, ComposeBulletin composing, FileStore files, PaperLayout layout, PrintPaper print, TimeProvider time)
{
    private const long LargestFile = 200L << 20;

    /// <returns>Why there is no PDF, in one sentence; null when there is one.</returns>
    /// <exception cref="RefusedException">It is not issued, or this program would set it otherwise than it was issued.</exception>
    public async Task<string?> RunAsync(Actor actor, long id, CancellationToken stop = default)
    {
        var bulletin = await db.Bulletins.AsNoTracking().SingleAsync(known => known.Id == id, stop);
        if (bulletin.PdfFileId is not null) return null;
        if (bulletin.State != BulletinState.Issued) throw new RefusedException($"“{bulletin.Title}”{bulletin.State.Title}，只有已签发的通报可以补印 PDF。");
        var outcome = await print(await PaperOfAsync(bulletin, stop), stop);
        if (outcome.Pdf is not { } pdf) return outcome.Problem;
        await KeepAsync(actor, id, pdf, stop);
        return null;
    }

    private async Task<Paper> PaperOfAsync(Bulletin bulletin, CancellationToken stop)
    {
        var paper = (await composing.OfAsync(bulletin, stop)).RequireDraft().Paper;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PaperHtml.Render(paper, layout))));
        return hash == bulletin.PaperHash ? paper
            : throw new RefusedException("程序或版式已更新，补印的 PDF 会与签发的文件不一致；请下载 DOCX，用办公软件另存为 PDF。");
    }

    private async Task KeepAsync(Actor actor, long id, byte[] pdf, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var bulletin = await db.LockBulletinAsync(id, stop);
        var file = await files.PutAsync(db, new MemoryStream(pdf), IssueBulletin.FileName(bulletin.Title) + ".pdf", BulletinFile.Pdf.MediaType, actor.Name, LargestFile, stop);
        bulletin.AddPdf(file.Id);
        db.Record(time, actor, "生成 PDF", bulletin.Subject, $"生成“{bulletin.Title}”的 PDF。", bulletin.RegionId, Frozen.Write(new { file.Hash }));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
