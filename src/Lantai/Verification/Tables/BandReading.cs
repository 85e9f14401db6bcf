using Lantai.Verification.Phrases;

namespace Lantai.Verification.Tables;

/// <summary>A band phrase held against the tables it most likely speaks of.</summary>
/// <param name="Least">The fewest units that fall in the band.</param>
/// <param name="Most">The most: a score on a bound whose belonging is not stated may count either way.</param>
/// <param name="Units">All units of those tables.</param>
/// <param name="IsCertain">The tables are surely the ones the sentence speaks of.</param>
internal sealed record BandReading(BandPhrase Phrase, string Where, int Least, int Most, int Units, bool IsCertain)
{
    public bool IsCountRight => Units > 0 && Phrase.Count >= Least && Phrase.Count <= Most;

    /// <summary>
    /// Reads the phrases of a sentence group by group. Of the tables that may be meant those win under which most of
    /// the counts come true; a sentence of several bands of which none comes true is about something else.
    /// </summary>
    public static IEnumerable<BandReading> Of(BandSentence sentence, IReadOnlyList<ScoreTable> tables)
    {
        foreach (var phrases in sentence.Phrases.GroupBy(phrase => phrase.Group))
        {
            var readings = Populations(tables, phrases.Key).Select(scores => Read([.. phrases], scores, sentence.Where)).ToList();
            var best = readings.MaxBy(reading => reading.Count(band => band.IsCountRight)) ?? Read([.. phrases], [], sentence.Where);
            foreach (var reading in best) yield return reading;
        }
    }

    /// <summary>The group's own tables if it names one; else all together, then each alone; by the total, then by the year's.</summary>
    private static IEnumerable<List<decimal>> Populations(IReadOnlyList<ScoreTable> tables, UnitGroup group)
    {
        var named = tables.Where(table => table.Group == group).ToList();
        var sets = group != UnitGroup.Unknown && named.Count > 0 ? [named] : tables.Count > 1 ? tables.Select(table => new List<ScoreTable> { table }).Prepend([.. tables]) : [tables.ToList()];
        foreach (var set in sets)
        {
            if (Scores(set, table => table.Total) is { } period) yield return period;
            if (set.TrueForAll(table => table.YearTotal is not null) && Scores(set, table => table.YearTotal) is { } year) yield return year;
        }
    }

    private static List<decimal>? Scores(List<ScoreTable> tables, Func<ScoreTable, ScoreColumn?> column)
    {
        var keys = tables.ConvertAll(table => table.Keys(column(table)));
        return keys.Count == 0 || keys.Contains(null) ? null : [.. keys.SelectMany(key => key!)];
    }

    private static List<BandReading> Read(List<BandPhrase> phrases, List<decimal> scores, string where)
    {
        var counts = phrases.ConvertAll(phrase => phrase.Band.Count(scores));
        var right = phrases.Where((phrase, at) => phrase.Count >= counts[at].Least && phrase.Count <= counts[at].Most).Count();
        bool IsNear(int at) => Math.Abs(phrases[at].Count - counts[at].Least) <= Math.Max(2, scores.Count / 5);
        return [.. phrases.Select((phrase, at) => new BandReading(
            phrase, where, counts[at].Least, counts[at].Most, scores.Count, scores.Count > 0 && (right > 0 || (phrases.Count == 1 && IsNear(at)))))];
    }
}
