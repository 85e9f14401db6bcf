using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace Lantai.Disclosure;

/// <summary>An approved edition as search sees it.</summary>
public sealed class SearchEntry
{
    public long EditionId { get; init; }

    public Edition? Edition { get; init; }

    public long RegionId { get; init; }

    /// <summary><see cref="Disclosure.NumberKey"/>.</summary>
    public string? NumberKey { get; init; }

    public required NpgsqlTsVector Words { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SearchEntry>
    {
        public void Configure(EntityTypeBuilder<SearchEntry> builder)
        {
            builder.HasKey(entry => entry.EditionId);
            builder.HasOne(entry => entry.Edition).WithMany().HasForeignKey(entry => entry.EditionId);
            builder.HasOne<Region>().WithMany().HasForeignKey(entry => entry.RegionId);
        }
    }
}

public static class SearchSets
{
    extension(LantaiDb db)
    {
        /// <summary>Puts an approved edition into the index; done in the transaction that approves it.</summary>
        internal async Task IndexAsync(long regionId, Edition edition, CancellationToken stop)
        {
            var body = Bigrams.Pieces(CleanHtml.Words(edition.Body)).ToList();
            var vector = Bigrams.Vector(edition.Title, string.Join('\n', edition.Keywords, edition.Summary, edition.DocumentNumber, body.FirstOrDefault()));
            var key = NumberKey.Of(edition.DocumentNumber);
            await db.Database.ExecuteSqlAsync(
                $"insert into search_entry (edition_id, region_id, number_key, words) values ({edition.Id}, {regionId}, {key}, {vector}::tsvector)", stop);
            // The title goes with every piece, so that words of both are found together.
            foreach (var (piece, words) in body.Index().Skip(1))
                await db.IndexPieceAsync(regionId, edition.Id, 0, piece, Bigrams.Vector(edition.Title, words), stop);
        }

        /// <param name="position">Of the attachment; 0 is the page.</param>
        internal Task IndexPieceAsync(long regionId, long editionId, int position, int piece, string vector, CancellationToken stop) =>
            db.Database.ExecuteSqlAsync(
                $"""
                insert into search_file (edition_id, position, piece, region_id, words)
                values ({editionId}, {position}, {piece}, {regionId}, {vector}::tsvector)
                """, stop);
    }
}
