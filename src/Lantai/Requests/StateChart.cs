using System.Text;
using Lantai.Calendar;

namespace Lantai.Requests;

/// <summary>
/// The chart of states, found by trying: from every course reached so far every event is tried on the next working
/// day, and after a month of silence where that changes the state; what is not refused is an arrow. So the chart
/// cannot say anything but what the clock does.
/// </summary>
internal sealed class StateChart
{
    private const int LongestCourse = 7;

    /// <summary>Tried; the other consultations and the giving of reasons lead where these lead.</summary>
    private static readonly RequestEventKind[] Tried =
        [.. RequestEventKinds.All.Except([
            RequestEventKind.Received, RequestEventKind.ReasonsAsked, RequestEventKind.ReasonsGiven, RequestEventKind.CoMakerAsked,
            RequestEventKind.CoMakerAnswered, RequestEventKind.AgencyAsked, RequestEventKind.AgencyAnswered])];

    private readonly RequestRulebook rulebook;
    private readonly WorkCalendar calendar;
    private readonly SortedSet<(RequestState From, RequestState To, string Label)> arrows = [];
    private readonly HashSet<string> seen = [];
    private readonly Queue<List<RequestEvent>> ahead = new();

    private StateChart(RequestRulebook rulebook, WorkCalendar calendar)
    {
        this.rulebook = rulebook;
        this.calendar = calendar;
    }

    /// <summary>The arrows between different states, in the order of the states.</summary>
    /// <param name="from">A day on which the rules in question are in force and 60 working days lie ahead.</param>
    public static IReadOnlyCollection<(RequestState From, RequestState To, string Label)> Arrows(RequestRulebook rulebook, WorkCalendar calendar, DateOnly from)
    {
        var chart = new StateChart(rulebook, calendar);
        foreach (var channel in (Channel[])[Channel.Online, Channel.InPerson])
            chart.ahead.Enqueue([new RequestEvent(RequestEventKind.Received, from) { Channel = channel }]);
        while (chart.ahead.TryDequeue(out var course)) chart.Explore(course);
        return chart.arrows;
    }

    /// <summary>A Mermaid diagram and the same as a table.</summary>
    public static string Markdown(IReadOnlyCollection<(RequestState From, RequestState To, string Label)> arrows)
    {
        var text = new StringBuilder("# 政府信息公开申请的办理状态\n\n本图和下表由程序按期限规则逐一试出，不手工修改；测试保证它与程序一致。\n\n```mermaid\nstateDiagram-v2\n");
        foreach (var state in Enum.GetValues<RequestState>()) text.Append($"    state \"{state.Title}\" as {state.Word}\n");
        text.Append($"    [*] --> {RequestState.AwaitingConfirmation.Word}: 网上、电子邮件、传真、平常信函\n    [*] --> {RequestState.InHand.Word}: 当面、挂号信、口头\n");
        foreach (var arrow in Joined(arrows)) text.Append($"    {arrow.From.Word} --> {arrow.To.Word}: {arrow.Label}\n");
        text.Append($"    {RequestState.Archived.Word} --> [*]\n```\n\n| 状态 | 事项 | 之后的状态 |\n|---|---|---|\n");
        foreach (var arrow in Joined(arrows)) text.Append($"| {arrow.From.Title} | {arrow.Label} | {arrow.To.Title} |\n");
        return text.ToString();
    }

    private static IEnumerable<(RequestState From, RequestState To, string Label)> Joined(IReadOnlyCollection<(RequestState From, RequestState To, string Label)> arrows) =>
        arrows.GroupBy(arrow => (arrow.From, arrow.To)).Select(group => (group.Key.From, group.Key.To, string.Join("、", group.Select(arrow => arrow.Label))));

    private void Explore(List<RequestEvent> course)
    {
        var (last, state) = (course[^1].On, StateOf(course, course[^1].On));
        if (!seen.Add($"{state} {string.Join(' ', course.Select(e => e.Kind).Order())}")) return;
        var (monthLater, expired) = (last.AddMonths(1), StateOf(course, last.AddMonths(1)));
        if (course.Count < LongestCourse) TryAll(course, state, calendar.AddWorkdays(last, 1));
        if (expired == state) return;
        arrows.Add((state, expired, "期满"));
        if (course.Count < LongestCourse) TryAll(course, expired, calendar.AddWorkdays(monthLater, 1));
    }

    private void TryAll(List<RequestEvent> course, RequestState state, DateOnly on)
    {
        foreach (var next in Tried.Select(kind => Next(kind, on)))
        {
            List<RequestEvent> longer = [.. course, next];
            if (!IsPossible(longer)) continue;
            var reached = StateOf(longer, next.On);
            if (reached != state) arrows.Add((state, reached, Label(next.Kind)));
            ahead.Enqueue(longer);
        }
    }

    private bool IsPossible(List<RequestEvent> course)
    {
        try
        {
            RequestCourse.Follow(course, rulebook, calendar);
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }

    private RequestState StateOf(List<RequestEvent> course, DateOnly day) => RequestCourse.Follow(course, rulebook, calendar).StateOn(day);

    private RequestEvent Next(RequestEventKind kind, DateOnly on) => new(kind, on)
    {
        Workdays = kind == RequestEventKind.Extended ? 1 : null,
        Until = kind == RequestEventKind.Delayed ? calendar.AddWorkdays(on, 60) : null,
    };

    private static string Label(RequestEventKind kind) => kind.IsAsking ? "征求意见" : kind.IsConsultation ? "收到意见" : kind.Title;
}
