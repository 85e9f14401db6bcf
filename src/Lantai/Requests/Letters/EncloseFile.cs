using System.Globalization;
using Lantai.Calendar;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Requests.Checks;
using Lantai.Requests.Templates;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Letters;

/// <summary>Puts a redacted file of the case to a reply that provides something: it goes out with it, and stands in its list of what is provided.</summary>
public sealed class EncloseFile(LantaiDb db, LetterShelf shelf, FileStore store, CheckReply checking, TimeProvider time)
{
    /// <summary>The field that lists what is provided: number, name, document number, pages.</summary>
    private const string Provided = "provided";

    /// <summary>Whether the paper lists what it provides, so that a file may go out with it.</summary>
    internal static bool Takes(LetterTemplate paper) => paper.Sends == RequestEventKind.Replied && paper.Fields.Contains(Provided);

    /// <exception cref="RefusedException">The letter is out, provides nothing, has the file, or the file is no redacted one of the case.</exception>
    public async Task RunAsync(Actor actor, long regionId, long requestId, long letterId, long fileId, int? seen, CancellationToken stop = default)
    {
        var redacted = await RedactedAsync(regionId, requestId, fileId, stop);
        var pages = await CountPagesAsync(redacted, stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var letter = await OpenLetterAsync(request, letterId, seen, stop);
        if (!Takes(await db.TemplateOfAsync(shelf, letter, time.Today(), stop)))
            throw new RefusedException($"{letter.Name}不提供信息，不能附上材料；请核对处理决定。");
        if (await db.LetterEnclosures.AnyAsync(known => known.LetterId == letterId && known.FileId == fileId, stop))
            throw new RefusedException($"“{redacted.Name}”已经附在{letter.Name}后，请刷新页面。");
        db.LetterEnclosures.Add(new LetterEnclosure { LetterId = letterId, FileId = fileId, EnclosedAt = time.GetUtcNow(), EnclosedBy = actor.Name });
        var rows = RowsOf(letter);
        rows.Add([Path.GetFileNameWithoutExtension(redacted.Name), "", pages.ToString(CultureInfo.InvariantCulture)]);
        await KeepAsync(actor, request, letter, rows, $"附上“{redacted.Name}”", stop);
        await transaction.CommitAsync(stop);
    }

    /// <exception cref="RefusedException">The letter is out, or the file is not with it.</exception>
    public async Task TakeOutAsync(Actor actor, long regionId, long requestId, long letterId, long fileId, int? seen, CancellationToken stop = default)
    {
        var redacted = await RedactedAsync(regionId, requestId, fileId, stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var letter = await OpenLetterAsync(request, letterId, seen, stop);
        var enclosure = await db.LetterEnclosures.SingleOrDefaultAsync(known => known.LetterId == letterId && known.FileId == fileId, stop)
            ?? throw new RefusedException($"“{redacted.Name}”没有附在{letter.Name}后，请刷新页面。");
        db.LetterEnclosures.Remove(enclosure);
        var name = Path.GetFileNameWithoutExtension(redacted.Name);
        await KeepAsync(actor, request, letter, RowsOf(letter).FindAll(row => row[0] != name), $"取下“{redacted.Name}”", stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>The rows of what is provided, without their numbers.</summary>
    private static List<string[]> RowsOf(Letter letter) => !letter.Facts.TryGetValue(Provided, out var typed) ? []
        : [.. typed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(TypedFact.CellEnd)[1..]).Where(cells => cells.Length > 0)];

    private async Task KeepAsync(Actor actor, Request request, Letter letter, List<string[]> rows, string what, CancellationToken stop)
    {
        if (letter.Origin == LetterOrigin.Uploaded) letter.Change();
        else
            letter.Fill(new(letter.Facts)
            {
                [Provided] = string.Join('\n', rows.Select((row, i) => string.Join(TypedFact.CellEnd, [$"{i + 1}", .. row]))),
            }, actor);
        await checking.ReopenAsync(actor, request, what, stop);
        request.Change();
        db.Record(time, actor, "随文附件", request.Subject, $"申请{request.CaseNumber}的{letter.FileName}{what}。", request.RegionId);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>A draft, or a letter written elsewhere that has not gone out.</summary>
    private async Task<Letter> OpenLetterAsync(Request request, long letterId, int? seen, CancellationToken stop)
    {
        var letter = await db.LetterOfAsync(request, letterId, stop);
        letter.RefuseUnlessSeen(seen);
        if (letter is not { Origin: LetterOrigin.Uploaded, State: LetterState.Issued }) letter.RequireDraft();
        else if (await db.Sendings.AnyAsync(sending => sending.LetterId == letterId, stop))
            throw new RefusedException($"{letter.FileName}已经送出，不能再改附件。");
        return letter;
    }

    private async Task<StoredFile> RedactedAsync(long regionId, long requestId, long fileId, CancellationToken stop)
    {
        var own = db.Requests.Where(request => request.Id == requestId && request.RegionId == regionId);
        return await db.RequestFiles.AsNoTracking()
            .Where(file => file.Id == fileId && file.RedactedFromId != null && own.Any(request => request.Id == file.RequestId))
            .Join(db.Files, file => file.FileId, stored => stored.Id, (_, stored) => stored).SingleOrDefaultAsync(stop)
            ?? throw new RefusedException("没有这份遮盖后的材料，请刷新页面。");
    }

    private async Task<int> CountPagesAsync(StoredFile file, CancellationToken stop)
    {
        await using var content = store.Open(file);
        return await BurnIn.CountPagesAsync(content, file.Name, stop);
    }
}
