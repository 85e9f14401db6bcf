using System.Text;
using Lantai.Files;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins;

/// <summary>Bulletins as files: on the desk those of drafts too, made as they are asked for; on the portal only what was issued to the public.</summary>
public sealed class BulletinFiles(LantaiDb db, FileStore store, ComposeBulletin composing, PrintPaper print, PaperLayout layout)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/bulletins/{id:long}").RequireAuthorization(Access.Overview);
        desk.MapGet("files/{ending}", async (long id, string ending, CurrentRegion current, BulletinFiles files, CancellationToken stop) =>
            await files.SendAsync((await current.GetAsync()).Id, id, ending, stop));
        desk.MapGet("form.yaml", async (long id, CurrentRegion current, BulletinFiles files, CancellationToken stop) =>
            await files.SendFormAsync((await current.GetAsync()).Id, id, stop));
        routes.MapGet("/{Region}/bulletins/{id:long}/files/{ending}", async (long id, string ending, CurrentRegion current, BulletinFiles files, CancellationToken stop) =>
            await current.FindAsync() is { } here ? await files.SendPublicAsync(here.Id, id, ending, stop) : TypedResults.NotFound());
    }

    private async Task<IResult> SendAsync(long regionId, long id, string ending, CancellationToken stop)
    {
        var bulletin = await FindAsync(db.Bulletins.Where(known => known.RegionId == regionId), id, stop);
        if (bulletin is null || BulletinFile.Of(ending) is not { } file) return TypedResults.NotFound();
        return bulletin.IssuedAt is null ? await MakeAsync(await composing.OfAsync(bulletin, stop), file, stop) : await StoredAsync(bulletin, file, stop);
    }

    /// <summary>What was withdrawn is no longer handed out.</summary>
    private async Task<IResult> SendPublicAsync(long regionId, long id, string ending, CancellationToken stop)
    {
        var bulletin = await FindAsync(db.PublicBulletins(regionId).Where(known => known.State == BulletinState.Issued), id, stop);
        return bulletin is null || BulletinFile.Of(ending) is not { } file ? TypedResults.NotFound() : await StoredAsync(bulletin, file, stop);
    }

    private async Task<IResult> SendFormAsync(long regionId, long id, CancellationToken stop) =>
        await FindAsync(db.Bulletins.Where(known => known.RegionId == regionId), id, stop) is { } bulletin
            ? TypedResults.File(Encoding.UTF8.GetBytes(bulletin.Form), "text/yaml; charset=utf-8", IssueBulletin.FileName(bulletin.Title) + ".yaml")
            : TypedResults.NotFound();

    private static Task<Bulletin?> FindAsync(IQueryable<Bulletin> among, long id, CancellationToken stop) =>
        among.AsNoTracking().SingleOrDefaultAsync(bulletin => bulletin.Id == id, stop);

    /// <summary>Always as a download: no file is shown as a page of this site.</summary>
    private async Task<IResult> StoredAsync(Bulletin bulletin, BulletinFile file, CancellationToken stop)
    {
        if (file.Stored(bulletin) is not { } key) return TypedResults.NotFound();
        var stored = await db.Files.AsNoTracking().SingleAsync(known => known.Id == key, stop);
        return TypedResults.File(store.Open(stored), stored.MediaType, stored.Name);
    }

    /// <summary>A draft says so in its file's name.</summary>
    private async Task<IResult> MakeAsync(ComposedBulletin composed, BulletinFile file, CancellationToken stop)
    {
        var draft = composed.Draft ?? throw new RefusedException(string.Join('\n', composed.Problems));
        return TypedResults.File(await BytesAsync(draft, file, stop), file.MediaType, $"草稿-{IssueBulletin.FileName(draft.Paper.PlainTitle)}.{file.Ending}");
    }

    private async Task<byte[]> BytesAsync(Draft draft, BulletinFile file, CancellationToken stop)
    {
        if (file == BulletinFile.Html) return Encoding.UTF8.GetBytes(PaperHtml.Render(draft.Paper, layout));
        if (file == BulletinFile.Pdf)
        {
            var outcome = await print(draft.Paper, stop);
            return outcome.Pdf ?? throw new RefusedException(outcome.Problem!);
        }
        using var output = new MemoryStream();
        if (file == BulletinFile.Docx) PaperDocx.Write(draft.Paper, output, layout);
        else SheetXlsx.Write(draft.Sheets, output);
        return output.ToArray();
    }
}
