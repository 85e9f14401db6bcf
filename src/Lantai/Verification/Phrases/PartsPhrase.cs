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
                if (Best(match, sentence) is { } phrase) yield return phrase;
            foreach (Match match in InBrackets().Matches(sentence.Text))
                if (Read(match, match.Groups["parts"].Value, isClosed: true, sentence) is { } phrase) yield return phrase;
        }
    }

    public bool IsRight => Parts.Sum(part => (long)part) == Total;

    /// <summary>The parts may end at a semicolon or run on to the full stop; the reading that adds up is the one meant.</summary>
    private static PartsPhrase? Best(Match match, Sentence sentence)
    {
        var (whole, first) = (match.Groups["parts"].Value, match.Groups["parts"].Value.Split('；')[0]);
        var near = Read(match, first, isClosed: false, sentence);
        return near is { IsRight: true } || first == whole ? near
            : Read(match, whole, isClosed: false, sentence) is { IsRight: true } far ? far : near;
    }

    private static PartsPhrase? Read(Match match, string text, bool isClosed, Sentence sentence)
    {
        var parts = Amount().Matches(OwnParts(text)).Select(part => ChineseNumber.Parse(part.Groups["n"].ValueSpan)).ToList();
        if (OtherTimes.IsIn(match.Value) || Change().IsMatch(text) || parts.Count < 2 || parts.Contains(null) || ChineseNumber.Parse(match.Groups["n"].ValueSpan) is not { } total) return null;
        return new PartsPhrase(total, [.. parts.Select(part => part!.Value)], isClosed, Quote(match, text, sentence), sentence.Where);
    }

    private static string Quote(Match match, string text, Sentence sentence)
    {
        var parts = match.Groups["parts"];
        return sentence.Quoted.Substring(match.Index, parts.Index - match.Index + text.Length) + (match.Value.EndsWith(')') ? "）" : "");
    }

    /// <summary>Parts of parts stand in brackets; a rate ends the list.</summary>
    private static string OwnParts(string text)
    {
        for (var bracket = Brackets().Match(text); bracket.Success; bracket = Brackets().Match(text)) text = text.Remove(bracket.Index, bracket.Length);
        return Rate().Match(text) is { Success: true } rate ? text[..rate.Index] : text;
    }

    private const string Measure = "(?:条|件|篇|个|家|次|项|期|份|起|人|场|宗|类)";

    private const string Count = $@"(?<![\d.第年月])(?<n>\d{{1,9}}){Measure}(?!以上|以下|工作日|月)";

    [GeneratedRegex($@"{Count}[^\d。；:()]{{0,20}}[，；(:](?:其中|分别为|包括)[:，]?(?<parts>[^。]*)")]
    private static partial Regex AmongThem();

    [GeneratedRegex($@"{Count}[^\d，。；、()]{{0,14}}\((?!其中)(?<parts>[^()。；]*)\)")]
    private static partial Regex InBrackets();

    [GeneratedRegex(Count)]
    private static partial Regex Amount();

    [GeneratedRegex("增加|减少|增长|下降|较|比上")]
    private static partial Regex Change();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Brackets();

    [GeneratedRegex("[^，、；]*[率%]")]
    private static partial Regex Rate();
}
