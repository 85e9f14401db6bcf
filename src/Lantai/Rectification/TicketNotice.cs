using Lantai.Calendar;
using Lantai.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Rectification;

/// <summary>A notice (整改通知书) as it went out: what the unit holds in its hands. Never changed; a later one is the next.</summary>
public sealed class TicketNotice
{
    public long Id { get; init; }

    public long TicketId { get; init; }

    /// <summary>From 1 for each ticket.</summary>
    public int Number { get; init; }

    public DateTimeOffset IssuedAt { get; init; }

    public required string IssuedBy { get; init; }

    /// <summary>The page, from which the PDF is printed.</summary>
    public Guid HtmlFileId { get; init; }

    public Guid DocxFileId { get; init; }

    public DateOnly IssuedOn => OfficeTime.Day(IssuedAt);

    /// <summary>The ticket asks for something else since: more, less, or by another day.</summary>
    /// <param name="ticket">With its events and places.</param>
    public bool IsBehind(Ticket ticket) =>
        ticket.Events.Any(happened => happened.At > IssuedAt && happened.Act is TicketAct.MorePlaces or TicketAct.Extended or TicketAct.Reopened)
        || ticket.Places.Any(place => place.LiftedAt > IssuedAt);

    internal sealed class Mapping : IEntityTypeConfiguration<TicketNotice>
    {
        public void Configure(EntityTypeBuilder<TicketNotice> builder)
        {
            builder.HasOne<Ticket>().WithMany().HasForeignKey(notice => notice.TicketId);
            builder.HasOne<StoredFile>().WithMany().HasForeignKey(notice => notice.HtmlFileId);
            builder.HasOne<StoredFile>().WithMany().HasForeignKey(notice => notice.DocxFileId);
            builder.HasIndex(notice => new { notice.TicketId, notice.Number }).IsUnique();
            builder.Ignore(notice => notice.IssuedOn);
        }
    }
}
