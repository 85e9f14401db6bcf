using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Stands for all that is typed of a site's year; another as soon as any of it changes.</summary>
    /// <param name="typed">By field.</param>
    public static string StampOf(IReadOnlyDictionary<string, string> typed)
    {
        var words = string.Join('\n', typed.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
    }

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
