using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests;

/// <summary>
/// A row of the register: what happened, and who entered it when. The rows are the truth of an application; one entered
/// by mistake is struck out and stays.
/// </summary>
public sealed class RecordedEvent
{
    public long Id { get; init; }

    public long RequestId { get; init; }

    public RequestEventKind Kind { get; init; }

    public DateOnly On { get; init; }

    public Channel? Channel { get; init; }

    public int? Workdays { get; init; }

    public DateOnly? Until { get; init; }

    public DateOnly? DeliveredOn { get; init; }

    public bool IsUnderway { get; init; }

    public DateOnly? ReturnedOn { get; init; }

    public required string Party { get; init; }

    /// <summary>What the clerk wrote to it: mail number, person spoken to.</summary>
    public string? Note { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    public DateTimeOffset? StruckAt { get; private set; }

    public string? StruckBy { get; private set; }

    public string? StruckBecause { get; private set; }

    public bool Counts => StruckAt is null;

    /// <summary>As the clock takes it.</summary>
    public RequestEvent Event => new(Kind, On)
    {
        Channel = Channel,
        Workdays = Workdays,
        Until = Until,
        DeliveredOn = DeliveredOn,
        IsUnderway = IsUnderway,
        ReturnedOn = ReturnedOn,
        Party = Party,
    };

    internal static RecordedEvent Of(RequestEvent happened, string? note, string by, DateTimeOffset at) => new()
    {
        Kind = happened.Kind,
        On = happened.On,
        Channel = happened.Channel,
        Workdays = happened.Workdays,
        Until = happened.Until,
        DeliveredOn = happened.DeliveredOn,
        IsUnderway = happened.IsUnderway,
        ReturnedOn = happened.ReturnedOn,
        Party = happened.Party,
        Note = note,
        RecordedAt = at,
        RecordedBy = by,
    };

    internal void Strike(string because, string by, DateTimeOffset at)
    {
        if (!Counts) throw new RefusedException($"{On:yyyy-MM-dd}“{Kind.Title}”已经由{StruckBy}划去，请刷新页面。");
        (StruckBecause, StruckBy, StruckAt) = (because, by, at);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<RecordedEvent>
    {
        public void Configure(EntityTypeBuilder<RecordedEvent> builder)
        {
            builder.Ignore(recorded => recorded.Event);
            builder.Ignore(recorded => recorded.Counts);
        }
    }
}
