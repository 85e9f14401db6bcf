using System.Globalization;
using System.Text.RegularExpressions;
using Lantai.AnnualReports;
using Lantai.Verification.Documents;
using Lantai.Verification.Phrases;

namespace Lantai.Verification.Annual;

/// <summary>Published, or at least signed, by the deadline of its level.</summary>
internal static partial class Late
{
    public static IEnumerable<Verdict> Look(AnnualCase annual)
    {
        var paper = annual.Paper;
        if (paper.Title is not { } title || DateOf(paper.Document) is not { Day: { } day } date) yield break;
        var deadline = DeadlineOf(paper, title);
        var last = deadline.For(title.Year);
        yield return day <= last ? Verdict.Right : Verdict.Wrong(date.Where, $"{day:yyyy-MM-dd}", $"{last:yyyy-MM-dd}",
            $"{title.Year}年度报告写的日期是{day:yyyy-MM-dd}，{deadline.Title}应当在{last:yyyy-MM-dd}以前公布（{deadline.Basis.Text}）。");
    }

    public static AnnualDeadline DeadlineOf(AnnualPaper paper, AnnualTitle title) => paper.Format.Deadlines.First(rule => rule.Level == title.Level);

    /// <summary>The day of publication, else the last date that stands alone.</summary>
    public static PaperDate? DateOf(ReadDocument document)
    {
        foreach (var paragraph in document.Paragraphs)
            if (Published().Match(paragraph.Text) is { Success: true } match) return new PaperDate(Day(match), match.Value, paragraph.Where);
        return PaperDates.In(document.Paragraphs).Signed.LastOrDefault();
    }

    private static DateOnly? Day(Match match) => DateOnly.TryParseExact(
        $"{match.Groups["y"].Value}-{match.Groups["m"].Value}-{match.Groups["d"].Value}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex(@"(?:发布|公布|公开|成文|发文|生成)(?:日期|时间):?(?<y>20\d\d)[-/.年](?<m>\d{1,2})[-/.月](?<d>\d{1,2})")]
    private static partial Regex Published();
}
