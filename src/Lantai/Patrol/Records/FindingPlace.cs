using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Patrol;

/// <summary>One more place in which the cause of a finding stands, beside the finding's own.</summary>
public sealed class FindingPlace
{
    public long FindingId { get; init; }

    /// <summary>From 1, in the order of pages.</summary>
    public int Number { get; init; }

    public required string Page { get; set; }

    /// <summary>From 1; null when it stands nowhere in particular.</summary>
    public int? AtLine { get; set; }

    /// <inheritdoc cref="AtLine"/>
    public int? AtColumn { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<FindingPlace>
    {
        public void Configure(EntityTypeBuilder<FindingPlace> builder) => builder.HasKey(place => new { place.FindingId, place.Number });
    }
}
