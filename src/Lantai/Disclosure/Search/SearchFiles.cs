using Lantai.Files;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace Lantai.Disclosure;

/// <summary>A piece of an attachment's text in the index.</summary>
public sealed class SearchFile
{
    public long EditionId { get; init; }

    public int Position { get; init; }

    public int Piece { get; init; }

    public long RegionId { get; init; }

    public required NpgsqlTsVector Words { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SearchFile>
    {
        public void Configure(EntityTypeBuilder<SearchFile> builder)
        {
            builder.HasKey(file => new { file.EditionId, file.Position, file.Piece });
            builder.Property(file => file.Position).ValueGeneratedNever();
            builder.Property(file => file.Piece).ValueGeneratedNever();
            builder.HasOne<Edition>().WithMany().HasForeignKey(file => file.EditionId);
            builder.HasOne<Region>().WithMany().HasForeignKey(file => file.RegionId);
        }
    }
}

/// <summary>Puts the text of an approved edition's attachments into the index.</summary>
public sealed class IndexFiles(LantaiDb db, FileStore store)
{
    /// <summary>Characters of a piece; neighbours share some, so that a phrase on the border is found.</summary>
    private const int Length = 12_000;

    private const int Shared = 100;

    /// <summary>Of one file: a longer one is indexed as far as this.</summary>
    private const int Most = 20;

    public async Task RunAsync(long regionId, Edition edition, CancellationToken stop)
    {
        var files = await db.Set<EditionFile>().AsNoTracking().Include(file => file.File).Where(file => file.EditionId == edition.Id).ToListAsync(stop);
        foreach (var file in files)
        {
            using var content = store.Open(file.File!);
            if (!FileText.CanRead(FileKind.Sniff(content))) continue;
            var bytes = new byte[content.Length];
            content.ReadExactly(bytes);
            var text = FileText.Read(bytes, file.Name) ?? "";
            for (var (piece, at) = (0, 0); at < text.Length && piece < Most; piece++, at += Length - Shared)
            {
                var vector = Bigrams.Vector("", text.Substring(at, Math.Min(Length, text.Length - at)));
                await db.Database.ExecuteSqlAsync(
                    $"""
                    insert into search_file (edition_id, position, piece, region_id, words)
                    values ({edition.Id}, {file.Position}, {piece}, {regionId}, {vector}::tsvector)
                    """, stop);
            }
        }
    }
}
