using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.AnnualReports.Collection;

/// <summary>A figure as it was written into a cell.</summary>
public sealed class UnitFigure
{
    public long UnitReportId { get; init; }

    public required string RowKey { get; init; }

    public required string ColumnKey { get; init; }

    public required string Written { get; set; }

    /// <summary>Typed or imported; once the report is submitted also the register or library that the figure was taken from.</summary>
    public CellSource Source { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<UnitFigure>
    {
        public void Configure(EntityTypeBuilder<UnitFigure> builder) =>
            builder.HasKey(figure => new { figure.UnitReportId, figure.RowKey, figure.ColumnKey });
    }
}
