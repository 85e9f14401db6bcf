using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.AnnualReports.Collection;

/// <summary>Why a row of the region's own report is not the sum of its units.</summary>
public sealed class RowExplanation
{
    public long UnitReportId { get; init; }

    public required string RowKey { get; init; }

    public required string Words { get; set; }

    /// <summary>The differences that were explained, as <see cref="ReportSheet.DifferencesOf"/> has them; null of old ones, which are confirmed anew.</summary>
    public string? Differences { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RowExplanation>
    {
        public void Configure(EntityTypeBuilder<RowExplanation> builder) => builder.HasKey(why => new { why.UnitReportId, why.RowKey });
    }
}
