using System.Text;
using Lantai.Calendar;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Requests.Checks;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Letters;

/// <summary>Signs a draft: it gets its number and day and is frozen with its files. Voiding keeps the number.</summary>
public sealed class IssueLetter(LantaiDb db, ComposeLetter composing, FileStore store, PaperLayout layout, CheckReply checking, TimeProvider time)
{
    private const long LargestFile = 20L << 20;

    /// <exception cref="RefusedException">Facts are missing, lint finds errors, the decision is another by now, or somebody changed the draft; no
    /// number is used.</exception>
    public async Task<Letter> RunAsync(Actor actor, long regionId, long requestId, long id, int? seen, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        await db.LockNumbersAsync(regionId, stop);
        var letter = await db.LetterOfAsync(request, id, stop);
        letter.RefuseUnlessSeen(seen);
        letter.RequireDraft();
        ReplyFit.RefuseUnfit(request, letter, composing.Paper(letter));
        var number = await composing.NextNumberAsync(await composing.OfficeAsync(request, stop), stop);
        var composed = await composing.OfAsync(letter, request, number, stop);
        if (composed.Obstacles.Count > 0) throw new RefusedException(string.Join('\n', composed.Obstacles));
        letter.RequireApproval(composed.Template);
        if (letter.Decides) await db.RequireClearedAsync(request, stop);
        letter.Issue(await FreezeAsync(actor, letter, composed, composed.Template.IsNumbered ? number : null, stop), actor.Name, time.GetUtcNow());
        db.Record(time, actor, "签发文书", request.Subject, $"申请{request.CaseNumber}签发“{letter.FileName}”。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return letter;
    }

    /// <exception cref="RefusedException">There is no reason, or it is not issued.</exception>
    public async Task VoidAsync(Actor actor, long regionId, long requestId, long id, int? seen, string? because, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明作废的理由。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var letter = await db.LetterOfAsync(request, id, stop);
        letter.RefuseUnlessSeen(seen);
        if (await db.Sendings.AnyAsync(sending => sending.LetterId == id, stop)) throw new RefusedException($"{letter.FileName}已经送出，不能作废；有错的，另发更正文书。");
        letter.Void(because.Trim(), actor.Name, time.GetUtcNow());
        request.Change();
        if (letter.Decides) await checking.ReopenAsync(actor, request, "作废答复书", stop);
        db.Record(time, actor, "作废文书", request.Subject, $"申请{request.CaseNumber}作废“{letter.FileName}”：{because.Trim()}", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private async Task<IssuedLetter> FreezeAsync(Actor actor, Letter letter, ComposedLetter composed, DocumentNumber? number, CancellationToken stop)
    {
        var (paper, name) = (composed.Draft.Paper, $"{letter.Name}{number}");
        using var html = new MemoryStream(Encoding.UTF8.GetBytes(PaperHtml.Render(paper, layout)));
        using var docx = new MemoryStream();
        PaperDocx.Write(paper, docx, layout);
        docx.Position = 0;
        var page = await store.PutAsync(db, html, name + ".html", "text/html; charset=utf-8", actor.Name, LargestFile, stop);
        var file = await store.PutAsync(db, docx, name + ".docx", PaperDocx.MediaType, actor.Name, LargestFile, stop);
        return new IssuedLetter(number, time.Today(), PaperHtml.Article(paper, layout), page.Id, file.Id, composed.Lint.Findings);
    }
}
