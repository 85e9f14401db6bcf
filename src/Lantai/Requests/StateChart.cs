using System.Text;
using Lantai.Calendar;

namespace Lantai.Requests;

/// <summary>
/// The chart of states, found by trying: from every course reached so far every event is tried on the next working
/// day, and what is not refused is an arrow. So the chart cannot say anything but what the clock does.
/// </summary>
internal sealed class StateChart
{
    private const int LongestCourse = 7;

    /// <summary>Tried; the other consultations and the giving of reasons lead where these lead.</summary>
    private static readonly RequestEventKind[] Tried =
        [.. RequestEventKinds.All.Except([
            RequestEventKind.Received, RequestEventKind.ReasonsAsked, RequestEventKind.ReasonsGiven, RequestEventKind.CoMakerAsked,
            RequestEventKind.CoMakerAnswered, RequestEventKind.AgencyAsked, RequestEventKind.AgencyAnswered])];

    /// <summary>The states in which the office works on the application, whatever it works on.</summary>
    private static readonly RequestState[] Working =
        [RequestState.InHand, RequestState.Consulting, RequestState.Extended, RequestState.Delayed, RequestState.Drafted,
            RequestState.Checked, RequestState.SignedOff];

    private readonly RequestRulebook rulebook;
    private readonly WorkCalendar calendar;
    private readonly SortedSet<(RequestState From, RequestState To, string Label)> arrows = [];
    private readonly HashSet<string> seen = [];
    private readonly Queue<(List<RequestEvent> Course, DateOnly Day)> ahead = new();

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
            chart.ahead.Enqueue(([new RequestEvent(RequestEventKind.Received, from) { Channel = channel }], from));
        while (chart.ahead.TryDequeue(out var at)) chart.Explore(at.Course, at.Day);
        return chart.arrows;
    }

    /// <summary>A Mermaid diagram and, as a table, every single arrow.</summary>
    public static string Markdown(IReadOnlyCollection<(RequestState From, RequestState To, string Label)> arrows)
    {
        var text = new StringBuilder(
            "# 政府信息公开申请的办理状态\n\n本图和下表由程序按期限规则逐一试出，不手工修改；测试保证它与程序一致。从框引出的箭头，框内各状态都有；指向框的箭头，回到此前所在的状态。\n\n```mermaid\nstateDiagram-v2\n");
        text.Append("    state \"办理\" as working {\n");
        foreach (var state in Working) text.Append($"        state \"{state.Title}\" as {state.Word}\n");
        text.Append("    }\n");
        foreach (var state in Enum.GetValues<RequestState>().Except(Working)) text.Append($"    state \"{state.Title}\" as {state.Word}\n");
        text.Append($"    [*] --> {RequestState.AwaitingConfirmation.Word}: 网上、电子邮件、传真、平常信函\n    [*] --> {RequestState.InHand.Word}: 当面、挂号信、口头\n");
        foreach (var (from, to, label) in Drawn(arrows)) text.Append($"    {from} --> {to}: {label}\n");
        text.Append($"    {RequestState.Archived.Word} --> [*]\n```\n\n| 状态 | 事项 | 之后的状态 |\n|---|---|---|\n");
        foreach (var arrow in arrows.GroupBy(arrow => (arrow.From, arrow.To)))
            text.Append($"| {arrow.Key.From.Title} | {Labels(arrow.Select(one => one.Label))} | {arrow.Key.To.Title} |\n");
        return text.ToString();
    }

    /// <summary>The arrows as drawn: one from the frame for what all states in it have, one to the frame for a way back into it.</summary>
    private static IEnumerable<(string From, string To, string Label)> Drawn(IReadOnlyCollection<(RequestState From, RequestState To, string Label)> arrows)
    {
        var fromAll = arrows.Where(arrow => Working.Contains(arrow.From)).GroupBy(arrow => (arrow.To, arrow.Label))
            .Where(group => Working.Except([group.Key.To]).All(group.Select(arrow => arrow.From).Contains)).Select(group => group.Key).ToHashSet();
        var back = arrows.Where(arrow => Working.Contains(arrow.To)).GroupBy(arrow => (arrow.From, arrow.Label))
            .Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        return arrows
            .Select(arrow => (
                From: Working.Contains(arrow.From) && fromAll.Contains((arrow.To, arrow.Label)) ? "working" : arrow.From.Word,
                To: back.Contains((arrow.From, arrow.Label)) ? "working" : arrow.To.Word,
                arrow.Label))
            .GroupBy(arrow => (arrow.From, arrow.To))
            .Select(group => (group.Key.From, group.Key.To, Labels(group.Select(arrow => arrow.Label))));
    }

    private static string Labels(IEnumerable<string> labels) => string.Join("、", labels.Distinct());

    private void Explore(List<RequestEvent> course, DateOnly day)
    {
        var state = StateOf(course, day);
        if (!seen.Add($"{state} {string.Join(' ', course.Select(e => e.Kind).Order())}")) return;
        if (StateOf(course, day.AddMonths(1)) is var later && later != state)
        {
            arrows.Add((state, later, "期满"));
            ahead.Enqueue((course, day.AddMonths(1)));
        }
        if (course.Count == LongestCourse) return;
        foreach (var next in Tried.Select(kind => Next(kind, calendar.AddWorkdays(day, 1))))
        {
            List<RequestEvent> longer = [.. course, next];
            if (!IsPossible(longer)) continue;
            var reached = StateOf(longer, next.On);
            if (reached != state) arrows.Add((state, reached, Label(next.Kind)));
            ahead.Enqueue((longer, next.On));
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
