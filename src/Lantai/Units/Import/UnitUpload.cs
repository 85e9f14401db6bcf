using Lantai.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Units.Import;

/// <summary>A file of units that was sent in: previewed, and imported once.</summary>
public sealed class UnitUpload
{
    public Guid Id { get; init; }

    public long RegionId { get; init; }

    public Guid FileId { get; init; }

    public StoredFile? File { get; init; }

    /// <summary>Whether groups that the register does not know are made.</summary>
    public bool MayCreateGroups { get; init; }

    public required string UploadedBy { get; init; }

    public DateTimeOffset UploadedAt { get; init; }

    /// <summary>When it was imported; null while it is only a preview.</summary>
    public DateTimeOffset? AppliedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<UnitUpload>
    {
        public void Configure(EntityTypeBuilder<UnitUpload> builder)
        {
            builder.Property(upload => upload.Id).ValueGeneratedNever();
            builder.HasOne<Region>().WithMany().HasForeignKey(upload => upload.RegionId);
            builder.HasOne(upload => upload.File).WithMany().HasForeignKey(upload => upload.FileId);
        }
    }
}
