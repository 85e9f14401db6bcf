using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.AnnualReports.Collection;

/// <summary>A year for which the office collects the reports of the region's units.</summary>
public sealed class AnnualYear
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    public int Year { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public required string OpenedBy { get; init; }

    public List<UnitReport> Reports { get; } = [];

    /// <summary>Opened after the year in which its reports were due: its figures and words are only compared with.</summary>
    public bool IsForComparison => OfficeTime.Day(OpenedAt).Year > Year + 1;

    internal sealed class Mapping : IEntityTypeConfiguration<AnnualYear>
    {
        public void Configure(EntityTypeBuilder<AnnualYear> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(year => year.RegionId);
            builder.HasMany(year => year.Reports).WithOne().HasForeignKey(report => report.AnnualYearId);
            builder.HasIndex(year => new { year.RegionId, year.Year }).IsUnique();
            builder.Ignore(year => year.IsForComparison);
        }
    }
}

internal static class CollectionSets
{
    extension(LantaiDb db)
    {
        public DbSet<AnnualYear> AnnualYears => db.Set<AnnualYear>();

        public DbSet<UnitReport> UnitReports => db.Set<UnitReport>();
    }
}
