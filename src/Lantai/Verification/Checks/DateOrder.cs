using Lantai.Verification.Phrases;

namespace Lantai.Verification.Checks;

/// <summary>Signed not after printed, and not before the period that the paper reports has ended.</summary>
internal static class DateOrder
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper)
    {
        var dates = paper.Dates;
        foreach (var date in dates.Signed.Concat(dates.Printed).Where(date => date.Day is null))
            yield return Verdict.Wrong(date.Where, date.Text, "", $"日期“{date.Text}”不存在。");
        foreach (var signed in dates.Signed.Where(date => date.Day is not null))
        {
            foreach (var printed in dates.Printed.Where(date => date.Day is not null)) yield return Compare(signed, printed);
            if (dates.Reported is { } period) yield return Compare(signed, period);
        }
    }

    /// <summary>Printing follows within days; half a year later the year itself is likely the slip.</summary>
    private static Verdict Compare(PaperDate signed, PaperDate printed)
    {
        if (printed.Day < signed.Day)
            return Verdict.Wrong(printed.Where, printed.Text, signed.Text, $"印发日期{printed.Text}早于成文日期{signed.Text}。");
        return printed.Day <= signed.Day!.Value.AddMonths(6) ? Verdict.Right
            : Verdict.Doubtful(printed.Where, printed.Text, signed.Text, $"印发日期{printed.Text}比成文日期{signed.Text}晚半年以上，请确认。");
    }

    /// <summary>A year's assessment may close in December; a report signed before its period began is a slip of the year.</summary>
    private static Verdict Compare(PaperDate signed, PaperPeriod period)
    {
        if (signed.Day >= period.EndsOn) return Verdict.Right;
        return signed.Day < period.StartsOn
            ? Verdict.Wrong(signed.Where, signed.Text, period.Text, $"成文日期{signed.Text}早于所通报的{period.Text}。")
            : Verdict.Doubtful(signed.Where, signed.Text, period.Text, $"成文日期{signed.Text}时，所通报的{period.Text}尚未结束，请确认。");
    }
}
