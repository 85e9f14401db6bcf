using Lantai.Verification.Phrases;

namespace Lantai.Verification.Checks;

/// <summary>A total and the parts named after it.</summary>
internal static class StatedTotal
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) => PartsPhrase.In(paper.Sentences).Select(Judge);

    /// <summary>
    /// Parts may overlap or be left out, and often are. A sum just off its total is a slip; parts in brackets are
    /// expected to be all; anything else cannot be told.
    /// </summary>
    private static Verdict Judge(PartsPhrase phrase)
    {
        if (phrase.IsRight) return Verdict.Right;
        var sum = phrase.Parts.Sum(part => (long)part);
        var (stated, computed) = ($"{phrase.Total}", $"{sum}");
        var message = $"“{phrase.Text}”中各分项合计{computed}，与总数{stated}不符。";
        if (sum > phrase.Total) return phrase.IsClosed || IsNear(sum, phrase.Total) ? Verdict.Wrong(phrase.Where, stated, computed, message) : Verdict.Doubtful(phrase.Where, stated, computed, message);
        return phrase.IsClosed || IsNear(sum, phrase.Total)
            ? Verdict.Doubtful(phrase.Where, stated, computed, message)
            : Verdict.Unclear(phrase.Where, stated, computed, $"“{phrase.Text}”中列出的分项合计{computed}，不能确定是否列全，无法核对总数{stated}。");
    }

    private static bool IsNear(long sum, int total) => Math.Abs(sum - total) * 5 <= total;
}
