using Lantai.Files;
using Lantai.Journal;
using Lantai.Storage;

namespace Lantai.Requests;

/// <summary>A file that came with an application.</summary>
/// <param name="Content">Seekable.</param>
public sealed record IncomingFile(string Name, Stream Content);

/// <summary>Takes in the files of applications: known kinds only, told from their bytes, with a limit.</summary>
public sealed class RequestFiles(LantaiDb db, FileStore store, IdentitySeal seal, TimeProvider time)
{
    public const int LargestMegabytes = 10;
    public const string Kinds = "PDF、图片、Word、Excel、OFD 或纯文本";
    private const long Largest = LargestMegabytes << 20;

    internal async Task<StoredFile> PutAsync(Actor actor, IncomingFile file, CancellationToken stop) =>
        await store.PutAsync(db, file.Content, file.Name, MediaType(Check(file), file.Content), actor.Name, Largest, stop);

    /// <summary>Adds a file that was taken in to the case; the caller saves.</summary>
    /// <param name="about">What it is: 申请材料.</param>
    /// <param name="redactedFrom">The file of which it is the redacted one.</param>
    internal RequestFile Keep(long requestId, StoredFile stored, string about, Actor by, long? redactedFrom = null) => db.RequestFiles.Add(new RequestFile
    {
        RedactedFromId = redactedFrom,
        RequestId = requestId,
        FileId = stored.Id,
        About = about,
        AddedAt = time.GetUtcNow(),
        AddedBy = by.Name,
    }).Entity;

    /// <summary>Adds a file that the office found for the case: 拟提供的材料.</summary>
    /// <exception cref="RefusedException">The file is of a kind that is not kept, empty or too large.</exception>
    public async Task AddAsync(Actor actor, long regionId, long requestId, IncomingFile file, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var stored = await PutAsync(actor, file, stop);
        Keep(requestId, stored, "拟提供的材料", actor);
        db.Record(time, actor, "添加材料", request.Subject, $"申请{request.CaseNumber}添加拟提供的材料“{stored.Name}”。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Only the sealed bytes reach the disk.</summary>
    internal async Task<StoredFile> PutSealedAsync(Actor actor, IncomingFile file, string queryCode, CancellationToken stop)
    {
        var kind = Check(file);
        if (kind is not (FileKind.Image or FileKind.Pdf)) throw new RefusedException($"身份证明“{file.Name}”的内容是{kind.Title}，请上传图片或者 PDF。");
        var plain = new byte[file.Content.Length];
        file.Content.Position = 0;
        await file.Content.ReadExactlyAsync(plain, stop);
        using var closed = new MemoryStream(seal.Close(plain, queryCode));
        // Its own name often is the applicant's, with the number: nobody needs it, and it would stand there in clear.
        return await store.PutAsync(db, closed, "身份证明" + Path.GetExtension(file.Name).ToLowerInvariant(), MediaType(kind, file.Content), actor.Name, Largest + 1024, stop);
    }

    /// <exception cref="RefusedException">The content is of another kind, empty or too large.</exception>
    internal static FileKind Check(IncomingFile file)
    {
        var name = Path.GetFileName(file.Name);
        if (file.Content.Length > Largest) throw new RefusedException($"附件“{name}”超过{LargestMegabytes}MB，请压缩或者分开上传。");
        var kind = FileKind.Sniff(file.Content);
        return kind is FileKind.Image or FileKind.Pdf or FileKind.Ofd or FileKind.Docx or FileKind.Doc or FileKind.Xlsx or FileKind.Xls or FileKind.Text
            ? kind
            : throw new RefusedException($"附件“{name}”的内容是{kind.Title}，不能上传；可以上传{Kinds}。");
    }

    /// <summary>Of the kinds that <see cref="Check"/> lets through, which all have one.</summary>
    private static string MediaType(FileKind kind, Stream content) => SafeMedia.TypeOf(kind, content)!;
}
