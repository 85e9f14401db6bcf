using Lantai.Verification.Phrases;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>最高分 and 最低分.</summary>
internal static class Extreme
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) =>
        paper.Extremes.Where(reading => reading.Phrase.Figure != ScoreFigure.Average).Select(Judge);

    private static Verdict Judge(ExtremeReading reading)
    {
        var phrase = reading.Phrase;
        if (reading.Exact.Any(phrase.Value.IsRounded)) return Verdict.Right;
        var (stated, name) = ($"{phrase.Value}", phrase.Figure == ScoreFigure.Highest ? "最高分" : "最低分");
        if (!reading.IsCertain) return Verdict.Unclear(phrase.Where, stated, "", $"正文称{name}为{stated}分，不能确定出自哪张表，无法核对。");
        var computed = Figure.Show(reading.Exact[0]);
        return Verdict.Wrong(phrase.Where, stated, computed, $"正文称{name}为{stated}分，附表中{name}为{computed}分。");
    }
}
