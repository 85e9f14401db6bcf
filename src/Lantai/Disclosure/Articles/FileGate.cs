using Lantai.Files;
using Lantai.Papers;
using Lantai.Wording;

namespace Lantai.Disclosure;

/// <summary>What the gate says of one file.</summary>
/// <param name="Hidden">批注, 修订痕迹 …; empty for none.</param>
/// <param name="CanClean">Whether the program can make a clean copy of it.</param>
/// <param name="Doubts">One sentence each, what is hidden among them.</param>
public sealed record FileLook(IReadOnlyList<string> Hidden, bool CanClean, IReadOnlyList<string> Doubts);

/// <summary>Looks into a file before the public can download it: what it hides, and the numbers of persons in it.</summary>
public sealed class FileGate(FileStore store, Lazy<WordingRules> rules)
{
    /// <param name="name">As the public will see it.</param>
    public FileLook Look(StoredFile stored, string name, DateOnly on)
    {
        using var content = store.Open(stored);
        var doubts = new List<string>();
        var hidden = HiddenContent.Find(content, name);
        if (hidden.Count > 0) doubts.Add($"附件“{name}”里有{string.Join('、', hidden)}，公众下载后能看到。");
        var kind = FileKind.Sniff(content);
        if (!HiddenContent.CanLookInto(kind))
            doubts.Add($"附件“{name}”是{kind.Title}，程序不能检查其中隐藏的内容；请另存为 docx、xlsx、pptx 或 PDF 后替换，或人工核对后写明理由。");
        // A picture has no text: who looks at the page sees all of it.
        if (kind != FileKind.Image) doubts.AddRange(InText(name, kind, content, on));
        return new FileLook(hidden, hidden.Count > 0 && CleanCopy.CanMake(kind), doubts);
    }

    private IReadOnlyList<string> InText(string name, FileKind kind, Stream content, DateOnly on)
    {
        var where = $"附件“{name}”";
        if (!FileText.CanRead(kind)) return [$"{where}是{kind.Title}，程序不能检查其中的个人信息；请人工核对后写明理由。"];
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        if (FileText.Read(bytes, name) is not { } text)
            return [$"{where}里没有程序读得出的文字（可能是扫描件、设有密码或已损坏），不能检查其中的个人信息；请人工核对后写明理由。"];
        var persons = BodyWords.PersonsIn(rules.Value, text, on, where);
        return text.Length < FileText.LongestText ? persons : [.. persons, $"{where}太长，程序只检查了前{FileText.LongestText / 10_000}万字；其余请人工核对后写明理由。"];
    }
}
