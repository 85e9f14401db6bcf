using System.Text.RegularExpressions;
using Lantai.Verification.Names;

namespace Lantai.Verification.Phrases;

/// <summary>A sentence that names units as doing well or badly.</summary>
/// <param name="IsOfPeriod">Said of the month or quarter, not of the year so far.</param>
internal sealed partial record PerformerPhrase(bool IsBetter, bool IsOfPeriod, NameList List, string Where)
{
    public static IEnumerable<PerformerPhrase> In(IReadOnlyList<Sentence> sentences, UnitNames units)
    {
        foreach (var sentence in sentences)
            foreach (Match match in NamesAfter().Matches(sentence.Text).Concat(NamesBefore().Matches(sentence.Text)))
            {
                var list = NameList.Read(match.Groups["names"].Value, units);
                if (!list.IsTied || match.Value.Contains("方面", StringComparison.Ordinal)) continue;
                yield return new PerformerPhrase(IsGood(match.Groups["how"].Value), OfPeriod().IsMatch(sentence.Text), list, sentence.Where);
            }
    }

    private static bool IsGood(string how) => how is "较好" or "好" or "很好" or "良好" or "突出" or "优秀" or "优异" or "靠前" or "居前" or "领先";

    private const string How = "(?<how>较好|很好|良好|好|突出|优秀|优异|靠前|居前|领先|较差|差|落后|靠后|滞后|不佳|不理想|不力|不到位)";

    /// <summary>How a unit did in all; how it did in one thing (解读工作完成较好) is no matter of its place.</summary>
    private const string What = "(?:表现|成绩|得分|排名|名次|考核结果|考评结果|(?:总体|整体|全年|年度)工作)";

    [GeneratedRegex("^(?!.*(?:全年|年度|累计)).*(?:本月|当月|月份|本季度|季度)")]
    private static partial Regex OfPeriod();

    [GeneratedRegex($"[^，。；:]{{0,20}}{What}(?:相对|比较)?{How}的(?:[^，。；:、有是为]{{0,10}})(?:主要)?(?:分别|依次)?(?:有|是|为|包括)?:?(?<names>[^，。；:]+)")]
    private static partial Regex NamesAfter();

    [GeneratedRegex($"(?:^|[，。；:])(?<names>[^，。；:]{{1,300}}?){What}(?:相对|比较)?{How}(?=[，。；]|$)")]
    private static partial Regex NamesBefore();
}
