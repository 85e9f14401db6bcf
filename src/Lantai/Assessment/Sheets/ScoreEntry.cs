using Lantai.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Assessment;

/// <summary>
/// Points that a person typed or imported (录入分) for a unit and an indicator. A blank cell has no entry; a cell that
/// does not apply ("/") has one without points. What stood there before is in the journal.
/// </summary>
public sealed class ScoreEntry
{
    public long Id { get; init; }

    public long PeriodId { get; init; }

    public long UnitId { get; init; }

    /// <summary>The indicator's key.</summary>
    public required string Indicator { get; init; }

    /// <summary>自评, 复核 …; "" where the scheme has no stages.</summary>
    public required string Stage { get; init; }

    public CellState State { get; set; }

    public decimal? Points { get; set; }

    public string? Note { get; set; }

    /// <summary>The evidence.</summary>
    public Guid? FileId { get; set; }

    public DateTimeOffset EnteredAt { get; set; }

    public required string EnteredBy { get; set; }

    /// <summary>As scoring takes it.</summary>
    public Entry ToEntry() => new(Indicator, State, Points, Stage.Length > 0 ? Stage : null, Note);

    internal sealed class Mapping : IEntityTypeConfiguration<ScoreEntry>
    {
        public void Configure(EntityTypeBuilder<ScoreEntry> builder)
        {
            builder.HasOne<PeriodUnit>().WithMany().HasForeignKey(entry => new { entry.PeriodId, entry.UnitId });
            builder.HasOne<StoredFile>().WithMany().HasForeignKey(entry => entry.FileId);
            builder.HasIndex(entry => new { entry.PeriodId, entry.UnitId, entry.Indicator, entry.Stage }).IsUnique();
        }
    }
}
