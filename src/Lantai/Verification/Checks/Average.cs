using Lantai.Verification.Phrases;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>平均分, at the stated precision.</summary>
internal static class Average
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) =>
        paper.Extremes.Where(phrase => phrase.Figure == ScoreFigure.Average)
            .Select(phrase => Judge(phrase, ExtremeReading.Of(phrase, paper.Scored)));

    private static Verdict Judge(ExtremePhrase phrase, ExtremeReading reading)
    {
        var averages = reading.Sets.Where(set => set.Count > 0).Select(set => set.Average()).ToList();
        if (averages.Exists(exact => Percent.IsRight(phrase.Value, phrase.Decimals, exact))) return Verdict.Right;
        var stated = Figure.Show(phrase.Value);
        if (!reading.IsCertain || averages.Count == 0) return Verdict.Unclear(phrase.Where, stated, "", $"正文称平均分为{stated}分，不能确定由哪些得分算出，无法核对。");
        var computed = Percent.Show(averages[0], phrase.Decimals);
        var message = $"正文称平均分为{stated}分，按附表计算为{computed}分。";
        return Percent.IsCut(phrase.Value, phrase.Decimals, averages[0])
            ? Verdict.Doubtful(phrase.Where, stated, computed, message)
            : Verdict.Wrong(phrase.Where, stated, computed, message);
    }
}
