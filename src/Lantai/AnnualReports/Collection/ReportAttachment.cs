using Lantai.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.AnnualReports.Collection;

/// <summary>A file that goes out with a report, under the name that readers see.</summary>
public sealed class ReportAttachment
{
    public long UnitReportId { get; init; }

    /// <summary>From 1; also its place in the address.</summary>
    public int Position { get; init; }

    public Guid FileId { get; init; }

    public StoredFile? File { get; init; }

    public required string Name { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ReportAttachment>
    {
        public void Configure(EntityTypeBuilder<ReportAttachment> builder)
        {
            builder.HasKey(file => new { file.UnitReportId, file.Position });
            builder.Property(file => file.Position).ValueGeneratedNever();
            builder.HasOne(file => file.File).WithMany().HasForeignKey(file => file.FileId);
        }
    }
}
