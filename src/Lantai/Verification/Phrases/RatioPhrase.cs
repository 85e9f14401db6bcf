using System.Text.RegularExpressions;

namespace Lantai.Verification.Phrases;

/// <summary>Two counts and the rate they make: 收到38个单位答复书36份，回复率为94.7%.</summary>
/// <param name="Whole">The larger count.</param>
/// <param name="Part">What the rate counts: of 55 不合格 in 314 the others.</param>
/// <param name="Percent">As stated.</param>
internal sealed partial record RatioPhrase(int Whole, int Part, StatedFigure Percent, string Text, string Where)
{
    public static IEnumerable<RatioPhrase> In(IReadOnlyList<Sentence> sentences)
    {
        foreach (var sentence in sentences.Where(sentence => sentence.Text.Contains('%', StringComparison.Ordinal)))
        {
            var from = 0;
            foreach (Match rate in Rate().Matches(sentence.Text))
            {
                var range = from..rate.Index;
                from = rate.Index + rate.Length;
                if (Counts(sentence.Text[range]) is not var (whole, part)) continue;
                var quoted = sentence.Quoted[range.Start..from].TrimStart('，', '；');
                yield return new RatioPhrase(whole, part, StatedFigure.Parse(rate.Groups["percent"].ValueSpan), quoted, sentence.Where);
            }
        }
    }

    /// <summary>Just two counts can be tied to a rate; of more nobody knows which two.</summary>
    private static (int Whole, int Part)? Counts(string clause)
    {
        var counts = Count().Matches(clause).Select(count => ChineseNumber.Parse(count.Groups["n"].ValueSpan) ?? 0).ToList();
        if (counts.Count != 2 || counts.Contains(0) || OtherTimes.IsIn(clause) || Elsewhere().IsMatch(clause)) return null;
        return (counts.Max(), Negative().IsMatch(clause) ? counts.Max() - counts.Min() : counts.Min());
    }

    /// <summary>Rates of one count in another; a rate of growth is none.</summary>
    [GeneratedRegex(
        "(?:回复|答复|办结|按时办结|完成|公开|合格|达标|及格|采纳|更新|整改|报送|解读|回应|通过|覆盖|参与|录用)率" +
        @"(?:为|是|达到?|仅为|仅)?(?<percent>\d{1,3}(?:\.\d+)?)%")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(?<![\d.第年月])(?<n>\d{1,9})(?:条|件|篇|个|家|次|项|期|份|起|人|宗)(?!月|工作日)")]
    private static partial Regex Count();

    [GeneratedRegex(@"不合格|不达标|不及格|未[^，；]{0,8}\d")]
    private static partial Regex Negative();

    /// <summary>Bands and differences have their own sense of two counts.</summary>
    [GeneratedRegex("增加|减少|增长|下降|较|分以上|分以下|其中|%")]
    private static partial Regex Elsewhere();
}
