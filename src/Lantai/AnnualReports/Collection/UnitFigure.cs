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

    /// <summary>Why it stands although a register or library says otherwise; null where it does not overrule one.</summary>
    public string? Because { get; set; }

    /// <summary>What the register or library said when it was overruled, or when the report was handed in; null with <see cref="Because"/>.</summary>
    public string? Recorded { get; set; }

    /// <summary>What the records counted there when the report was handed in; null where they say nothing, or before.</summary>
    public FrozenCell? Counted { get; set; }

    public CellAt At => new(RowKey, ColumnKey);

    /// <summary>Somebody put it there; otherwise a register, the library or the units did when the report was handed in.</summary>
    public bool IsEntered => Source is CellSource.Typed or CellSource.Imported;

    internal sealed class Mapping : IEntityTypeConfiguration<UnitFigure>
    {
        public void Configure(EntityTypeBuilder<UnitFigure> builder)
        {
            builder.HasKey(figure => new { figure.UnitReportId, figure.RowKey, figure.ColumnKey });
            builder.Ignore(figure => figure.At);
            builder.Ignore(figure => figure.IsEntered);
            builder.Property(figure => figure.Counted).HasColumnType("jsonb").HasConversion(EvidenceJson.Cell!, EvidenceJson.CellCompared!);
        }
    }
}
