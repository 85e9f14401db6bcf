using Lantai.Calendar;

namespace Lantai.Requests;

/// <summary>
/// The course of an application: its events taken in the order of their days, each checked against those before it.
/// It holds what the clock counts with; an impossible order is refused.
/// </summary>
internal sealed partial class RequestCourse
{
    private readonly RequestRulebook rulebook;
    private readonly WorkCalendar calendar;
    private readonly List<Pause> pauses = [];
    private readonly List<Consultation> consultations = [];
    private readonly List<string> notes = [];
    private RequestEvent? extension;
    private RequestEvent? delay;
    private RequestState? stage;
    private RequestState? outcome;
    private DateOnly? reasonsAskedOn;

    private RequestCourse(RequestEvent received, RequestRulebook rulebook, WorkCalendar calendar)
    {
        this.rulebook = rulebook;
        this.calendar = calendar;
        Submitted = received;
        Rules = rulebook.InForce(received.On);
        if (!Receipt.NeedsConfirming || Receipt.SubmissionConfirms) ReceivedOn = received.On;
    }

    public RequestEvent Submitted { get; }

    public RequestRules Rules { get; private set; }

    public ReceiptRule Receipt => Rules.Receipt[Submitted.Channel!.Value];

    /// <summary>收到申请之日; null until it is confirmed where that is needed.</summary>
    public DateOnly? ReceivedOn { get; private set; }

    public IReadOnlyList<Pause> Pauses => pauses;

    public IReadOnlyList<Consultation> Consultations => consultations;

    /// <summary>Working days of an extension that still counts.</summary>
    public int ExtraWorkdays { get; private set; }

    /// <summary>The last day of a delayed reply.</summary>
    public DateOnly? DelayedUntil => delay?.Until;

    /// <summary>How and when it ended: replied, withdrawn, merged or converted.</summary>
    public RequestEvent? End { get; private set; }

    public IReadOnlyList<string> Notes => notes;

    /// <exception cref="RefusedException">The events cannot have happened in this order.</exception>
    public static RequestCourse Follow(IEnumerable<RequestEvent> events, RequestRulebook rulebook, WorkCalendar calendar)
    {
        var ordered = events.ToArray();
        if (!IsOrdered(ordered)) Array.Sort(ordered, InEffect);
        var received = Array.FindIndex(ordered, e => e.Kind == RequestEventKind.Received);
        if (received < 0) throw new RefusedException("没有收到申请的记录，请先登记申请和收到日期。");
        if (ordered[received].Channel is null) throw new RefusedException("收到申请的记录没有写明提交渠道，请补上。");
        if (received > 0)
            throw new RefusedException(
                $"{ordered[0].Place}“{ordered[0].Kind.Title}”（{ordered[0].On:yyyy-MM-dd}）早于收到申请（{ordered[received].On:yyyy-MM-dd}），请核对日期。");
        var course = new RequestCourse(ordered[0], rulebook, calendar);
        for (var i = 1; i < ordered.Length; i++) course.Take(ordered[i]);
        foreach (var pause in course.pauses) pause.IsBack = pause.ReturnedOn is not null;
        return course;
    }

    /// <summary>The pause that waits for the applicant; null when none does.</summary>
    public Pause? Pending => pauses.Count > 0 && pauses[^1] is { AnsweredOn: null, IsBack: false } pause ? pause : null;

    /// <summary>What was asked by letters that came back and were not sent again.</summary>
    public IEnumerable<string> UnsentAgain(DateOnly today) =>
    [
        .. pauses.Count > 0 && pauses[^1] is { IsVoid: true, Kind.Act: var act } ? [act] : Array.Empty<string>(),
        .. consultations.Where(asked => asked is { AnsweredOn: null } && asked.ReturnedOn <= today
            && !consultations.Exists(again => again != asked && again.Kind == asked.Kind && again.Party == asked.Party && again.AskedOn >= asked.ReturnedOn))
            .Select(asked => asked.Kind.Reason),
    ];

    public RequestState StateOn(DateOnly day)
    {
        if (outcome is { } ended) return ended;
        if (ReceivedOn is null) return RequestState.AwaitingConfirmation;
        if (Pending is { } pause) return pause.HasLapsedOn(day) ? pause.Kind.Lapsed : pause.Kind.State;
        if (consultations.Exists(consultation => consultation.IsOpenOn(day))) return RequestState.Consulting;
        return stage ?? (delay is not null ? RequestState.Delayed : extension is not null ? RequestState.Extended : RequestState.InHand);
    }

    /// <summary>The first day after today on which the state is another although nothing happened; null for none.</summary>
    public DateOnly? ChangesAfter(DateOnly today)
    {
        if (outcome is not null || ReceivedOn is null) return null;
        if (Pending is { } pause) return pause.HasLapsedOn(today) ? null : pause.Deadline?.AddDays(1);
        return consultations.Where(consultation => consultation.IsOpenOn(today)).Min(consultation => consultation.ExpiresOn)?.AddDays(1);
    }

    /// <summary>Whether the step is done, or the case ended without it.</summary>
    /// <param name="step">Draft, check or signature.</param>
    public bool HasReached(RequestState step) => End is not null || stage >= step;

    /// <summary>Nearly always, because events are entered as they come.</summary>
    private static bool IsOrdered(RequestEvent[] events)
    {
        for (var i = 1; i < events.Length; i++)
            if (InEffect(events[i - 1], events[i]) > 0) return false;
        return true;
    }

    private static int InEffect(RequestEvent a, RequestEvent b)
    {
        var byDay = a.On.CompareTo(b.On);
        if (byDay != 0) return byDay;
        var byKind = a.Kind.CompareTo(b.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(a.Party, b.Party);
    }
}
