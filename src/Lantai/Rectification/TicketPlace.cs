using Lantai.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Rectification;

/// <summary>A place where the cause of a ticket shows: a page, a room, a paper.</summary>
public sealed class TicketPlace
{
    public long Id { get; init; }

    public long TicketId { get; init; }

    /// <summary>The desk's page of what it comes from, below the region's desk: <c>patrol/findings/12</c>; null when typed in.</summary>
    public string? Source { get; init; }

    public required string What { get; init; }

    /// <summary>On the web; null for what stands elsewhere.</summary>
    public string? Address { get; init; }

    /// <summary>From 1; null when it stands nowhere in particular.</summary>
    public int? AtLine { get; init; }

    /// <inheritdoc cref="AtLine"/>
    public int? AtColumn { get; init; }

    public DateOnly FoundOn { get; init; }

    /// <summary>The first look that did not see it any more; null again when a later one does.</summary>
    public DateTimeOffset? MissedAt { get; internal set; }

    /// <summary>When it was sure to be gone.</summary>
    public DateTimeOffset? MendedAt { get; internal set; }

    /// <summary>When it was judged to be none.</summary>
    public DateTimeOffset? LiftedAt { get; internal set; }

    public bool IsSettled => MendedAt is not null || LiftedAt is not null;

    /// <param name="isLifted">Also what was judged to be none.</param>
    internal void Reopen(bool isLifted)
    {
        (MissedAt, MendedAt) = (null, null);
        if (isLifted) LiftedAt = null;
    }

    internal static TicketPlace Of(NewPlace place, DateTimeOffset at) => new()
    {
        Source = place.Source,
        What = place.What,
        Address = place.Address,
        AtLine = place.Line,
        AtColumn = place.Column,
        FoundOn = OfficeTime.Day(at),
    };

    internal sealed class Mapping : IEntityTypeConfiguration<TicketPlace>
    {
        public void Configure(EntityTypeBuilder<TicketPlace> builder) => builder.Ignore(place => place.IsSettled);
    }
}
