using Lantai.Verification.Phrases;

namespace Lantai.Verification.Annual;

/// <summary>Figures in sentences that the tables hold too.</summary>
internal static class ProseNumber
{
    public static IEnumerable<Verdict> Look(AnnualCase annual) =>
        from sentence in annual.Paper.Sentences
        let own = OwnWords.In(sentence, annual.Paper.Title?.Year, annual.Paper.Title?.Level)
        from phrase in BoundPhrase.All
        from match in phrase.Pattern.Matches(sentence.Text)
        where phrase.IsMeant(sentence.Text, match)
        let readings = phrase.Readings.Select(reading => reading(annual.Paper.Figures)).ToList()
        where readings.TrueForAll(reading => reading is not null)
        select own.AsSpan(match.Index, match.Length).SequenceEqual(match.ValueSpan)
            ? Judge(phrase, sentence, match, [.. readings.OfType<decimal>().Distinct()])
            : Verdict.Unclear(sentence.Where, Places.Show(BoundPhrase.Stated(match)), "", $"“{sentence.Quote(match)}”所在的句子说的是别的年度、时段或者别的范围，本报告的表里没有，无法核对。");

    private static Verdict Judge(BoundPhrase phrase, Sentence sentence, System.Text.RegularExpressions.Match match, IReadOnlyList<decimal> readings)
    {
        var stated = BoundPhrase.Stated(match);
        if (readings.Contains(stated)) return Verdict.Right;
        var computed = string.Join("或", readings.Select(Places.Show));
        return Verdict.Wrong(sentence.Where, Places.Show(stated), computed,
            $"“{sentence.Quote(match)}”与表格不一致：{phrase.Place}为{computed}。");
    }
}
