using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Files;

/// <summary>A file that was put in; its bytes lie once under their hash, however often they come.</summary>
public sealed class StoredFile
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The name it came with, without folders.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>By content, not by name.</summary>
    public required string MediaType { get; init; }

    public DateTimeOffset StoredAt { get; init; }

    public required string StoredBy { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<StoredFile>
    {
        public void Configure(EntityTypeBuilder<StoredFile> builder) =>
            builder.Property(file => file.Id).ValueGeneratedNever();
    }
}

public static class FileSets
{
    extension(LantaiDb db)
    {
        public DbSet<StoredFile> Files => db.Set<StoredFile>();
    }
}
