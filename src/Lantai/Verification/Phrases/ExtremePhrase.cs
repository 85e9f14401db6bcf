using System.Text.RegularExpressions;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Phrases;

/// <summary>Which figure of all scores a sentence gives.</summary>
internal enum ScoreFigure { Average, Highest, Lowest }

/// <summary>Which total a figure is of: the one that orders the table, the period's, or the year's so far.</summary>
internal enum ScoreSpan { Key, Period, Year }

/// <summary>平均分, 最高分, 最低分.</summary>
/// <param name="IsOverall">The clause says 全市, 全区, 全县 or 总体.</param>
/// <param name="Lead">The clause before, which may name an indicator.</param>
/// <param name="Span">As the clause says, or the sentence before it.</param>
internal sealed partial record ExtremePhrase(
    ScoreFigure Figure, StatedFigure Value, UnitGroup Group, ScoreSpan Span, bool IsOverall, string Lead, string Where)
{
    public static IEnumerable<ExtremePhrase> In(IReadOnlyList<Sentence> sentences) =>
        sentences.Select(OtherTimes.Without).SelectMany(In);

    private static IEnumerable<ExtremePhrase> In(Sentence sentence)
    {
        var (group, span, from) = (UnitGroup.Unknown, ScoreSpan.Key, 0);
        foreach (Match match in Stated().Matches(sentence.Text))
        {
            var lead = sentence.Text[from..match.Index];
            from = match.Index + match.Length;
            if (Time().Matches(lead) is [.., var time]) span = time.Groups["year"].Success ? ScoreSpan.Year : ScoreSpan.Period;
            if (NoScore().IsMatch(match.Groups["between"].ValueSpan)) continue;
            group = GroupWords.In(lead) is var named && named != UnitGroup.Unknown ? named : group;
            var value = StatedFigure.Parse(match.Groups["value"].ValueSpan);
            yield return new ExtremePhrase(ToFigure(match.Groups["what"].Value), value, group, span, Overall().IsMatch(lead), lead, sentence.Where);
        }
    }

    private static ScoreFigure ToFigure(string what) =>
        what == "平均" ? ScoreFigure.Average : what == "最高" ? ScoreFigure.Highest : ScoreFigure.Lowest;

    [GeneratedRegex(@"(?<what>平均|最高|最低)(?<between>[^\d，。；%]{0,24}?)(?<value>\d{1,4}(?:\.\d+)?)分(?!以上|以下|-|至|到|钟)")]
    private static partial Regex Stated();

    [GeneratedRegex("相差|差距|差|高出|低于|高于|扣|加|不超过|上限|限|每|由|从")]
    private static partial Regex NoScore();

    [GeneratedRegex(@"(?<year>全年|累计)|本月|当月|本期|\d月")]
    private static partial Regex Time();

    [GeneratedRegex("全[市区县]|总体|所有|各参评")]
    private static partial Regex Overall();
}
