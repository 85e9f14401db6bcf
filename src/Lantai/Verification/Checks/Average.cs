using Lantai.Verification.Phrases;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>平均分, at the stated precision.</summary>
internal static class Average
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) =>
        paper.Extremes.Where(reading => reading.Phrase.Figure == ScoreFigure.Average).Select(Judge);

    private static Verdict Judge(ExtremeReading reading)
    {
        var (where, value, stated) = (reading.Phrase.Where, reading.Phrase.Value, $"{reading.Phrase.Value}");
        if (reading.Exact.Any(value.IsRounded)) return Verdict.Right;
        if (!reading.IsCertain) return Verdict.Unclear(where, stated, "", $"正文称平均分为{stated}分，不能确定由哪些得分算出，无法核对。");
        var computed = value.Show(reading.Exact[0]);
        var message = $"正文称平均分为{stated}分，按附表计算为{computed}分。";
        return value.IsCut(reading.Exact[0]) ? Verdict.Doubtful(where, stated, computed, message) : Verdict.Wrong(where, stated, computed, message);
    }
}
