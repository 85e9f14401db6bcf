using Lantai.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Assessment;

/// <summary>
/// A fact that the office typed in or imported (观测记录): what was seen of a unit on a day, with its evidence. It is
/// never removed; one that was wrong is withdrawn with a reason.
/// </summary>
public sealed class Observation
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    public long UnitId { get; init; }

    /// <summary>The fact's name, as schemes refer to it.</summary>
    public required string Fact { get; init; }

    public DateOnly On { get; init; }

    /// <summary>How many, or the figure itself for a score or a rate.</summary>
    public decimal Quantity { get; init; }

    public string? Class { get; init; }

    public string? Item { get; init; }

    /// <summary>已整改, 逾期, 申诉成立 …</summary>
    public string? State { get; set; }

    /// <summary>When a time limit began to run.</summary>
    public DateOnly? Since { get; init; }

    public string? Note { get; init; }

    /// <summary>Where it can be seen, an address.</summary>
    public string? Link { get; init; }

    public Guid? FileId { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string? WithdrawnBy { get; private set; }

    public string? WithdrawnBecause { get; private set; }

    public bool Counts => WithdrawnAt is null;

    internal void Withdraw(string by, DateTimeOffset at, string because)
    {
        if (!Counts) throw new RefusedException($"这条记录已由{WithdrawnBy}撤回。");
        (WithdrawnAt, WithdrawnBy, WithdrawnBecause) = (at, by, because);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Observation>
    {
        public void Configure(EntityTypeBuilder<Observation> builder)
        {
            builder.HasOne<Units.Region>().WithMany().HasForeignKey(observation => observation.RegionId);
            builder.HasOne<Units.Unit>().WithMany().HasForeignKey(observation => observation.UnitId);
            builder.HasOne<StoredFile>().WithMany().HasForeignKey(observation => observation.FileId);
        }
    }
}
