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
        var (phrase, stated) = (reading.Phrase, Figure.Show(reading.Phrase.Value));
        if (reading.Exact.Any(exact => Percent.IsRight(phrase.Value, phrase.Decimals, exact))) return Verdict.Right;
        if (!reading.IsCertain) return Verdict.Unclear(phrase.Where, stated, "", $"正文称平均分为{stated}分，不能确定由哪些得分算出，无法核对。");
        var computed = Percent.Show(reading.Exact[0], phrase.Decimals);
        var message = $"正文称平均分为{stated}分，按附表计算为{computed}分。";
        return Percent.IsCut(phrase.Value, phrase.Decimals, reading.Exact[0])
            ? Verdict.Doubtful(phrase.Where, stated, computed, message)
            : Verdict.Wrong(phrase.Where, stated, computed, message);
    }
}
