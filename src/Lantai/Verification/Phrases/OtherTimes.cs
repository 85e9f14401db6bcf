using System.Text.RegularExpressions;

namespace Lantai.Verification.Phrases;

/// <summary>Figures of another time or place cannot follow from the tables of this paper.</summary>
internal static partial class OtherTimes
{
    public static bool IsIn(string text) => Words().IsMatch(text);

    /// <summary>
    /// The sentence without what it says of other times and places, at its length: 平均分99分，比上期提高1分 keeps the
    /// average. A comparison ends with its clause; 去年…… goes on until the sentence comes back to now.
    /// </summary>
    public static Sentence Without(Sentence sentence)
    {
        if (!IsIn(sentence.Text)) return sentence;
        var text = sentence.Text.ToCharArray();
        var isElsewhere = false;
        foreach (Match clause in Clauses().Matches(sentence.Text))
        {
            if (Now().IsMatch(clause.ValueSpan)) isElsewhere = false;
            var compared = Compared().Match(clause.Value);
            var from = isElsewhere ? 0 : compared.Success ? compared.Index : clause.Length;
            if (IsIn(clause.Value[..Math.Min(from, clause.Length)])) (isElsewhere, from) = (true, 0);
            Array.Fill(text, '。', clause.Index + from, clause.Length - from);
        }
        return sentence with { Text = new string(text) };
    }

    [GeneratedRegex("上年|去年|上月|上个月|上季|上期|上半年相比|同期|同比|环比|全省|全国|往年")]
    private static partial Regex Words();

    [GeneratedRegex("[^，；]+")]
    private static partial Regex Clauses();

    /// <summary>比上期, 较去年同期, 与往年相比, 同比.</summary>
    [GeneratedRegex("同比|环比|(?:比|较|与|同|和|跟)(?:上年|去年|上月|上个月|上季|上期|上半年|往年|全省|全国)")]
    private static partial Regex Compared();

    [GeneratedRegex("今年|本年|本月|当月|本期|本季|目前|现在")]
    private static partial Regex Now();
}
