using Lantai.Files;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace Lantai.Disclosure;

/// <summary>A piece of a text in the index that is too long for one row: of an attachment, or of the page itself.</summary>
public sealed class SearchFile
{
    public long EditionId { get; init; }

    /// <summary>The attachment's; 0 is the page.</summary>
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
            foreach (var (piece, words) in Bigrams.Pieces(text).Take(Most).Index())
                await db.IndexPieceAsync(regionId, edition.Id, file.Position, piece, Bigrams.Vector("", words), stop);
        }
    }
}
