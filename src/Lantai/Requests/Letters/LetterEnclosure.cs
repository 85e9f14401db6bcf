using Lantai.Files;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Letters;

/// <summary>随文附件: a redacted file of the case that goes out with a reply.</summary>
public sealed class LetterEnclosure
{
    public long Id { get; init; }

    public long LetterId { get; init; }

    /// <summary>Of <see cref="RequestFile"/>.</summary>
    public long FileId { get; init; }

    public DateTimeOffset EnclosedAt { get; init; }

    public required string EnclosedBy { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<LetterEnclosure>
    {
        public void Configure(EntityTypeBuilder<LetterEnclosure> builder)
        {
            builder.HasOne<Letter>().WithMany().HasForeignKey(enclosure => enclosure.LetterId);
            builder.HasOne<RequestFile>().WithMany().HasForeignKey(enclosure => enclosure.FileId);
            builder.HasIndex(enclosure => new { enclosure.LetterId, enclosure.FileId }).IsUnique();
        }
    }
}

/// <summary>A file that goes out with a letter, as it is listed.</summary>
/// <param name="Id">Of <see cref="RequestFile"/>.</param>
public sealed record EnclosedFile(long Id, long LetterId, string Name);

public static class LetterEnclosureSets
{
    extension(LantaiDb db)
    {
        public DbSet<LetterEnclosure> LetterEnclosures => db.Set<LetterEnclosure>();

        /// <summary>The files that go out with letters of the case, in the order in which they were put to them.</summary>
        internal async Task<IReadOnlyList<EnclosedFile>> EnclosedAsync(long requestId, CancellationToken stop = default) =>
            await db.Set<LetterEnclosure>().AsNoTracking()
                .Join(db.Set<RequestFile>().Where(file => file.RequestId == requestId), enclosure => enclosure.FileId, file => file.Id,
                    (enclosure, file) => new { enclosure, file })
                .Join(db.Set<StoredFile>(), row => row.file.FileId, stored => stored.Id, (row, stored) => new { row.enclosure, stored.Name })
                .OrderBy(row => row.enclosure.Id).Select(row => new EnclosedFile(row.enclosure.FileId, row.enclosure.LetterId, row.Name)).ToListAsync(stop);
    }
}
