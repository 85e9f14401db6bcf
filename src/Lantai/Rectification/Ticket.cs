using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Units;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Rectification;

/// <summary>Who raised what is to be put right.</summary>
public enum TicketOrigin { Patrol, Visit, Leader, Bulletin, Other }

/// <summary>Where a ticket stands: the unit is asked, has answered, is asked again; it is done, or was taken back.</summary>
public enum TicketState { Open, Answered, Returned, Closed, Withdrawn }

/// <summary>
/// A rectification ticket (整改单): what one unit is asked to put right, until when, wherever one cause shows. Its events
/// tell what happened; the state is their copy for lists.
/// </summary>
public sealed class Ticket
{
    private readonly List<TicketEvent> events = [];
    private readonly List<TicketPlace> places = [];

    public long Id { get; init; }

    public long RegionId { get; init; }

    public long UnitId { get; init; }

    /// <summary>The office's year in which it was opened.</summary>
    public int Year { get; init; }

    /// <summary>From 1 in each year of a region.</summary>
    public int Number { get; init; }

    public TicketOrigin Origin { get; init; }

    /// <summary>By which its origin knows the cause again; null when a person wrote it.</summary>
    public string? Cause { get; init; }

    /// <summary>What kind of thing it is, for statistics: a check's title, or what the office calls it.</summary>
    public required string Topic { get; init; }

    public required string Title { get; init; }

    /// <summary>What is to be done, for the notice.</summary>
    public required string Demand { get; init; }

    public required string Basis { get; init; }

