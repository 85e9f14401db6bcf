using System.Globalization;
using System.Text.RegularExpressions;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Phrases;

/// <summary>How many units a sentence puts in a band, and what share of all that is.</summary>
/// <param name="Share">Per cent; null when not stated.</param>
/// <param name="Group">The group the sentence speaks of at this point.</param>
internal sealed record BandPhrase(Band Band, int Count, StatedFigure? Share, UnitGroup Group);

/// <summary>The bands of one sentence.</summary>
internal sealed partial record BandSentence(IReadOnlyList<BandPhrase> Phrases, string Where)
{
    public static IEnumerable<BandSentence> In(IReadOnlyList<Sentence> sentences)
    {
        foreach (var sentence in sentences.Select(OtherTimes.Without))
        {
            var phrases = Read(sentence);
            if (phrases.Count > 0) yield return new BandSentence(phrases, sentence.Where);
        }
    }

    private static List<BandPhrase> Read(Sentence sentence)
    {
        var phrases = new List<BandPhrase>();
        var (bounds, group, from) = (Bounds().Matches(sentence.Text), UnitGroup.Unknown, 0);
        for (var at = 0; at < bounds.Count; at++)
        {
            var bound = bounds[at];
            var before = sentence.Text[from..bound.Index];
            from = bound.Index + bound.Length;
            var after = sentence.Text[from..(at + 1 < bounds.Count ? bounds[at + 1].Index : sentence.Text.Length)];
            group = GroupWords.In(before) is var named && named != UnitGroup.Unknown ? named : group;
            if (CountIn(before, after) is { } count) phrases.Add(new BandPhrase(ToBand(bound, sentence.Quote(bound)), count, ShareIn(after), group));
        }
        return phrases;
    }

    private static int? CountIn(string before, string after)
    {
        var count = CountAfter().Match(after) is { Success: true } behind ? behind : CountBefore().Match(before);
        return count.Success ? ChineseNumber.Parse(count.Groups["count"].ValueSpan) : null;
    }

    private static StatedFigure? ShareIn(string after) =>
        ShareAfter().Match(after) is { Success: true } share ? StatedFigure.Parse(share.Groups["share"].ValueSpan) : null;

    private static Band ToBand(Match match, string quoted)
    {
        bool? includesLow = match.Groups["from"].Success ? true : null;
        bool? includesHigh = match.Groups["under"].Success ? false : null;
        return new Band(
            quoted,
            Number(match.Groups["low"]), Includes(match.Groups["lowIn"]) ?? includesLow,
            Number(match.Groups["high"]), Includes(match.Groups["highIn"]) ?? includesHigh);
    }

    private static bool? Includes(Group group) => group.Success ? !group.Value.Contains('不') : null;

    private static decimal? Number(Group group) =>
        group.Success ? decimal.Parse(group.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    private const string Low = @"(?<low>\d{1,3}(?:\.\d+)?)";
    private const string High = @"(?<high>\d{1,3}(?:\.\d+)?)";
    private const string LowIn = @"(?<lowIn>\(不?含[^()]{0,6}\)|及)?";
    private const string HighIn = @"(?<highIn>\(不?含[^()]{0,6}\)|及)?";
    private const string Under = "(?<under>低于|不足|不满|未满|未达到?)";
    private const string Count = $@"(?<count>\d{{1,5}}|[{ChineseNumber.Digits}]{{1,4}})(?:个|家|名|所)";

    [GeneratedRegex(
        $@"(?<![\d.])(?:{Low}分?{LowIn}(?<from>以上){LowIn}[，、至到-]?(?:{Under}{High}分|{High}分?{HighIn}以下{HighIn})" +
        $@"|{Low}分?{LowIn}(?:-+|至|到){High}分{HighIn}(?:之间)?" +
        $@"|{Low}分{LowIn}(?<from>以上){LowIn}|{High}分{HighIn}以下{HighIn}|{Under}{High}分)")]
    private static partial Regex Bounds();

    [GeneratedRegex($@"^\)?[^\d，。；、{ChineseNumber.Digits}]{{0,14}}(?:，|:)?(?:共|共有|有|计)?{Count}")]
    private static partial Regex CountAfter();

    [GeneratedRegex($@"{Count}[^\d，。；、]{{0,14}}$")]
    private static partial Regex CountBefore();

    [GeneratedRegex(@"^[^%。；]{0,40}?(?:占|比例|比重)[^\d%。；]{0,14}(?<share>\d{1,3}(?:\.\d+)?)%")]
    private static partial Regex ShareAfter();
}
