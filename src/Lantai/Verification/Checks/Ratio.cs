using Lantai.Verification.Phrases;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>回复率94.7%: 36 of 38.</summary>
internal static class Ratio
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) => RatioPhrase.In(paper.Sentences).Select(Judge);

    private static Verdict Judge(RatioPhrase phrase)
    {
        var exact = phrase.Part * 100m / phrase.Whole;
        if (Percent.IsRight(phrase.Percent, phrase.Decimals, exact)) return Verdict.Right;
        var (stated, computed) = (Figure.Show(phrase.Percent) + "%", Percent.Show(exact, phrase.Decimals) + "%");
        var message = $"“{phrase.Text}”中{phrase.Part}占{phrase.Whole}的{computed}，文中为{stated}。";
        return Percent.IsCut(phrase.Percent, phrase.Decimals, exact)
            ? Verdict.Doubtful(phrase.Where, stated, computed, message)
            : Verdict.Wrong(phrase.Where, stated, computed, message);
    }
}
