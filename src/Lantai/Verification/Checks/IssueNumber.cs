using Lantai.Verification.Phrases;

namespace Lantai.Verification.Checks;

/// <summary>Issues and documents are numbered by the calendar year in which they are issued, not the one they report.</summary>
internal static class IssueNumber
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper)
    {
        if (paper.Dates.Signed.Find(date => date.Day is not null) is not { Day: { } day } signed) yield break;
        foreach (var issue in paper.Dates.Issues)
            yield return issue.Year == day.Year ? Verdict.Right : Verdict.Wrong(issue.Where, $"{issue.Year}", $"{day.Year}",
                $"期号“{issue.Text}”的年份与成文日期{signed.Text}不在同一年，期号应按印发的年份编排。");
        foreach (var number in paper.Dates.DocumentNumbers)
            yield return Judge(number, day, signed.Text);
    }

    private static Verdict Judge(YearMark number, DateOnly day, string signed) => number.Year == day.Year ? Verdict.Right :
        Verdict.Doubtful(number.Where, $"{number.Year}", $"{day.Year}", $"文号“{number.Text}”的年份与成文日期{signed}不在同一年，请确认。");
}
