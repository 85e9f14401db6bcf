using System.Text.RegularExpressions;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Phrases;

/// <summary>How many units a sentence says were assessed. A count without a word of assessing beside it is about something else.</summary>
/// <param name="IsWhole">Speaks of 单位 or 部门 in general.</param>
internal sealed partial record CountPhrase(int Count, UnitGroup Group, bool IsWhole, string Text, string Where)
{
    public static IEnumerable<CountPhrase> In(IReadOnlyList<Sentence> sentences)
    {
        foreach (var sentence in sentences.Select(OtherTimes.Without))
        {
            foreach (Match match in Assessed().Matches(sentence.Text)) yield return ToCount(match, sentence.Quote(match), sentence.Where);
            foreach (var clause in sentence.Text.Split('，', '；', '。').Where(clause => clause.Contains('对') && Assessing().IsMatch(clause)))
                foreach (Match match in Each().Matches(clause)) yield return ToCount(match, match.Value, sentence.Where);
        }
    }

    private static CountPhrase ToCount(Match match, string quoted, string where)
    {
        var what = match.Groups["what"].Value;
        var count = ChineseNumber.Parse(match.Groups["count"].ValueSpan) ?? 0;
        return new CountPhrase(count, GroupWords.In(what), WholeWord().IsMatch(what), quoted, where);
    }

    private const string Number = @"(?<![\d.第])(?<count>\d{1,5})(?:个|家)";

    private const string Units = "(?:单位|部门|县区|乡镇|镇|街道)";

    /// <summary>38个被考核市直单位, 48家参评单位, 参评单位48家.</summary>
    [GeneratedRegex(
        $@"{Number}(?:被|参与|参加|纳入)(?:考核|考评|评估|评价|参评)?的?(?<what>[^\d，。；、]{{0,10}}?{Units})" +
        $@"|{Number}(?<what>参评[^\d，。；、]{{0,6}}?{Units})" +
        $@"|(?<what>(?:参评|被考核|参加考核|纳入考核)的?[^\d，。；、]{{0,6}}?{Units})(?:共|共有|有|为)?{Number}")]
    private static partial Regex Assessed();

    /// <summary>对10个县区、38个市直单位进行了考核.</summary>
    [GeneratedRegex("(?:进行|开展|实施)了?(?:年度|月度|季度|全面|集中)?(?:考核|考评|评估)")]
    private static partial Regex Assessing();

    [GeneratedRegex($@"{Number}(?<what>[^\d，。；、和及]{{1,12}})")]
    private static partial Regex Each();

    [GeneratedRegex("单位|部门$")]
    private static partial Regex WholeWord();
}
