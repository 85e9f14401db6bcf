using Lantai.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Rectification;

/// <summary>A place where the cause of a ticket shows: a page, a room, a paper.</summary>
public sealed class TicketPlace
{
    /// <summary>A column beyond which nobody counts; an editor's window is about as wide.</summary>
    private const int FarColumn = 120;

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

    /// <summary>What stands there, by which a person finds it; null when nothing does, or when it was typed in.</summary>
    public string? Words { get; init; }

    public DateOnly FoundOn { get; init; }

    /// <summary>The first look that did not see it any more; null again when a later one does.</summary>
    public DateTimeOffset? MissedAt { get; internal set; }

    /// <summary>When it was sure to be gone.</summary>
    public DateTimeOffset? MendedAt { get; internal set; }

    /// <summary>When it was judged to be none.</summary>
    public DateTimeOffset? LiftedAt { get; internal set; }

    /// <summary>
    /// As a person says it: line and column, or the words that stand there where nobody would count so far, such as on a page
    /// that is written in one line; empty when it stands nowhere in particular.
    /// </summary>
    public string Spot => (AtLine, AtColumn, Words) switch
    {
        (null, _, _) => "",
        (1, _, { Length: > 0 } words) => $"“{words}”处",
        (_, > FarColumn, { Length: > 0 } words) => $"“{words}”处",
        (1, > FarColumn, _) => "",
        (var line, > FarColumn, _) => $"第{line}行",
        var (line, column, _) => $"第{line}行第{column}列",
    };

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
        Words = place.Words,
        FoundOn = OfficeTime.Day(at),
    };

    internal sealed class Mapping : IEntityTypeConfiguration<TicketPlace>
    {
        public void Configure(EntityTypeBuilder<TicketPlace> builder) => builder.Ignore(place => place.IsSettled).Ignore(place => place.Spot);
    }
}
