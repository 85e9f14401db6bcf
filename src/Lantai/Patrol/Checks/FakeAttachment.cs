using System.Text;
using Lantai.Patrol.Fetching;

namespace Lantai.Patrol.Checks;

/// <summary>A file that is not what its name says: an error page under the name of a PDF, a download that breaks off.</summary>
internal static class FakeAttachment
{
    public const string Id = "fake-attachment";

    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0];

    public static Flaw? Look(FileLook look)
    {
        var body = look.Body.Span;
        if (look.Answer.Cut == BodyCut.Broken) return new Flaw(Id, null, "附件下载不完整，请重新上传。", $"应有{look.Answer.Length}字节，收到{body.Length}字节");
        if (body.Length == 0 || IsWhatItSays(look)) return null;
        var isPage = LooksLikePage(body);
        return new Flaw(Id, null, $"附件打不开：名为{EndingOf(look)}，内容{(isPage ? "却是网页" : "并非该格式")}，请重新上传。", $"开头为“{Beginning(body)}”");
    }

    public static bool IsWhatItSays(FileLook look) => EndingOf(look) is not { } ending || IsWhatItSays(ending, look.Body.Span);

    private static string? EndingOf(FileLook look)
    {
        var dot = look.Name.LastIndexOf('.');
        return dot < 0 ? null : look.Name[(dot + 1)..].ToLowerInvariant();
    }

    /// <summary>Formats without a mark of their own are given the benefit of the doubt unless they are a page.</summary>
    private static bool IsWhatItSays(string ending, ReadOnlySpan<byte> body) => ending switch
    {
        "pdf" => body[..Math.Min(body.Length, 1024)].IndexOf("%PDF"u8) >= 0,
        "docx" or "xlsx" or "pptx" or "zip" or "ofd" => body.StartsWith("PK"u8) || body.StartsWith(Ole),
        "rar" => body.StartsWith("Rar!"u8),
        "7z" => body.StartsWith("7z"u8),
        "txt" or "csv" => true,
        // Word and Excel write pages under these names, and mark them as their own.
        _ => !LooksLikePage(body) || body.IndexOf("schemas-microsoft-com:office"u8) >= 0,
    };

    private static bool LooksLikePage(ReadOnlySpan<byte> body)
    {
        var start = Encoding.ASCII.GetString(body[..Math.Min(body.Length, 512)]).TrimStart('?', ' ', '\r', '\n', '\t').ToLowerInvariant();
        return start.StartsWith("<!doctype html", StringComparison.Ordinal) || start.StartsWith("<html", StringComparison.Ordinal)
            || start.StartsWith("<head", StringComparison.Ordinal) || start.StartsWith("<script", StringComparison.Ordinal) || start.StartsWith("<body", StringComparison.Ordinal);
    }

    private static string Beginning(ReadOnlySpan<byte> body) =>
        string.Concat(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 24)]).Select(c => char.IsControl(c) || c == '\uFFFD' ? '·' : c));
}
