using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;

namespace Lantai.Patrol.Crawl;

/// <summary>Whether the addresses open that a patrol starts with; of one that cannot be told, a sentence for the report.</summary>
internal sealed class Doorstep(RunParts run)
{
    private readonly List<string> shut = [];

    public IReadOnlyList<string> Shut => shut;

    /// <summary>Enters what is not open: one that turned us away, or to which our own line did not lead, is not known to be closed.</summary>
    public async Task TellShutAsync(WebAddress start, int number, FetchOutcome outcome, LinkState state, CancellationToken stop)
    {
        var controls = run.Options.Fetch.AllowPrivate ? [] : run.Rules.Controls;
        var isLineDown = state == LinkState.Dead && await OwnLine.IsDownAsync(outcome, controls, run.Options.Fetch.Limit, stop);
        var isDead = state == LinkState.Dead && !isLineDown;
        var fate = isLineDown ? $"{outcome.Fate}；{OwnLine.Down}" : outcome.Fate;
        run.Map.Settle(number, isDead ? TargetState.Dead : TargetState.Undecided, outcome is Answered answered ? answered.Status : 0, fate);
        if (isDead) run.Sink.Add(Checks.SiteDown.Id, start.Text, null, null, null, $"网站打不开：{fate}。", HowToFix(outcome));
        else shut.Add($"{start.Text}：{fate}，不能断定网站是否打得开，没有巡查。");
    }

    private static string HowToFix(FetchOutcome outcome) =>
        outcome.Either(_ => "检查网站程序和服务器", unreachable => $"{unreachable.Failure.HowToFix}。{unreachable.Failure.Detail}");
}
