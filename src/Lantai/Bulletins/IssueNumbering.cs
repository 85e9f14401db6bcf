using Lantai.Papers;

namespace Lantai.Bulletins;

/// <summary>
/// Issue numbers run from 1 within the calendar year in which a brief is issued, not the year it reports: December
/// 2022, issued in January 2023, is 2023年第1期.
/// </summary>
public static class IssueNumbering
{
    /// <summary>The number of the brief issued on that day.</summary>
    /// <param name="issued">All numbers issued so far, in any order.</param>
    /// <param name="first">The year's first number that is issued here; earlier ones were issued on paper.</param>
    /// <exception cref="RefusedException">A number of that year is missing or there twice.</exception>
    public static IssueNumber Next(IEnumerable<IssueNumber> issued, DateOnly on, int first = 1)
    {
        var numbers = issued.Where(issue => issue.Year == on.Year).Select(issue => issue.Number).Order().ToList();
        foreach (var (place, number) in numbers.Index())
        {
            if (number > place + first) throw new RefusedException($"{on.Year}年缺第{place + first}期，请先补齐已印发的期号。");
            if (number < place + first) throw new RefusedException($"{on.Year}年第{number}期重复，请先更正已印发的期号。");
        }
        return new IssueNumber(on.Year, numbers.Count + first);
    }
}
