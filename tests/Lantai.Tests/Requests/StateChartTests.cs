using Lantai.Requests;
using Lantai.Tests.Support;
using Xunit;
using static Lantai.Tests.Requests.CaseNotation;

namespace Lantai.Tests.Requests;

public sealed class StateChartTests
{
    private static readonly IReadOnlyCollection<(RequestState From, RequestState To, string Label)> Arrows =
        StateChart.Arrows(Rulebook, China, new DateOnly(2025, 3, 3));

    /// <summary>Run once with LANTAI_WRITE_DOCS=1 after the rules changed, and look at the difference.</summary>
    [Fact]
    public void The_chart_in_docs_is_what_the_clock_does()
    {
        var path = Path.Combine(Repository.Root, "docs", "request-states.md");
        var chart = StateChart.Markdown(Arrows);
        if (Environment.GetEnvironmentVariable("LANTAI_WRITE_DOCS") == "1") File.WriteAllText(path, chart);
        Assert.Equal(File.ReadAllText(path), chart);
    }

    [Fact]
    public void Every_state_can_be_reached_and_only_the_archive_is_an_end()
    {
        var reached = Arrows.Select(arrow => arrow.To).Append(RequestState.InHand).Append(RequestState.AwaitingConfirmation).Distinct();
        Assert.Equal(Enum.GetValues<RequestState>(), reached.Order());
        Assert.Equal([RequestState.Archived], Enum.GetValues<RequestState>().Except(Arrows.Select(arrow => arrow.From)));
    }

    [Theory]
    [InlineData(RequestState.InHand, RequestState.AwaitingCorrection, "发出补正告知")]
    [InlineData(RequestState.AwaitingCorrection, RequestState.LapsedUncorrected, "期满")]
    [InlineData(RequestState.LapsedUncorrected, RequestState.Replied, "发出答复")]
    [InlineData(RequestState.AwaitingFee, RequestState.LapsedUnpaid, "期满")]
    [InlineData(RequestState.Consulting, RequestState.Extended, "收到意见")]
    [InlineData(RequestState.Replied, RequestState.Served, "送达")]
    public void The_chart_has_the_arrow(RequestState from, RequestState to, string label) => Assert.Contains((from, to, label), Arrows);

    [Theory]
    [InlineData(RequestState.Replied, RequestState.AwaitingCorrection)]
    [InlineData(RequestState.AwaitingConfirmation, RequestState.Replied)]
    [InlineData(RequestState.Withdrawn, RequestState.InHand)]
    public void The_chart_has_no_arrow(RequestState from, RequestState to) =>
        Assert.DoesNotContain(Arrows, arrow => arrow.From == from && arrow.To == to);
}
