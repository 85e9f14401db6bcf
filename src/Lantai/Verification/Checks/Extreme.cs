using Lantai.Verification.Phrases;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>最高分 and 最低分.</summary>
internal static class Extreme
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) =>
        paper.Extremes.Where(phrase => phrase.Figure != ScoreFigure.Average)
            .Select(phrase => Judge(phrase, ExtremeReading.Of(phrase, paper.Scored)));

    private static Verdict Judge(ExtremePhrase phrase, ExtremeReading reading)
    {
        var isHighest = phrase.Figure == ScoreFigure.Highest;
        var found = reading.Sets.Where(set => set.Count > 0).Select(set => isHighest ? set.Max() : set.Min()).ToList();
        if (found.Contains(phrase.Value)) return Verdict.Right;
        var (stated, name) = (Figure.Show(phrase.Value), isHighest ? "最高分" : "最低分");
        if (!reading.IsCertain || found.Count == 0) return Verdict.Unclear(phrase.Where, stated, "", $"正文称{name}为{stated}分，不能确定出自哪张表，无法核对。");
        var computed = Figure.Show(found[0]);
        return Verdict.Wrong(phrase.Where, stated, computed, $"正文称{name}为{stated}分，附表中{name}为{computed}分。");
    }
}
