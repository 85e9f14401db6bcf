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
        var (where, stated, computed) = (phrase.Where, $"{phrase.Total}", $"{phrase.Sum}");
        var message = $"“{phrase.Text}”中各分项合计{computed}，与总数{stated}不符。";
        var isSlip = phrase.IsClosed || Math.Abs(phrase.Sum - phrase.Total) * 5 <= phrase.Total;
        var isOver = phrase.Sum > phrase.Total;
        if (isSlip && isOver) return Verdict.Wrong(where, stated, computed, message);
        return isSlip || isOver
            ? Verdict.Doubtful(where, stated, computed, message)
            : Verdict.Unclear(where, stated, computed, $"“{phrase.Text}”中列出的分项合计{computed}，不能确定是否列全，无法核对总数{stated}。");
    }
}
