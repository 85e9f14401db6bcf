using Lantai.Verification.Phrases;

namespace Lantai.Verification.Tables;

/// <summary>A stated average, highest or lowest held against the scores it may be taken from.</summary>
/// <param name="Exact">What follows from each set of scores that may be meant; none when figures are missing.</param>
/// <param name="IsCertain">No other set can be meant.</param>
internal sealed record ExtremeReading(ExtremePhrase Phrase, IReadOnlyList<decimal> Exact, bool IsCertain)
{
    private sealed record Meaning(UnitGroup Group, bool IsOverall, ScoreSpan Span, string Indicator);

    public static IEnumerable<ExtremeReading> Of(IEnumerable<ExtremePhrase> phrases, IReadOnlyList<ScoreTable> tables)
    {
        var indicators = tables.SelectMany(table => table.Columns)
            .Where(column => column.Role == ColumnRole.Indicator && column.Name.Length > 2).Select(column => column.Name).Distinct().ToList();
        var known = new Dictionary<Meaning, IReadOnlyList<Summary>>();
        foreach (var phrase in phrases)
        {
            var indicator = indicators.Find(name => phrase.Lead.Contains(name, StringComparison.Ordinal)) ?? "";
            var meaning = new Meaning(phrase.Group, phrase.IsOverall, phrase.Span, indicator);
            if (!known.TryGetValue(meaning, out var sets)) known[meaning] = sets = Sets(meaning, tables);
            yield return new ExtremeReading(phrase, [.. sets.Select(set => set[phrase.Figure])], sets.Count == 1);
        }
    }

    /// <summary>The named group's tables, else all: together where the sentence says so, else each alone and together.</summary>
    private static IReadOnlyList<Summary> Sets(Meaning meaning, IReadOnlyList<ScoreTable> tables)
    {
        var named = tables.Where(table => table.Group == meaning.Group && meaning.Group != UnitGroup.Unknown).ToList();
        var each = (named.Count > 0 ? named : tables).Select(table => table.Keys(Column(table, meaning))).ToList();
        if (each.Count == 0 || each.Exists(scores => scores is not { Count: > 0 })) return [];
        var all = Summary.Of([.. each.SelectMany(scores => scores!)]);
        return each.Count == 1 || meaning.IsOverall ? [all] : [.. each.Select(scores => Summary.Of(scores!)), all];
    }

    private static ScoreColumn? Column(ScoreTable table, Meaning meaning) =>
        meaning.Indicator.Length > 0 ? table.Columns.FirstOrDefault(column => column.Name == meaning.Indicator)
            : meaning.Span switch { ScoreSpan.Key => table.Key, ScoreSpan.Period => table.Total, ScoreSpan.Year => table.YearTotal ?? table.Total };

    private sealed record Summary(decimal Average, decimal Highest, decimal Lowest)
    {
        public static Summary Of(IReadOnlyList<decimal> scores) => new(scores.Average(), scores.Max(), scores.Min());

        public decimal this[ScoreFigure figure] => figure switch
        {
            ScoreFigure.Average => Average,
            ScoreFigure.Highest => Highest,
            ScoreFigure.Lowest => Lowest,
        };
    }
}
