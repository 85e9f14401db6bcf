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
    /// Reads the phrases of each sentence group by group. Of the tables that may be meant those win under which most
    /// of the counts come true; a sentence of several bands of which none comes true is about something else.
    /// </summary>
    public static IEnumerable<BandReading> Of(IEnumerable<BandSentence> sentences, IReadOnlyList<ScoreTable> tables)
    {
        var populations = new Dictionary<UnitGroup, IReadOnlyList<Population>>();
        foreach (var sentence in sentences)
            foreach (var phrases in sentence.Phrases.GroupBy(phrase => phrase.Group))
            {
                if (!populations.TryGetValue(phrases.Key, out var meant)) populations[phrases.Key] = meant = Population.Of(tables, phrases.Key);
                foreach (var reading in Best([.. phrases], meant, sentence.Where)) yield return reading;
            }
    }

    private static IReadOnlyList<BandReading> Best(List<BandPhrase> phrases, IReadOnlyList<Population> meant, string where) =>
        meant.Count == 0
            ? phrases.ConvertAll(phrase => new BandReading(phrase, where, 0, 0, 0, IsCertain: false))
            : meant.Select(scores => Read(phrases, scores, where)).MaxBy(readings => readings.Count(band => band.IsCountRight))!;

    private static List<BandReading> Read(List<BandPhrase> phrases, Population scores, string where)
    {
        var readings = phrases.ConvertAll(phrase =>
        {
            var (least, most) = phrase.Band.Count(scores);
            return new BandReading(phrase, where, least, most, scores.Count, IsCertain: false);
        });
        var isCertain = readings.Exists(reading => reading.IsCountRight)
            || (readings.Count == 1 && Math.Abs(readings[0].Phrase.Count - readings[0].Least) <= Math.Max(2, scores.Count / 5));
        return readings.ConvertAll(reading => reading with { IsCertain = isCertain });
    }
}
