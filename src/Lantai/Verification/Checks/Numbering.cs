using Lantai.Verification.Documents;
using Lantai.Verification.Phrases;

namespace Lantai.Verification.Checks;

/// <summary>Headings count on without gap or repeat: 一、二、三； （一）（二）； 1. 2.</summary>
internal static class Numbering
{
    private const int Levels = 4;
    private const int LongestQuote = 16;

    public static IEnumerable<Verdict> Look(CheckedPaper paper) => InHeadings(paper).Concat(InAttachments(paper.Attachments.Listed));

    private static IEnumerable<Verdict> InAttachments(IEnumerable<ListedAttachment> listed) =>
        from item in listed
        where item.Written is not null
        select item.Written == item.Number ? Verdict.Right : Verdict.Wrong(item.Paragraph.Where, $"{item.Written}", $"{item.Number}",
            $"附件清单中“{item.Title}”的序号为“{item.Written}”，按顺序应为“{item.Number}”。");

    private static IEnumerable<Verdict> InHeadings(CheckedPaper paper)
    {
        var last = new int[Levels + 1];
        var since = 0;
        var paragraphs = paper.Document.Paragraphs;
        for (var at = 0; at < paragraphs.Count; at++)
        {
            if (TableTitle.AttachmentMark().IsMatch(paragraphs[at].Text)) (last, since) = (new int[Levels + 1], at);
            if (paper.Attachments.ListParagraphs.Contains(paragraphs[at]) || Headings.MarkOf(paragraphs[at]) is not { } mark) continue;
            var expected = last[mark.Level] + 1;
            if (Follows(mark, last[mark.Level]) || IsBeginning(mark, last[mark.Level], paragraphs, at)) yield return Verdict.Right;
            else if (!StandsInside(paragraphs, since, at, mark.Level, expected)) yield return Wrong(mark, expected, paragraphs[at]);
            last[mark.Level] = mark.Number;
            Array.Clear(last, mark.Level + 1, Levels - mark.Level);
            since = at;
        }
    }

    private static bool Follows(HeadingMark mark, int last) => mark.Number == last + 1 || (mark.Number == 1 && mark.Level > 2);

    /// <summary>A table of contents, or a second paper in the same file: 一、 again after others, and 二、 after it.</summary>
    private static bool IsBeginning(HeadingMark mark, int last, IReadOnlyList<Paragraph> paragraphs, int at) =>
        mark.Number == 1 && last > 1
        && paragraphs.Skip(at + 1).Select(Headings.MarkOf).FirstOrDefault(next => next?.Level == mark.Level) is { Number: 2 };

    /// <summary>The missing number stands inside a paragraph that ran together, or was made by the word processor.</summary>
    private static bool StandsInside(IReadOnlyList<Paragraph> paragraphs, int since, int at, int level, int expected)
    {
        var mark = Compact.Of(Headings.Write(level, expected));
        for (var between = since; between < at; between++)
            if (paragraphs[between].IsNumbered || paragraphs[between].Text.Contains(mark, StringComparison.Ordinal)) return true;
        return false;
    }

    private static Verdict Wrong(HeadingMark mark, int expected, Paragraph paragraph)
    {
        var (stated, computed) = (Shown(mark.Level, mark.Number), Shown(mark.Level, expected));
        var how = mark.Number < expected ? "重复或倒退" : "跳号";
        var heading = paragraph.Quoted[..Math.Min(paragraph.Quoted.Length, LongestQuote)];
        return Verdict.Wrong(paragraph.Where, stated, computed, $"标题序号{how}：“{heading}”的序号为“{stated}”，按顺序应为“{computed}”。");
    }

    private static string Shown(int level, int number) => Headings.Write(level, number).TrimEnd('、', '.');
}