    public Severity Severity { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public required string OpenedBy { get; init; }

    /// <summary>The last day in time.</summary>
    public DateOnly DueOn { get; private set; }

    public TicketState State { get; private set; }

    /// <summary>Of the newest answer.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>When the unit had done it, which is what counts against <see cref="DueOn"/>: not when the office looked.</summary>
    public DateOnly? DoneOn { get; private set; }

    /// <summary>When it was closed or withdrawn.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>When it was reported to the leader for being late.</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }

    /// <summary>The ticket by which the same cause was put right before.</summary>
    public long? EarlierId { get; init; }

    public IReadOnlyList<TicketEvent> Events => events;

    public IReadOnlyList<TicketPlace> Places => places;

    /// <summary>Changes with every save.</summary>
    public uint Version { get; init; }

    /// <summary>What a journal line about it is about.</summary>
    public string Subject => $"ticket/{Id}";

    /// <summary>2026-001.</summary>
    public string Code => $"{Year}-{Number:000}";

    public DateOnly OpenedOn => OfficeTime.Day(OpenedAt);

    public bool IsOver => State is TicketState.Closed or TicketState.Withdrawn;

    /// <summary>The unit's turn.</summary>
    public bool AsksUnit => State is TicketState.Open or TicketState.Returned;

    /// <summary>An answer that waits counts by the day on which it was given: the office's own days are not the unit's.</summary>
    public bool IsLate(DateOnly today) => State switch
    {
        TicketState.Open or TicketState.Returned => DueOn < today,
        TicketState.Answered => OfficeTime.Day(AnsweredAt!.Value) > DueOn,
        TicketState.Closed => DoneOn > DueOn,
        TicketState.Withdrawn => false,
    };

    /// <summary>The answer that waits says why it cannot be done, or whose matter it is: a person judges that, not the next look.</summary>
    public bool WaitsForPerson => State == TicketState.Answered
        && events.Where(happened => happened.Act is TicketAct.Answered or TicketAct.Explained).MaxBy(happened => happened.At)?.Act == TicketAct.Explained;

    internal static Ticket Of(long regionId, int number, NewTicket wanted, Actor actor, DateOnly dueOn, long? earlier, DateTimeOffset at)
    {
        var ticket = new Ticket
        {
            RegionId = regionId,
            UnitId = wanted.UnitId,
            Year = OfficeTime.Day(at).Year,
            Number = number,
            Origin = wanted.Origin,
            Cause = wanted.Cause,
            Topic = wanted.Topic,
            Title = wanted.Title,
            Demand = wanted.Demand,
            Basis = wanted.Basis,
            Severity = wanted.Severity,
            OpenedAt = at,
            OpenedBy = actor.Name,
            DueOn = dueOn,
            EarlierId = earlier,
        };
        ticket.places.AddRange(wanted.Places.Select(place => TicketPlace.Of(place, at)));
        ticket.Tell(TicketAct.Opened, actor, at, $"{ticket.places.Count}处，{dueOn:yyyy-MM-dd}前整改");
        return ticket;
    }

    /// <summary>
    /// The same cause shows elsewhere too; an answer that waits does not cover it. A ticket that is in time gets the time
    /// that the new places would have had by themselves; one that is late already stays late.
    /// </summary>
    internal void AddPlaces(IReadOnlyList<NewPlace> more, Actor actor, DateOnly dueOn, DateTimeOffset at)
    {
        var isLonger = !IsLate(OfficeTime.Day(at)) && dueOn > DueOn;
        if (isLonger) DueOn = dueOn;
        places.AddRange(more.Select(place => TicketPlace.Of(place, at)));
        if (State == TicketState.Answered) State = TicketState.Returned;
        Tell(TicketAct.MorePlaces, actor, at, isLonger ? $"又有{more.Count}处，{dueOn:yyyy-MM-dd}前整改" : $"又有{more.Count}处");
    }

    /// <param name="isMended">False when the unit says why it cannot, or that it is not its matter.</param>
    public void Answer(Actor actor, string words, bool isMended, DateTimeOffset at)
    {
        RefuseOver("不能再回复");
        if (State == TicketState.Answered) throw new RefusedException($"整改单{Code}已经回复，正在等待复核。");
        (State, AnsweredAt) = (TicketState.Answered, at);
        Tell(isMended ? TicketAct.Answered : TicketAct.Explained, actor, at, words);
    }

    /// <summary>Its notice went out.</summary>
    internal void Notice(int number, Actor actor, DateTimeOffset at)
    {
        RefuseOver("不能发出通知书");
        Tell(TicketAct.Noticed, actor, at, $"第{number}次");
    }

    public void Return(Actor actor, string because, DateTimeOffset at)
    {
        if (State != TicketState.Answered) throw new RefusedException($"整改单{Code}{State.Title}，没有等待复核的回复可以退回。");
        State = TicketState.Returned;
        Tell(TicketAct.Returned, actor, at, because);
    }

    /// <summary>The office has looked and takes it as done: as of the answer that waits, else as of today.</summary>
    public void Close(Actor actor, string words, DateTimeOffset at)
    {
        RefuseOver("不需要再办结");
        End(TicketAct.Closed, actor, words, OfficeTime.Day(State == TicketState.Answered ? AnsweredAt!.Value : at), at);
    }

    public void Withdraw(Actor actor, string because, DateTimeOffset at)
    {
        RefuseOver("不能撤销");
        (State, ClosedAt) = (TicketState.Withdrawn, at);
        Tell(TicketAct.Withdrawn, actor, at, because);
    }

    /// <summary>Takes a closing or withdrawal back: what was mended is asked for again, and a person alone says that it is done.</summary>
    public void Reopen(Actor actor, string because, DateOnly dueOn, DateTimeOffset at)
    {
        if (!IsOver) throw new RefusedException($"整改单{Code}{State.Title}，不需要重新打开。");
        RefusePast(dueOn, at);
        (State, DoneOn, ClosedAt, AnsweredAt, EscalatedAt, DueOn) = (TicketState.Open, null, null, null, null, dueOn);
        var isLifted = places.TrueForAll(place => place.LiftedAt is not null);
        foreach (var place in places) place.Reopen(isLifted);
        Tell(TicketAct.Reopened, actor, at, $"{because}（{dueOn:yyyy-MM-dd}前整改）");
    }

    public void Extend(Actor actor, string because, DateOnly dueOn, DateTimeOffset at)
    {
        RefuseOver("不能延期");
        if (dueOn <= DueOn) throw new RefusedException($"延期后的日期应晚于现在的期限{DueOn:yyyy-MM-dd}。");
        RefusePast(dueOn, at);
        (DueOn, EscalatedAt) = (dueOn, null);
        Tell(TicketAct.Extended, actor, at, $"延至{dueOn:yyyy-MM-dd}：{because}");
    }

    internal void Escalate(DateTimeOffset at)
    {
        EscalatedAt = at;
        Tell(TicketAct.Escalated, Actor.Program, at, $"期限{DueOn:yyyy-MM-dd}，逾期没有整改");
    }

    /// <summary>A look that began after the answer found some of it still there.</summary>
    internal void SeeAgain(int count, DateTimeOffset at)
    {
        State = TicketState.Returned;
        Tell(TicketAct.SeenAgain, Actor.Program, at, $"复查仍有{count}处");
    }

    /// <summary>Ends it when nothing is left to be put right; a ticket of which everything was lifted never was one.</summary>
    internal void Settle(Actor actor, DateTimeOffset at)
    {
        if (IsOver || places.Count == 0 || !places.TrueForAll(place => place.IsSettled)) return;
        if (places.TrueForAll(place => place.LiftedAt is not null))
        {
            Withdraw(actor, "所列问题都已排除", at);
            return;
        }
        var missedOn = places.Where(place => place.MissedAt is not null).Max(place => OfficeTime.Day(place.MissedAt!.Value));
        var doneOn = State == TicketState.Answered && OfficeTime.Day(AnsweredAt!.Value) < missedOn ? OfficeTime.Day(AnsweredAt.Value) : missedOn;
        End(TicketAct.Mended, actor, "复查没有再发现", doneOn, at);
    }

    /// <summary>These places are another unit's now; a ticket that asks for nothing else is taken back.</summary>
    internal bool GiveAway(IReadOnlySet<string> sources, Actor actor, DateTimeOffset at)
    {
        var given = places.Where(place => !place.IsSettled && place.Source is { } source && sources.Contains(source)).ToList();
        if (given.Count == 0) return false;
        foreach (var place in given) place.LiftedAt = at;
        if (places.TrueForAll(place => place.LiftedAt is not null)) Withdraw(actor, "责任单位已改变，改由其他单位整改", at);
        else Settle(actor, at);
        return true;
    }

    private void End(TicketAct act, Actor actor, string words, DateOnly doneOn, DateTimeOffset at)
    {
        (State, DoneOn, ClosedAt) = (TicketState.Closed, doneOn, at);
        Tell(act, actor, at, words);
    }

    private void RefuseOver(string what)
    {
        if (IsOver) throw new RefusedException($"整改单{Code}{State.Title}，{what}。");
    }

    private static void RefusePast(DateOnly dueOn, DateTimeOffset at)
    {
        if (dueOn < OfficeTime.Day(at)) throw new RefusedException($"整改期限不能早于今天，现为{dueOn:yyyy-MM-dd}。");
    }

    private void Tell(TicketAct act, Actor actor, DateTimeOffset at, string words) =>
        events.Add(new TicketEvent { At = at, By = actor.Name, Act = act, Words = words });

    internal sealed class Mapping : IEntityTypeConfiguration<Ticket>
    {
        public void Configure(EntityTypeBuilder<Ticket> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(ticket => ticket.RegionId);
            builder.HasOne<Unit>().WithMany().HasForeignKey(ticket => ticket.UnitId);
            builder.HasOne<Ticket>().WithMany().HasForeignKey(ticket => ticket.EarlierId);
            builder.HasIndex(ticket => new { ticket.RegionId, ticket.Year, ticket.Number }).IsUnique();
            builder.HasMany(ticket => ticket.Events).WithOne().HasForeignKey(happened => happened.TicketId);
            builder.HasMany(ticket => ticket.Places).WithOne().HasForeignKey(place => place.TicketId);
            builder.Property(ticket => ticket.Version).IsRowVersion();
            foreach (var reckoned in new[] { nameof(Subject), nameof(Code), nameof(OpenedOn), nameof(IsOver), nameof(AsksUnit), nameof(WaitsForPerson) }) builder.Ignore(reckoned);
        }
    }
}
