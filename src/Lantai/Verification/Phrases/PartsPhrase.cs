using System.Text.RegularExpressions;

namespace Lantai.Verification.Phrases;

/// <summary>A total and the parts it is said to fall into: 16条，其中8篇…6篇…; 27个（部门22个、街道5个）.</summary>
/// <param name="IsClosed">In brackets, where all parts are expected.</param>
internal sealed partial record PartsPhrase(int Total, IReadOnlyList<int> Parts, bool IsClosed, string Text, string Where)
{
    public static IEnumerable<PartsPhrase> In(IReadOnlyList<Sentence> sentences)
    {
        foreach (var sentence in sentences)
        {
            foreach (Match match in AmongThem().Matches(sentence.Text))
                if (ToPhrase(match, false, sentence) is { } phrase) yield return phrase;
            foreach (Match match in InBrackets().Matches(sentence.Text))
                if (ToPhrase(match, true, sentence) is { } phrase) yield return phrase;
        }
    }

    private static PartsPhrase? ToPhrase(Match match, bool isClosed, Sentence sentence)
    {
        if (OtherTimes.IsIn(match.Value) || Change().IsMatch(match.Value)) return null;
        var parts = Amount().Matches(match.Groups["parts"].Value).Select(part => ChineseNumber.Parse(part.Groups["n"].ValueSpan)).ToList();
        if (parts.Count < 2 || parts.Contains(null) || ChineseNumber.Parse(match.Groups["n"].ValueSpan) is not { } total) return null;
        return new PartsPhrase(total, [.. parts.Select(part => part!.Value)], isClosed, sentence.Quote(match), sentence.Where);
    }

    private const string Measure = "(?:条|件|篇|个|家|次|项|期|份|起|人|场|宗|类)";

    private const string Count = $@"(?<![\d.第年月])(?<n>\d{{1,9}}){Measure}(?!以上|以下|工作日|月)";

    [GeneratedRegex($@"{Count}[^\d。；:()]{{0,20}}[，；(:](?:其中|分别为|包括):?(?<parts>[^。；]*)")]
    private static partial Regex AmongThem();

    [GeneratedRegex($@"{Count}[^\d，。；、()]{{0,14}}\((?!其中)(?<parts>[^()。；]*)\)")]
    private static partial Regex InBrackets();

    [GeneratedRegex(Count)]
    private static partial Regex Amount();

    [GeneratedRegex("增加|减少|增长|下降|较|比上|完成率|%")]
    private static partial Regex Change();
}
