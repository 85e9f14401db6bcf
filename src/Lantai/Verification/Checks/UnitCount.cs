using Lantai.Verification.Phrases;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>How many units were assessed, against the rows of the tables.</summary>
internal static class UnitCount
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) =>
        CountPhrase.In(paper.Sentences).Select(phrase => Judge(phrase, paper.Scored)).OfType<Verdict>();

    /// <summary>
    /// A group without exactly one table of its own ties to nothing. A slip is off by little; tables that list far
    /// fewer units than were assessed list only some of them.
    /// </summary>
    private static Verdict? Judge(CountPhrase phrase, IReadOnlyList<ScoreTable> tables)
    {
        var meant = phrase.Group == UnitGroup.Unknown ? tables : [.. tables.Where(table => table.Group == phrase.Group)];
        if (meant.Count == 0 || (phrase.Group != UnitGroup.Unknown && meant.Count > 1)) return null;
        if (phrase.Group == UnitGroup.Unknown && !phrase.IsWhole) return null;
        var computed = meant.Sum(table => table.Rows.Count);
        if (computed == phrase.Count) return Verdict.Right;
        if (Math.Abs(computed - phrase.Count) > Math.Max(2, computed / 5))
            return Verdict.Unclear(phrase.Where, $"{phrase.Count}", $"{computed}", $"正文“{phrase.Text}”，附表共列{computed}家，不能确定附表是否列全，无法核对。");
        var where = string.Join("、", meant.Select(table => table.Where));
        return Verdict.Wrong(phrase.Where, $"{phrase.Count}", $"{computed}", $"正文“{phrase.Text}”与附表不符，{where}共列{computed}家。");
    }
}
