using Lantai.Files;
using Lantai.Journal;
using Lantai.Storage;

namespace Lantai.Requests;

/// <summary>A file that came with an application.</summary>
/// <param name="Content">Seekable.</param>
public sealed record IncomingFile(string Name, Stream Content);

/// <summary>Takes in the files of applications: known kinds only, told from their bytes, with a limit.</summary>
public sealed class RequestFiles(LantaiDb db, FileStore store, IdentitySeal seal)
{
    public const int LargestMegabytes = 10;
    public const string Kinds = "PDF、图片、Word、Excel、OFD 或纯文本";
    private const long Largest = LargestMegabytes << 20;

    internal async Task<StoredFile> PutAsync(Actor actor, IncomingFile file, CancellationToken stop) =>
        await store.PutAsync(db, file.Content, file.Name, MediaType(Check(file)), actor.Name, Largest, stop);

    /// <summary>Only the sealed bytes reach the disk.</summary>
    internal async Task<StoredFile> PutSealedAsync(Actor actor, IncomingFile file, string queryCode, CancellationToken stop)
    {
        var kind = Check(file);
        if (kind is not (FileKind.Image or FileKind.Pdf)) throw new RefusedException($"身份证明“{file.Name}”的内容是{kind.Title}，请上传图片或者 PDF。");
        var plain = new byte[file.Content.Length];
        file.Content.Position = 0;
        await file.Content.ReadExactlyAsync(plain, stop);
        using var closed = new MemoryStream(seal.Close(plain, queryCode));
        return await store.PutAsync(db, closed, file.Name, MediaType(kind), actor.Name, Largest + 1024, stop);
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

    /// <summary>Always handed out as a download, so the exact type matters little.</summary>
    private static string MediaType(FileKind kind) => kind switch
    {
        FileKind.Pdf => "application/pdf",
        FileKind.Text => "text/plain; charset=utf-8",
        FileKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        FileKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        FileKind.Doc => "application/msword",
        FileKind.Xls => "application/vnd.ms-excel",
        FileKind.Empty or FileKind.Html or FileKind.Xml or FileKind.Rtf or FileKind.Ofd or FileKind.Pptx or FileKind.OtherOffice or FileKind.EncryptedOffice
            or FileKind.Zip or FileKind.BrokenZip or FileKind.Image or FileKind.Binary => "application/octet-stream",
    };
}
