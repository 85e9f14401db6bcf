using System.Text.RegularExpressions;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Phrases;

/// <summary>A line of the list of attachments at the end of the text.</summary>
/// <param name="Number">By its place in the list, from 1.</param>
/// <param name="Written">The number written before it; null when there is none.</param>
/// <param name="Title">For quoting; compared compact.</param>
/// <param name="Continuation">The line after it, which may be the rest of a title broken in two; "" at the end.</param>
internal sealed record ListedAttachment(int Number, int? Written, string Title, string Continuation, Paragraph Paragraph);

/// <summary>The heading over an attachment.</summary>
/// <param name="Titles">What may be its title: all lines down to its table, or the first line.</param>
internal sealed record AttachmentHeading(int Number, IReadOnlyList<string> Titles, Paragraph Paragraph)
{
    public string Title => Titles[0];
}

/// <summary>The list of attachments and the headings of the attachments themselves.</summary>
internal sealed partial class Attachments
{
    private const int MostHeadings = 200;

    public List<ListedAttachment> Listed { get; } = [];

    public List<AttachmentHeading> Headings { get; } = [];

    /// <summary>The paragraphs of the list, whose numbers are no headings.</summary>
    public HashSet<Paragraph> ListParagraphs { get; } = [];

    public static Attachments In(ReadDocument document)
    {
        var attachments = new Attachments();
        var paragraphs = document.Paragraphs;
        for (var at = 0; at < paragraphs.Count; at++)
        {
            if (!paragraphs[at].Text.Contains("附件", StringComparison.Ordinal)) continue;
            if (attachments.Listed.Count == 0 && ListStart().Match(paragraphs[at].Text) is { Success: true } start)
                at = attachments.ReadList(paragraphs, at, paragraphs[at].Quoted[start.Groups["rest"].Index..]);
            else if (TableTitle.AttachmentMark().Match(paragraphs[at].Text) is { Success: true } mark && attachments.Headings.Count < MostHeadings)
                attachments.AddHeading(document, at, mark);
        }
        return attachments;
    }

    /// <summary>Reads items while their numbers go on; returns the place of the last paragraph that belongs to the list.</summary>
    private int ReadList(IReadOnlyList<Paragraph> paragraphs, int at, string rest)
    {
        if (rest.Length > 0) AddItems(rest, paragraphs, at);
        ListParagraphs.Add(paragraphs[at]);
        while (at + 1 < paragraphs.Count && IsNextItem(paragraphs[at + 1]))
        {
            at++;
            AddItems(paragraphs[at].Quoted, paragraphs, at);
            ListParagraphs.Add(paragraphs[at]);
        }
        return at;
    }

    /// <summary>Numbered at all: a wrong number is a slip in the list, not the end of it.</summary>
    private bool IsNextItem(Paragraph paragraph) => paragraph.IsNumbered || (Listed.Count > 0 && Item().IsMatch(paragraph.Text))
        || ChineseNumber.Parse(Item().Match(paragraph.Text).Groups["number"].ValueSpan) == 1;

    /// <summary>Several items may stand in one line: 1.甲表2.乙表.</summary>
    private void AddItems(string text, IReadOnlyList<Paragraph> paragraphs, int at)
    {
        var item = Item().Match(Compact.Of(text));
        var (title, written) = (text[item.Length..], ChineseNumber.Parse(item.Groups["number"].ValueSpan));
        for (var number = Listed.Count + 1; title.Length > 0; number++)
        {
            var mark = $"{number + 1}";
            var next = NextItem(title, mark);
            var own = next > 0 ? title[..next] : title;
            var continuation = next > 0 || at + 1 >= paragraphs.Count ? "" : paragraphs[at + 1].Quoted;
            Listed.Add(new ListedAttachment(number, written, Bare(own), continuation, paragraphs[at]));
            written = number + 1;
            title = next > 0 ? title[(next + mark.Length + 1)..] : "";
        }
    }

    /// <summary>Where "2." begins that is no part of a larger figure; −1 without one.</summary>
    private static int NextItem(string text, string mark)
    {
        for (var at = text.IndexOf(mark, 1, StringComparison.Ordinal); at > 0; at = text.IndexOf(mark, at + 1, StringComparison.Ordinal))
        {
            var end = at + mark.Length;
            var isMark = end < text.Length && text[end] is '.' or '．' or '、';
            if (isMark && text[at - 1] != '.' && !char.IsAsciiDigit(text[at - 1])) return at;
        }
        return -1;
    }

    private void AddHeading(ReadDocument document, int at, Match mark)
    {
        var paragraph = document.Paragraphs[at];
        var lines = new List<string>();
        if (mark.Groups["title"] is { Length: > 0 } inline) lines.Add(Bare(paragraph.Quoted.Substring(inline.Index, inline.Length)));
        var order = paragraph.Order;
        foreach (var next in document.Paragraphs.Skip(at + 1).Take(4))
        {
            if (next.Order != ++order || TableTitle.IsNoTitle(next.Text) || TableTitle.AttachmentMark().IsMatch(next.Text)) break;
            if (!TableTitle.IsNote(next.Text)) lines.Add(Bare(next.Quoted));
        }
        var table = document.Tables.FirstOrDefault(table => table.Order == paragraph.Order + 1);
        if (lines.Count == 0 && table is { Title.Length: > 0 }) lines.Add(table.Title);
        if (lines.Count == 0) return;
        var number = ChineseNumber.Parse(mark.Groups["number"].ValueSpan) ?? 1;
        Headings.Add(new AttachmentHeading(number, [string.Concat(lines), lines[0], string.Concat(lines.Take(2))], paragraph));
    }

    private static string Bare(string title) => title.Trim('《', '》', '；', '。', ' ');

    [GeneratedRegex(@"^[-•●]*附件:(?<rest>.*)$")]
    private static partial Regex ListStart();

    [GeneratedRegex(@"^[-•●]*(?<number>\d{1,2})[.、:]")]
    private static partial Regex Item();
}
