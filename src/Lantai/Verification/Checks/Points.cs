using System.Text.RegularExpressions;
using Lantai.Verification.Documents;
using Lantai.Verification.Phrases;

namespace Lantai.Verification.Checks;

/// <summary>Points told one after another, 一是…二是…三是…: none left out, none told twice.</summary>
internal static partial class Points
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper)
    {
        var last = 0;
        foreach (var paragraph in paper.Document.Paragraphs)
        {
            // A heading begins anew.
            if (Headings.MarkOf(paragraph) is not null) last = 0;
            foreach (Match match in Point().Matches(paragraph.Text))
            {
                var number = ChineseNumber.Parse(match.Groups["n"].ValueSpan)!.Value;
                if (number == 1 || number == last + 1) yield return Verdict.Right;
                else if (last > 0) yield return Wrong(paragraph, match, number, last + 1);
                last = number;
            }
        }
    }

    private static Verdict Wrong(Paragraph paragraph, Match match, int number, int expected) => Verdict.Wrong(
        paragraph.Where, match.Groups["n"].Value + "是", Headings.Write(1, expected).TrimEnd('、') + "是",
        $"“{paragraph.Quoted[match.Index..Math.Min(match.Index + 16, paragraph.Quoted.Length)].TrimStart('。', '；', '，', ';')}”序号{(number < expected ? "重复或倒退" : "跳号")}，按顺序应为“{Headings.Write(1, expected).TrimEnd('、')}是”。");

    /// <summary>At the beginning, or after a mark: 第一是 and 之一是 are none.</summary>
    [GeneratedRegex("(?:^|[。；，:])(?<n>[一二三四五六七八九十]{1,2})是(?!否|指|以)")]
    private static partial Regex Point();
}
