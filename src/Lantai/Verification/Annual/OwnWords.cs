using System.Globalization;
using System.Text.RegularExpressions;
using Lantai.AnnualReports;
using Lantai.Verification.Phrases;

namespace Lantai.Verification.Annual;

/// <summary>
/// What a sentence of a report says of the report's own year and publisher: 同比增长5%，共收到12件 keeps the 12, 全县收到300件，我局收到12件
/// keeps the last clause.
/// </summary>
internal static partial class OwnWords
{
    private const char Gone = '。';

    /// <summary>Stands where 上年结转 stood: what was carried over is a figure of this year's table.</summary>
    private const char Kept = '\u3000';

    /// <returns>The sentence's text at its length, with other years, periods and places blotted out.</returns>
    /// <param name="year">Of the report; null when it is not known.</param>
    /// <param name="level">Of the publisher: a government's report is of all its place.</param>
    public static string In(Sentence sentence, int? year, PublisherLevel? level)
    {
        var carried = Carried().Replace(sentence.Text, match => new string(Kept, match.Length));
        var text = OtherTimes.Without(sentence with { Text = carried }).Text.ToCharArray();
        Blot(carried, text, year, level);
        for (var at = 0; at < text.Length; at++)
            if (text[at] == Kept) text[at] = sentence.Text[at];
        return new string(text);
    }

    /// <summary>From the clause that turns to another place or period on to the one that comes back; a comparison ends with its clause.</summary>
    private static void Blot(string words, char[] text, int? year, PublisherLevel? level)
    {
        var isElsewhere = false;
        foreach (Match clause in Clauses().Matches(words))
        {
            var compared = Compared().Match(clause.Value);
            var said = compared.Success ? clause.Value[..compared.Index] : clause.Value;
            var away = FirstAway(said, year, level);
            isElsewhere = away is not null || (isElsewhere && !Own().IsMatch(said) && YearIn(said) != year);
            var from = away ?? (isElsewhere ? 0 : said.Length);
            Array.Fill(text, Gone, clause.Index + from, clause.Length - from);
        }
    }

    /// <summary>Where the clause turns to another period, or to a wider place without naming the publisher; null for nowhere.</summary>
    private static int? FirstAway(string clause, int? year, PublisherLevel? level)
    {
        if (year is not null && YearIn(clause) is { } other && other != year) return 0;
        if (Period().Match(clause) is { Success: true } period) return period.Index;
        return Place().Match(clause) is { Success: true } place && !Publisher().IsMatch(clause) && !IsOwnPlace(place.Value, level) ? place.Index : null;
    }

    private static bool IsOwnPlace(string place, PublisherLevel? level) => level is { } known && known switch
    {
        PublisherLevel.Unit => false,
        PublisherLevel.County => place is "全县" or "全区",
        PublisherLevel.City => place is "全市",
        PublisherLevel.Province => place is "全省" or "全区" or "全市",
    };

    /// <summary>The year with which the clause begins: 2021年修订 of a rule is none.</summary>
    private static int? YearIn(string clause) =>
        Year().Match(clause) is { Success: true } match ? int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("(?:上年|上一年度?|上年度|去年|20\\d\\d年)结转|结转上年|(?:上一年度?|20\\d\\d年)?上年结转")]
    private static partial Regex Carried();

    [GeneratedRegex("[^，；]+")]
    private static partial Regex Clauses();

    /// <summary>占全县的5%, 高于各县区, 比上一年.</summary>
    [GeneratedRegex(@"(?:占|比|较|与|高于|低于|居|列|位)(?:全[省市县区镇乡]|各(?:单位|部门|镇|乡|县|区)|上一年|20\d\d年)")]
    private static partial Regex Compared();

    [GeneratedRegex("全[省市县区镇乡]|各(?:单位|部门|镇|乡|县|区)")]
    private static partial Regex Place();

    [GeneratedRegex("[上下]半年|[一二三四]季度|上一年")]
    private static partial Regex Period();

    [GeneratedRegex(@"^在?(?<y>20\d\d)年度?(?![新修印版发出])")]
    private static partial Regex Year();

    [GeneratedRegex("[我本](?:局|委|办|院|镇|乡|街道|单位|机关|部门|府|级|[县区市]政府)")]
    private static partial Regex Publisher();

    [GeneratedRegex("[我本](?:局|委|办|院|镇|乡|街道|单位|机关|部门|府|级|[县区市]政府)|今年|本年|全年|当年")]
    private static partial Regex Own();
}
