using FsCheck;
using FsCheck.Fluent;
using Lantai.Bulletins;
using Lantai.Papers;
using Xunit;

namespace Lantai.Tests.Bulletins;

public sealed class IssueNumberingTests
{
    [Theory]
    [InlineData("", "2023-01-17", "2023年第1期")]
    [InlineData("2022-1 2022-2", "2023-01-17", "2023年第1期")]
    [InlineData("2021-1", "2021-02-04", "2021年第2期")]
    [InlineData("2021-3 2021-1 2021-2 2020-9", "2021-12-31", "2021年第4期")]
    public void The_next_issue_counts_within_the_year_of_issue(string issued, string on, string next) =>
        Assert.Equal(next, IssueNumbering.Next(Issues(issued), DateOnly.Parse(on)).ToString());

    [Theory]
    [InlineData("2023-1 2023-3", "2023年缺第2期，请先补齐已印发的期号。")]
    [InlineData("2023-2", "2023年缺第1期，请先补齐已印发的期号。")]
    [InlineData("2023-1 2023-2 2023-2", "2023年第2期重复，请先更正已印发的期号。")]
    [InlineData("2023-0 2023-1", "2023年第0期重复，请先更正已印发的期号。")]
    public void A_gap_or_a_duplicate_is_refused(string issued, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<RefusedException>(() => IssueNumbering.Next(Issues(issued), new DateOnly(2023, 5, 1))).Message);

    [Fact]
    public void Issuing_one_after_another_never_leaves_a_gap() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<bool[]>(), days =>
        {
            var issued = new List<IssueNumber>();
            foreach (var nextYear in days) issued.Add(IssueNumbering.Next(issued, new DateOnly(nextYear ? 2024 : 2023, 6, 1)));
            return issued.Distinct().Count() == issued.Count && issued.GroupBy(i => i.Year).All(year => year.Max(i => i.Number) == year.Count());
        }));

    private static IEnumerable<IssueNumber> Issues(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(issue => issue.Split('-')).Select(parts => new IssueNumber(int.Parse(parts[0]), int.Parse(parts[1])));
}
