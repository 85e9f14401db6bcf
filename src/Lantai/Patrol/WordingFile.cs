using System.Text;
using Lantai.Files;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>An objection to a text, at its place.</summary>
/// <param name="Stated">The words as they stand; personal numbers masked.</param>
public sealed record WordingIssue(WordingRule Rule, Place Place, string Stated, string? Right, string Message);

/// <summary>Runs the rules on words on a file before it is published: text, Markdown, a page, a Word document.</summary>
public static class WordingFile
{
    /// <param name="name">For sentences.</param>
    /// <exception cref="RefusedException">The file is of another kind, or broken.</exception>
    public static IReadOnlyList<WordingIssue> Check(byte[] bytes, string name, WordingRules rules, DateOnly on)
    {
        var kind = FileKind.Sniff(new MemoryStream(bytes));
        if (kind != FileKind.Docx && name.EndsWith(".docx", StringComparison.OrdinalIgnoreCase))
            throw new RefusedException($"{name}不是 Word 文件（内容是{kind.Title}），请核对文件；是文本或网页的，改成相应的扩展名再试。");
        return kind switch
        {
            FileKind.Html => CheckPage(bytes, rules, on),
            FileKind.Docx => CheckText(OfficeText.Read(bytes, name), rules, on),
            // A part of a page has no mark of its own but its name.
            FileKind.Text or FileKind.Xml when name.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".htm", StringComparison.OrdinalIgnoreCase) => CheckPage(bytes, rules, on),
            FileKind.Text or FileKind.Xml => CheckText(TextBytes.Decode(bytes, name), rules, on),
            FileKind.Empty => [],
            FileKind.Rtf or FileKind.Pdf or FileKind.Ofd or FileKind.Xlsx or FileKind.Pptx or FileKind.Doc or FileKind.Xls or FileKind.OtherOffice
                or FileKind.EncryptedOffice or FileKind.Zip or FileKind.BrokenZip or FileKind.Image or FileKind.Binary =>
                throw new RefusedException($"{name}的内容是{kind.Title}，只能检查文本、Markdown、网页和 docx；请另存后再试。"),
        };
    }

    private static List<WordingIssue> CheckText(string text, WordingRules rules, DateOnly on)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var places = new Places(utf8);
        var issues = Issues(text, rules, on);
        var found = new List<WordingIssue>(issues.Count);
        var (at, bytes) = (0, 0);
        foreach (var issue in issues)
        {
            if (issue.Start < at) (at, bytes) = (0, 0);
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(at, issue.Start - at));
            at = issue.Start;
            found.Add(Issue(issue, text, places.Of(bytes)));
        }
        return found;
    }

    private static List<WordingIssue> CheckPage(byte[] bytes, WordingRules rules, DateOnly on)
    {
        var page = new Page();
        var (utf8, charset) = Charset.ToUtf8(bytes, null);
        page.Start(WebAddress.Parse("about:blank")!, utf8, charset);
        PageReader.Read(page);
        var places = new Places(page.Body);
        var found = new List<WordingIssue>();
        foreach (var issue in Issues(page.Text.Chars, rules, on)) found.Add(Issue(issue, page.Text.Chars, places.Of(page.Text.ByteOf(issue.Start))));
        foreach (var number in ShownNumbers.Of(page, rules, on))
            found.Add(new(number.Issue.Rule, places.Of(number.At), PersonNumbers.Masked(number.Stated), null, number.Issue.Sentence(number.Stated)));
        return [.. found.OrderBy(issue => issue.Place.Line).ThenBy(issue => issue.Place.Column)];
    }

    private static List<TextIssue> Issues(ReadOnlySpan<char> text, WordingRules rules, DateOnly on)
    {
        var issues = new List<TextIssue>();
        rules.Check(text, on, issues);
        return issues;
    }

    private static WordingIssue Issue(TextIssue issue, ReadOnlySpan<char> text, Place place)
    {
        var stated = text.Slice(issue.Start, issue.Length).ToString();
        return new(issue.Rule, place, issue.Rule.Kind == WordingKind.Privacy ? PersonNumbers.Masked(stated) : stated, issue.Right, issue.Sentence(stated));
    }
}
