using System.Text.RegularExpressions;
using Lantai.Verification.Names;

namespace Lantai.Verification.Phrases;

/// <summary>前N名: who they are.</summary>
/// <param name="IsFromEnd">后N名.</param>
internal sealed partial record TopPhrase(int Count, bool IsFromEnd, NameList List, string Where)
{
    public static IEnumerable<TopPhrase> In(IReadOnlyList<Sentence> sentences, UnitNames units)
    {
        foreach (var sentence in sentences)
            foreach (Match match in NamesAfter().Matches(sentence.Text).Concat(NamesBefore().Matches(sentence.Text)))
            {
                var list = NameList.Read(match.Groups["names"].Value, units);
                if (list.IsTied && ChineseNumber.Parse(match.Groups["count"].ValueSpan) is > 0 and var count)
                    yield return new TopPhrase(count, match.Groups["end"].Value is not "前", list, sentence.Where);
            }
    }

    private const string Place = "(?<end>前|后|倒数|末)(?:第)?(?<count>\\d{1,2}|[一二三四五六七八九十两]{1,3})";

    [GeneratedRegex($"(?:(?:排名|得分|成绩|名列|位列|位居){Place}(?:名|位)?|{Place}(?:名|位))的?(?:[^，。；:、有是为]{{0,8}})(?:分别|依次)?(?:有|是|为)?:?(?<names>[^，。；:]+)")]
    private static partial Regex NamesAfter();

    [GeneratedRegex($"(?:^|[，。；:])(?<names>[^，。；:]{{1,300}}?)(?:分别|依次)?(?:位居|位列|排名|名列|排在|列|居)(?:全[市区县])?{Place}(?:名|位)?(?=[，。；]|$)")]
    private static partial Regex NamesBefore();
}
