using Lantai.Files;
using Lantai.Papers;
using Lantai.People;
using Lantai.Requests.Checks;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Letters;

/// <summary>Issued letters as files, always as downloads; the PDF is printed from the frozen page when it is asked for.</summary>
internal static class LetterDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{Region}/apply/case/letters/{letter:long}/{ending:regex(^(docx|html|pdf|file)$)}", SendToApplicantAsync);
        routes.MapGet("/{Region}/apply/case/letters/{letter:long}/enclosures/{file:long}", SendEnclosureAsync);
        routes.MapGet("/desk/{Region}/requests/{id:long}/letters/{letter:long}/{ending:regex(^(docx|html|pdf|file)$)}", SendAsync)
            .RequireAuthorization(Access.Replies);
    }

    /// <summary>To who has shown that the case is theirs; each download is kept as proof of delivery.</summary>
    private static async Task<IResult> SendToApplicantAsync(
        long letter, string ending, CurrentRegion current, Portal.CaseCookie own, LantaiDb db, LetterShelf shelf, FileStore store, PrintPage print,
            TimeProvider time, HttpContext context, CancellationToken stop)
    {
        if (await current.FindAsync() is not { } region || own.Read() is not { } id || await db.FindRequestAsync(region.Id, id, stop) is not { } request)
            return TypedResults.NotFound();
        if ((await db.ElectronicLettersAsync(shelf, request, stop)).FirstOrDefault(sent => sent.Id == letter) is not { } known) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        var file = await FileAsync(known, ending, db, store, print, stop, isLeaving: true);
        if (file is NotFound) return file;
        await NoteAsync(context, db, known.Id, ending, time, stop);
        return file;
    }

    /// <summary>A file that went out with the letter, to who has shown that the case is theirs.</summary>
    private static async Task<IResult> SendEnclosureAsync(
        long letter, long file, CurrentRegion current, Portal.CaseCookie own, LantaiDb db, LetterShelf shelf, FileStore store, TimeProvider time,
            HttpContext context, CancellationToken stop)
    {
        if (await current.FindAsync() is not { } region || own.Read() is not { } id || await db.FindRequestAsync(region.Id, id, stop) is not { } request
            || (await db.ElectronicLettersAsync(shelf, request, stop)).All(sent => sent.Id != letter)
            || (await db.EnclosedAsync(id, stop)).All(enclosed => enclosed.LetterId != letter || enclosed.Id != file)) return TypedResults.NotFound();
        var stored = await db.RequestFiles.AsNoTracking().Where(known => known.Id == file)
            .Join(db.Files, known => known.FileId, stored => stored.Id, (_, stored) => stored).SingleAsync(stop);
        context.Response.Headers.CacheControl = "no-store";
        await NoteAsync(context, db, letter, "附件", time, stop);
        return TypedResults.File(store.Open(stored), stored.MediaType, stored.Name);
    }

    /// <summary>Who asks for the head alone has not taken the letter.</summary>
    private static async Task NoteAsync(HttpContext context, LantaiDb db, long letter, string form, TimeProvider time, CancellationToken stop)
    {
        if (context.IsHeadOnly()) return;
        db.LetterReadings.Add(new LetterReading { LetterId = letter, Form = form, At = time.GetUtcNow() });
        await db.SaveChangesAsync(stop);
    }

    private static async Task<IResult> SendAsync(
        long id, long letter, string ending, CurrentRegion current, CurrentPerson people, LantaiDb db, FileStore store, PrintPage print, CancellationToken stop)
    {
        var regionId = (await current.GetAsync()).Id;
        var known = await db.Letters.AsNoTracking()
            .SingleOrDefaultAsync(known => known.Id == letter && known.RequestId == id && known.RegionId == regionId, stop);
        if (known is null) return TypedResults.NotFound();
        var person = await people.GetAsync();
        var maySee = person.SeesRequests(regionId)
            || (known.Decides && await db.FindRequestAsync(regionId, id, stop) is { } request && await db.SeesReplyAsync(person, request, stop));
        return maySee ? await FileAsync(known, ending, db, store, print, stop) : TypedResults.NotFound();
    }

    /// <param name="isLeaving">It goes to the applicant, who does not get what a writer's program hides in a file.</param>
    private static async Task<IResult> FileAsync(
        Letter known, string ending, LantaiDb db, FileStore store, PrintPage print, CancellationToken stop, bool isLeaving = false)
    {
        var key = ending is "docx" or "file" ? known.FileId : known.HtmlFileId;
        if (key is null || (ending == "file") != (known.Origin == LetterOrigin.Uploaded)) return TypedResults.NotFound();
        var stored = await db.Files.AsNoTracking().SingleAsync(file => file.Id == key, stop);
        if (ending != "pdf") return isLeaving && CleanOf(store, stored) is { } clean
            ? TypedResults.File(clean, stored.MediaType, stored.Name) : TypedResults.File(store.Open(stored), stored.MediaType, stored.Name);
        using var page = new StreamReader(store.Open(stored));
        var outcome = await print(await page.ReadToEndAsync(stop), stop);
        return TypedResults.File(outcome.Pdf ?? throw new RefusedException(outcome.Problem!), "application/pdf", known.FileName + ".pdf");
    }

    private static byte[]? CleanOf(FileStore store, StoredFile stored)
    {
        using var content = store.Open(stored);
        return LetterCopy.Of(content, stored.Name);
    }
}
