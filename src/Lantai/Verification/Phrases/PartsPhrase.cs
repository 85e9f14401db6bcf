using System.Text.RegularExpressions;

namespace Lantai.Verification.Phrases;

/// <summary>A total and the parts it is said to fall into: 16条，其中8篇…6篇…; 27个（部门22个、街道5个）.</summary>
/// <param name="Sum">Of the parts.</param>
/// <param name="IsClosed">In brackets, where all parts are expected.</param>
internal sealed partial record PartsPhrase(int Total, long Sum, bool IsClosed, string Text, string Where)
{
    public bool IsRight => Sum == Total;

    public static IEnumerable<PartsPhrase> In(IReadOnlyList<Sentence> sentences) =>
        from sentence in sentences
        from phrase in AmongThem().Matches(sentence.Text).Select(match => Among(match, sentence))
            .Concat(InBrackets().Matches(sentence.Text).Select(match => Read(match, match.Groups["parts"].Length, isClosed: true, sentence)))
        where phrase is not null
        select phrase;

    /// <summary>The parts may end at a semicolon or run on to the full stop; the reading that adds up is the one meant.</summary>
    private static PartsPhrase? Among(Match match, Sentence sentence)
    {
        var parts = match.Groups["parts"];
        var semicolon = parts.ValueSpan.IndexOf('；');
        var near = Read(match, semicolon < 0 ? parts.Length : semicolon, isClosed: false, sentence);
        if (semicolon < 0 || near is { IsRight: true }) return near;
        return Read(match, parts.Length, isClosed: false, sentence) is { IsRight: true } far ? far : near;
    }

    private static PartsPhrase? Read(Match match, int length, bool isClosed, Sentence sentence)
    {
        var list = match.Groups["parts"];
        var text = ListedParts(Blanked(list.Value[..length]));
        var parts = Amount().Matches(text).Select(part => ChineseNumber.Parse(part.Groups["n"].ValueSpan)).ToList();
        if (parts.Count < 2 || OtherTimes.IsIn(match.Value[..^list.Length])) return null;
        if (ChineseNumber.Parse(match.Groups["n"].ValueSpan) is not { } total) return null;
        var end = list.Index + text.Length + (isClosed ? 1 : 0);
        return new PartsPhrase(total, parts.Sum(part => (long)(part ?? 0)), isClosed, sentence.Quoted[match.Index..end], sentence.Where);
    }

    /// <summary>Parts of parts stand in brackets: blanked out, so that the places stay.</summary>
    private static string Blanked(string text)
    {
        while (Brackets().Match(text) is { Success: true } bracket)
            text = text[..bracket.Index] + new string(' ', bracket.Length) + text[(bracket.Index + bracket.Length)..];
        return text;
    }

    /// <summary>The clauses that name an amount; the first that does not, that speaks of a rate or a change, or that turns to what was done with all, ends the list.</summary>
    private static string ListedParts(string text)
    {
        var (end, isOfSteps) = (0, Step().IsMatch(text));
        foreach (var clause in Clauses().EnumerateMatches(text))
        {
            var part = text.AsSpan(clause.Index, clause.Length);
            if (!Amount().IsMatch(part) || NoPart().IsMatch(part) || (!isOfSteps && Step().IsMatch(part))) break;
            end = clause.Index + clause.Length;
        }
        return text[..end];
    }

    private const string Measure = "(?:条|件|篇|个|家|次|项|期|份|起|人|场|宗|类)";

    /// <summary>十二件; not 第三件, 数十件, 近百件, 同一件, which count nothing or not exactly.</summary>
    private const string InChinese = $"(?<![{ChineseNumber.Digits}第几数近约上余超同每这那唯])(?<n>(?![百千万〇零])[{ChineseNumber.Digits}]{{1,9}})件";

    private const string Count = $@"(?:(?<![\d.第年月])(?<n>\d{{1,9}}){Measure}|{InChinese})(?!以上|以下|工作日|月)";

    [GeneratedRegex($@"{Count}[^\d。；:()]{{0,20}}[，；(:](?:其中|分别为|包括)[:，]?(?<parts>[^。]*)")]
    private static partial Regex AmongThem();

    [GeneratedRegex($@"{Count}[^\d，。；、()]{{0,14}}\((?!其中)(?<parts>[^()。；]*)\)")]
    private static partial Regex InBrackets();

    [GeneratedRegex(Count)]
    private static partial Regex Amount();

    /// <summary>收到10件，其中办结8件、结转2件 falls into steps; 收到10件，其中自然人6件、法人4件，办结9件 does not.</summary>
    [GeneratedRegex("^(?:已|现已|均已|共|全部|按期|按时|依法|全年|当年|本年)*(?:办结|办理完毕|办理答复|答复|结转|新收|收到|受理)")]
    private static partial Regex Step();

    [GeneratedRegex("[^，、；]+[，、；]?")]
    private static partial Regex Clauses();

    [GeneratedRegex("增加|减少|增长|下降|较|比上|去年|同期|率|%")]
    private static partial Regex NoPart();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Brackets();
}
