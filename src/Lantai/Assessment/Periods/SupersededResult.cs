using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Assessment;

/// <summary>A unit's frozen record as text, byte for byte what the hash was taken over.</summary>
public sealed record SupersededUnit(long UnitId, string Name, string Frozen);

/// <summary>
/// A result that a closed period had before it was opened again (作废成绩), with all its evidence. Append-only: what was
/// printed from it can be proved for good.
/// </summary>
public sealed class SupersededResult
{
    public long Id { get; init; }

    public long PeriodId { get; init; }

    public required string SchemeText { get; init; }

    /// <summary>The <see cref="Assessment.Standings"/> as JSON.</summary>
    public required string Standings { get; init; }

    /// <summary>A list of <see cref="SupersededUnit"/> as JSON, in the order of the sheet.</summary>
    public required string Units { get; init; }

    /// <summary>As <see cref="ScoringPeriod.Hash"/> was.</summary>
    public required string Hash { get; init; }

    public DateTimeOffset ClosedAt { get; init; }

    public required string ClosedBy { get; init; }

    public DateTimeOffset ReopenedAt { get; init; }

    public required string ReopenedBy { get; init; }

    /// <summary>Why the period was opened again.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the record is still what the hash was taken over.</summary>
    public bool IsIntact() => Hash == Frozen.Hash(
        SchemeText, Standings, Frozen.Read<List<SupersededUnit>>(Units).Select(unit => (unit.UnitId, unit.Frozen)));

    /// <summary>Keeps what a closed period is frozen as; its units must be loaded.</summary>
    internal static SupersededResult Of(ScoringPeriod period, string by, DateTimeOffset at, string reason) => new()
    {
        PeriodId = period.Id,
        SchemeText = period.SchemeText,
        Standings = period.Standings!,
        Units = Frozen.Write(period.Units.Where(unit => unit.TakesPart).OrderBy(unit => unit.Place)
            .Select(unit => new SupersededUnit(unit.UnitId, unit.Name, unit.Frozen ?? ""))),
        Hash = period.Hash!,
        ClosedAt = period.ClosedAt!.Value,
        ClosedBy = period.ClosedBy!,
        ReopenedAt = at,
        ReopenedBy = by,
        Reason = reason,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<SupersededResult>
    {
        public void Configure(EntityTypeBuilder<SupersededResult> builder) =>
            builder.HasOne<ScoringPeriod>().WithMany().HasForeignKey(result => result.PeriodId);
    }
}
