using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Rectification;

public enum TicketAct { Opened, Noticed, MorePlaces, Answered, Explained, Returned, SeenAgain, Closed, Mended, Extended, Withdrawn, Reopened, Escalated }

/// <summary>Something that happened to a ticket; never changed.</summary>
public sealed class TicketEvent
{
    public long Id { get; init; }

    public long TicketId { get; init; }

    public DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public TicketAct Act { get; init; }

    public required string Words { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<TicketEvent>
    {
        public void Configure(EntityTypeBuilder<TicketEvent> builder) => builder.HasKey(happened => happened.Id);
    }
}
