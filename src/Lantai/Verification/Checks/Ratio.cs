using Lantai.Verification.Phrases;

namespace Lantai.Verification.Checks;

/// <summary>回复率94.7%: 36 of 38.</summary>
internal static class Ratio
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) => RatioPhrase.In(paper.Sentences).Select(Judge);

    private static Verdict Judge(RatioPhrase phrase)
    {
        var exact = phrase.Part * 100m / phrase.Whole;
        if (phrase.Percent.IsRounded(exact)) return Verdict.Right;
        var (stated, computed) = ($"{phrase.Percent}%", $"{phrase.Percent.Show(exact)}%");
        var message = $"“{phrase.Text}”中{phrase.Part}占{phrase.Whole}的{computed}，文中为{stated}。";
        return phrase.Percent.IsCut(exact)
            ? Verdict.Doubtful(phrase.Where, stated, computed, message)
            : Verdict.Wrong(phrase.Where, stated, computed, message);
    }
}
