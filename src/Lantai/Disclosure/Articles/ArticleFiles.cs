using Lantai.Files;
using Lantai.Journal;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// Files of articles. An address names an article and a place in it, never a file: the public gets what the edition shown now
/// holds, the desk what its person may see.
/// </summary>
public sealed class ArticleFiles(LantaiDb db, FileStore store, TimeProvider time)
{
    private const long Limit = 100L << 20;

    /// <summary>What a browser may show within a page; everything else is handed out as a download.</summary>
    private static readonly string[] Pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    /// <summary>Names of files that are never text.</summary>
    private static readonly string[] Named =
        [".pdf", ".ofd", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff"];

    public static bool IsPicture(string mediaType) => Pictures.Contains(mediaType);

    /// <summary>Puts an uploaded file in; its row is saved with the next save.</summary>
    /// <exception cref="RefusedException">Nothing was uploaded, it is too large, a bomb, or nothing that may be published.</exception>
    public async Task<StoredFile> TakeAsync(Actor actor, IFormFile? upload, CancellationToken stop = default)
    {
        if (upload is not { Length: > 0 }) throw new RefusedException("请选择文件。");
        await using var content = upload.OpenReadStream();
        return await TakeAsync(actor, Path.GetFileName(upload.FileName), content, stop);
    }

    /// <inheritdoc cref="TakeAsync(Actor, IFormFile?, CancellationToken)"/>
    /// <param name="content">Seekable.</param>
    internal async Task<StoredFile> TakeAsync(Actor actor, string name, Stream content, CancellationToken stop = default)
    {
        var mediaType = Check(name, content);
        content.Position = 0;
        return await store.PutAsync(db, content, name, mediaType, actor.Name, Limit, stop);
    }

    /// <returns>The media type as which it may be published.</returns>
    /// <exception cref="RefusedException">It is too large, a bomb, or nothing that may be published.</exception>
    internal static string Check(string name, Stream content)
    {
        if (content.Length > Limit) throw FileStore.TooLarge(name, Limit);
        var kind = FileKind.Sniff(content);
        var mediaType = SafeMedia.TypeOf(kind, content)
            ?? throw new RefusedException($"“{name}”的内容是{kind.Title}，不能作为附件发布；请上传图片、PDF、OFD 或 Office 文件。");
        if (kind == FileKind.Text && IsMarkup(content))
            throw new RefusedException($"“{name}”的内容是网页或矢量图代码，打开时可能运行脚本，不能作为附件发布；请转成图片或 PDF。");
        if (kind == FileKind.Text && Named.Contains(Path.GetExtension(name).ToLowerInvariant()))
            throw new RefusedException($"“{name}”的内容是纯文本，与扩展名{Path.GetExtension(name)}不符，打不开；请上传原文件。");
        if (Polyglot.Other(kind, content) is { } other)
            throw new RefusedException($"“{name}”既是{kind.Title}又藏着{other}，可能用来传播恶意程序，不能作为附件发布。");
        if (kind is FileKind.Docx or FileKind.Xlsx or FileKind.Pptx or FileKind.Ofd) ZipGuard.Check(content, name);
        // What the gate cannot read later would stop the whole article.
        if (kind is FileKind.Docx or FileKind.Xlsx or FileKind.Pptx) HiddenContent.Find(content, name);
        return mediaType;
    }

    /// <summary>SVG and pieces of pages are text to the sniffer; saved and opened they would run.</summary>
    private static bool IsMarkup(Stream content)
    {
        using var reader = new StreamReader(content, leaveOpen: true);
        int first;
        do first = reader.Read();
        while (first >= 0 && (char.IsWhiteSpace((char)first) || first == '\ufeff'));
        content.Position = 0;
        return first == '<';
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{Region}/articles/{id:long}/files/{position:int}",
            async (long id, int position, CurrentRegion current, ArticleFiles files, CancellationToken stop) =>
            await current.FindAsync() is { } here ? await files.SendLiveAsync(here.Id, id, position, stop) : TypedResults.NotFound());
        routes.MapGet("/desk/{Region}/disclosure/articles/{id:long}/editions/{number:int}/files/{position:int}",
            async (long id, int number, int position, Desk.CurrentScope current, ArticleFiles files, CancellationToken stop) =>
                await files.SendSeenAsync((await current.GetAsync()).Scope, id, number, position, stop)).RequireAuthorization(Access.Disclosure);
    }

    private async Task<IResult> SendLiveAsync(long regionId, long id, int position, CancellationToken stop) =>
        await SendAsync(db.LiveEditions(regionId, time.GetUtcNow()).Where(edition => edition.ArticleId == id), position, stop);

    private async Task<IResult> SendSeenAsync(DisclosureScope scope, long id, int number, int position, CancellationToken stop)
    {
        var article = await db.Articles.AsNoTracking().SingleOrDefaultAsync(article => article.Id == id && article.RegionId == scope.RegionId, stop);
        if (article is null || !scope.Sees(article.UnitId)) return TypedResults.NotFound();
        return await SendAsync(db.Editions.Where(edition => edition.ArticleId == id && edition.Number == number), position, stop);
    }

    private async Task<IResult> SendAsync(IQueryable<Edition> editions, int position, CancellationToken stop)
    {
        var found = await editions.SelectMany(edition => edition.Files).Where(file => file.Position == position)
            .Select(file => new { file.Name, file.File }).AsNoTracking().SingleOrDefaultAsync(stop);
        if (found?.File is null) return TypedResults.NotFound();
        return IsPicture(found.File.MediaType)
            ? TypedResults.File(store.Open(found.File), found.File.MediaType)
            : TypedResults.File(store.Open(found.File), found.File.MediaType, found.Name);
    }
}
