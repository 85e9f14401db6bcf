using Lantai.Patrol;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.AnnualReports.Sites;

/// <summary>A field of a site's yearly table as it was typed or imported.</summary>
public sealed class SiteFigure
{
    public long SiteId { get; init; }

    public int Year { get; init; }

    public required string FieldKey { get; init; }

    public required string Written { get; set; }

    public DateTimeOffset EnteredAt { get; set; }

    public required string EnteredBy { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<SiteFigure>
    {
        public void Configure(EntityTypeBuilder<SiteFigure> builder)
        {
            builder.HasKey(figure => new { figure.SiteId, figure.Year, figure.FieldKey });
            builder.HasOne<PatrolSite>().WithMany().HasForeignKey(figure => figure.SiteId);
        }
    }
}

internal static class SiteFigureSets
{
    extension(LantaiDb db)
    {
        public DbSet<SiteFigure> SiteFigures => db.Set<SiteFigure>();
    }
}
