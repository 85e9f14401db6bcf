using System.Globalization;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>What an answer or a failure proves about a link, from specs/checks/verdicts.csv.</summary>
public sealed class VerdictTests
{
    private static readonly WebAddress Address = WebAddress.Parse("http://www.example.gov.cn/")!;

    public static TheoryData<string, string, string, string> Rows =>
        [.. File.ReadAllLines(Repository.Spec("checks/verdicts.csv")).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(','))
            .Select(cells => new TheoryDataRow<string, string, string, string>(cells[0], cells[1], cells[2], cells[3]))];

    [Theory, MemberData(nameof(Rows))]
    public void A_link_is_dead_only_when_the_answer_is_about_the_link(string what, string own, string elsewhere, string again)
    {
        var outcome = Outcome(what);
        Assert.Equal((own, elsewhere), (Word(Verdict.Of(outcome, true).State), Word(Verdict.Of(outcome, false).State)));
        Assert.Equal(again == "是", !Verdict.Of(outcome, true).IsFinal);
    }

    [Fact]
    public void Every_failure_has_its_row_its_sentence_and_what_to_do()
    {
        foreach (var kind in Enum.GetValues<FailureKind>())
        {
            Assert.Contains(Rows, row => row.Data.Item1 == kind.ToString());
            var failure = new FetchFailure(kind);
            Assert.NotEqual("", failure.Sentence);
            Assert.NotEqual("", failure.HowToFix);
        }
    }

    private static FetchOutcome Outcome(string what)
    {
        if (Enum.TryParse<FailureKind>(what, out var kind) && !char.IsAsciiDigit(what[0])) return new Unreachable(Address, [], new FetchFailure(kind));
        var status = int.Parse(what.Split(' ')[0], CultureInfo.InvariantCulture);
        return new Answered(Address, [], status, default, TimeSpan.Zero)
        {
            RetryAfter = what.EndsWith("Retry-After", StringComparison.Ordinal) ? TimeSpan.FromSeconds(1) : null,
            IsChallenge = what.EndsWith("challenge", StringComparison.Ordinal),
        };
    }

    private static string Word(LinkState state) => state switch
    {
        LinkState.Alive => "活",
        LinkState.Dead => "死",
        LinkState.Undecided => "待定",
    };
}
