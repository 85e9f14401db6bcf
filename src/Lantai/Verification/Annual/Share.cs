using System.Text.RegularExpressions;
using Lantai.Verification.Phrases;

namespace Lantai.Verification.Annual;

/// <summary>A share said of a part of a total that stands before it: 共收到474件，其中自然人71件，占15.0%.</summary>
internal static partial class Share
{
    public static IEnumerable<Verdict> Look(AnnualCase annual) =>
        from sentence in annual.Paper.Sentences
        from match in Parts().Matches(OwnWords.In(sentence, annual.Paper.Title?.Year, annual.Paper.Title?.Level))
        let whole = ChineseNumber.Parse(match.Groups["whole"].ValueSpan)
        where whole > 0
        from at in Enumerable.Range(0, match.Groups["part"].Captures.Count)
        select Judge(sentence, match, match.Groups["part"].Captures[at], match.Groups["percent"].Captures[at], whole!.Value);

    private static Verdict Judge(Sentence sentence, Match match, Capture part, Capture percent, int whole)
    {
        var (count, share) = (ChineseNumber.Parse(part.ValueSpan) ?? 0, StatedFigure.Parse(percent.ValueSpan));
        var exact = count * 100m / whole;
        if (share.IsRounded(exact)) return Verdict.Right;
        var (stated, computed) = ($"{share}%", $"{share.Show(exact)}%");
        var message = $"“{sentence.Quote(match)}”中{count}占{whole}的{computed}，文中为{stated}。";
        return share.IsCut(exact) ? Verdict.Doubtful(sentence.Where, stated, computed, message) : Verdict.Wrong(sentence.Where, stated, computed, message);
    }

    private const string Measure = "(?:件|条|项|宗|份|起|人|个)";

    /// <summary>Every part with its share, straight after the total; a part without one ends it, for its share may be of something else.</summary>
    [GeneratedRegex($@"(?<![\d.])(?<whole>\d{{1,9}}){Measure}[，；:(](?:其中[，:]?)(?:[^，。；、\d]{{0,14}}(?<part>\d{{1,9}}){Measure}[，(]?(?:约?占(?:总数|总量|全部|申请总数|申请总量|收到总数)?的?)(?<percent>\d{{1,3}}(?:\.\d{{1,4}})?)%\)?[，；、]?)+")]
    private static partial Regex Parts();
}
