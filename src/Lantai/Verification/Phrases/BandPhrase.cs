using System.Globalization;
using System.Text.RegularExpressions;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Phrases;

/// <summary>A band of scores: 80—90分. A bound whose belonging is not stated may count either way.</summary>
/// <param name="IncludesLow">Null when the text does not say; 以上 includes its number (民法典 第一千二百五十九条).</param>
internal sealed record Band(string Text, decimal? Low, bool? IncludesLow, decimal? High, bool? IncludesHigh)
{
    /// <summary>The fewest and the most units that fall in the band.</summary>
    public (int Least, int Most) Count(Population scores) =>
        (Count(scores, IncludesLow == true, IncludesHigh == true), Count(scores, IncludesLow != false, IncludesHigh != false));

    private int Count(Population scores, bool withLow, bool withHigh)
    {
        var below = Low is { } low ? withLow ? scores.Below(low) : scores.UpTo(low) : 0;
        var upTo = High is { } high ? withHigh ? scores.UpTo(high) : scores.Below(high) : scores.Count;
        return Math.Max(0, upTo - below);
    }
}

/// <summary>How many units a sentence puts in a band, and what share of all that is.</summary>
/// <param name="Share">Per cent, null when not stated.</param>
/// <param name="Decimals">Of the stated share.</param>
/// <param name="Group">The group the sentence speaks of at this point.</param>
internal sealed record BandPhrase(Band Band, int Count, decimal? Share, int Decimals, UnitGroup Group);

/// <summary>The bands of one sentence.</summary>
internal sealed partial record BandSentence(IReadOnlyList<BandPhrase> Phrases, string Where)
{
    public static IEnumerable<BandSentence> In(IReadOnlyList<Sentence> sentences)
    {
        foreach (var sentence in sentences)
        {
            if (OtherTimes.IsIn(sentence.Text)) continue;
            var phrases = Read(sentence);
            if (phrases.Count > 0) yield return new BandSentence(phrases, sentence.Where);
        }
    }

    private static List<BandPhrase> Read(Sentence sentence)
    {
        var text = sentence.Text;
        var phrases = new List<BandPhrase>();
        var (bounds, group, from) = (Bounds().Matches(text), UnitGroup.Unknown, 0);
        for (var at = 0; at < bounds.Count; at++)
        {
            var bound = bounds[at];
            var before = text[from..bound.Index];
            var after = text[(bound.Index + bound.Length)..(at + 1 < bounds.Count ? bounds[at + 1].Index : text.Length)];
            group = GroupWords.In(before) is var named && named != UnitGroup.Unknown ? named : group;
            from = bound.Index + bound.Length;
            var count = CountAfter().Match(after) is { Success: true } behind ? behind : CountBefore().Match(before);
            if (!count.Success || ChineseNumber.Parse(count.Groups["count"].ValueSpan) is not { } units) continue;
            var share = ShareAfter().Match(after);
            phrases.Add(new BandPhrase(ToBand(bound, sentence.Quote(bound)), units, share.Success ? Number(share, "share") : null, Decimals(share.Groups["share"].Value), group));
        }
        return phrases;
    }

    private static Band ToBand(Match match, string quoted)
    {
        bool? includesLow = match.Groups["from"].Success ? true : null;
        bool? includesHigh = match.Groups["under"].Success ? false : null;
        return new Band(quoted, Number(match, "low"), Includes(match, "lowIn") ?? includesLow, Number(match, "high"), Includes(match, "highIn") ?? includesHigh);
    }

    private static bool? Includes(Match match, string group) =>
        match.Groups[group].Success ? !match.Groups[group].Value.Contains('不') : null;

    private static decimal? Number(Match match, string group) =>
        match.Groups[group].Success ? decimal.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    private static int Decimals(string number) => number.Contains('.') ? number.Length - number.IndexOf('.') - 1 : 0;

    private const string Low = @"(?<low>\d{1,3}(?:\.\d+)?)";
    private const string High = @"(?<high>\d{1,3}(?:\.\d+)?)";
    private const string LowIn = @"(?<lowIn>\(不?含[^()]{0,6}\)|及)?";
    private const string Under = "(?<under>低于|不足|不满|未满|未达到?)";
    private const string HighIn = @"(?<highIn>\(不?含[^()]{0,6}\)|及)?";

    [GeneratedRegex(
        $@"(?<![\d.])(?:{Low}分?{LowIn}(?<from>以上){LowIn}[，、至到-]?(?:{Under}{High}分|{High}分?{HighIn}以下{HighIn})" +
        $@"|{Low}分?{LowIn}(?:-+|至|到){High}分{HighIn}(?:之间)?" +
        $@"|{Low}分{LowIn}(?<from>以上){LowIn}|{High}分{HighIn}以下{HighIn}|{Under}{High}分)")]
    private static partial Regex Bounds();

    [GeneratedRegex($@"^\)?[^\d，。；、{ChineseNumber.Digits}]{{0,14}}(?:，|:)?(?:共|共有|有|计)?(?<count>\d{{1,5}}|[{ChineseNumber.Digits}]{{1,4}})(?:个|家|名|所)")]
    private static partial Regex CountAfter();

    [GeneratedRegex($@"(?<count>\d{{1,5}}|[{ChineseNumber.Digits}]{{1,4}})(?:个|家|名|所)[^\d，。；、]{{0,14}}$")]
    private static partial Regex CountBefore();

    [GeneratedRegex(@"^[^%。；]{0,40}?(?:占|比例|比重)[^\d%。；]{0,14}(?<share>\d{1,3}(?:\.\d+)?)%")]
    private static partial Regex ShareAfter();
}
