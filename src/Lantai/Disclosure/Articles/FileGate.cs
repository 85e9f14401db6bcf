using Lantai.Files;
using Lantai.Papers;
using Lantai.Wording;

namespace Lantai.Disclosure;

/// <summary>What the gate says of one file.</summary>
/// <param name="Hidden">批注, 修订痕迹 …; empty for none.</param>
/// <param name="CanClean">Whether the program can make a clean copy of it.</param>
/// <param name="BecomesPictures">The pages of the clean copy are pictures, whose words can no longer be copied.</param>
/// <param name="Doubts">One sentence each, what is hidden among them.</param>
public sealed record FileLook(IReadOnlyList<string> Hidden, bool CanClean, bool BecomesPictures, IReadOnlyList<string> Doubts);

/// <summary>Looks into a file before the public can download it: what it hides, and the numbers of persons in it.</summary>
public sealed class FileGate(FileStore store, Lazy<WordingRules> rules)
{
    /// <param name="name">As the public will see it.</param>
    public async Task<FileLook> LookAsync(StoredFile stored, string name, DateOnly on, CancellationToken stop = default)
    {
        await using var content = store.Open(stored);
        var doubts = new List<string>();
        var (hidden, unseen) = await HiddenAsync(content, name, stop);
        if (hidden.Count > 0) doubts.Add($"附件“{name}”里有{string.Join('、', hidden)}，公众下载后能读到。");
        var kind = FileKind.Sniff(content);
        if (!HiddenContent.CanLookInto(kind))
            doubts.Add($"附件“{name}”是{kind.Title}，程序不能检查其中隐藏的内容；请另存为 docx、xlsx、pptx 或 PDF 后替换，或人工核对后写明理由。");
        // A picture has no text: who looks at the page sees all of it.
        if (kind == FileKind.Image) return new FileLook(hidden, hidden.Count > 0, false, doubts);
        var text = Text(kind, content, name);
        doubts.AddRange(InText(name, kind, text, on));
        if (text is not null && unseen is not null && Unlooked(unseen) is { } pages) doubts.Add($"附件“{name}”{pages}，程序无法检查其中看不见的文字；请人工核对后写明理由。");
        return new FileLook(hidden, hidden.Count > 0 && CleanCopy.CanMake(kind), unseen is { Places.Count: > 0 } || hidden.Contains(PdfMargins.Title), doubts);
    }

    /// <summary>What the file hides, and of a PDF how far its pages were looked at.</summary>
    internal static async Task<(IReadOnlyList<string> Hidden, UnseenText? Unseen)> HiddenAsync(Stream content, string name, CancellationToken stop)
    {
        var hidden = HiddenContent.Find(content, name);
        if (FileKind.Sniff(content) != FileKind.Pdf) return (hidden, null);
        var unseen = await CleanCopy.UnseenAsync(content, name, stop);
        return ([.. hidden, .. unseen.Places], unseen);
    }

    /// <summary>Which pages nobody but a person can look at; null for none.</summary>
    private static string? Unlooked(UnseenText unseen) =>
        unseen.Looked == 0 ? "的页面在本机画不出来（损坏、设有密码，或没有装 poppler-utils）" : unseen.Looked < unseen.Pages ? $"第{unseen.Looked + 1}页以后的页面太多" : null;

    /// <summary>The words with what pictures are described by, which a reader aloud says.</summary>
    private static string? Text(FileKind kind, Stream content, string name)
    {
        if (!FileText.CanRead(kind)) return null;
        var bytes = new byte[content.Length];
        content.Position = 0;
        content.ReadExactly(bytes);
        return FileText.Read(bytes, name) is { } text ? text + FileText.Descriptions(bytes, kind) : null;
    }

    private IReadOnlyList<string> InText(string name, FileKind kind, string? text, DateOnly on)
    {
        var where = $"附件“{name}”";
        if (!FileText.CanRead(kind)) return [$"{where}是{kind.Title}，程序不能检查其中的个人信息；请人工核对后写明理由。"];
        if (text is null)
            return [$"{where}里没有程序读得出的文字（可能是扫描件、设有密码或已损坏），不能检查其中的个人信息；请人工核对后写明理由。"];
        var persons = BodyWords.PersonsIn(rules.Value, text, on, where);
        return text.Length < FileText.LongestText ? persons : [.. persons, $"{where}太长，程序只检查了前{FileText.LongestText / 10_000}万字；其余请人工核对后写明理由。"];
    }
}
