using Lantai.Files;
using Lantai.Requests.Decisions;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Redactions;

/// <summary>遮盖: a box on a page of a file of the case, with the ground on which what it covers is withheld (条例第三十七条).</summary>
public sealed class Redaction
{
    public long Id { get; init; }

    /// <summary>The file as it is, of <see cref="RequestFile"/>.</summary>
    public long FileId { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; }

    /// <summary>In ten-thousandths of the page, as in <see cref="PageBox"/>.</summary>
    public int LeftSide { get; init; }

    public int TopSide { get; init; }

    public int RightSide { get; init; }

    public int BottomSide { get; init; }

    /// <summary>A refusal of 条例第十四条 to 第十六条; its clause stands in packs/decisions.</summary>
    public Decision Ground { get; init; }

    /// <summary>What is covered, without saying it: 身份证号码.</summary>
    public string? Note { get; init; }

    /// <summary>The redacted file that it was burnt into, with which it is kept; null while it is being marked.</summary>
    public long? BurntInId { get; init; }

    public DateTimeOffset MarkedAt { get; init; }

    public required string MarkedBy { get; init; }

    public PageBox Box => new(LeftSide, TopSide, RightSide, BottomSide);

    /// <summary>The same box as it stands in the redacted file.</summary>
    internal Redaction BurntIn(long file) => new()
    {
        FileId = FileId,
        BurntInId = file,
        Page = Page,
        LeftSide = LeftSide,
        TopSide = TopSide,
        RightSide = RightSide,
        BottomSide = BottomSide,
        Ground = Ground,
        Note = Note,
        MarkedAt = MarkedAt,
        MarkedBy = MarkedBy,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<Redaction>
    {
        public void Configure(EntityTypeBuilder<Redaction> builder)
        {
            builder.HasOne<RequestFile>().WithMany().HasForeignKey(redaction => redaction.FileId);
            builder.HasOne<RequestFile>().WithMany().HasForeignKey(redaction => redaction.BurntInId);
            builder.Ignore(redaction => redaction.Box);
        }
    }
}

public static class RedactionSets
{
    extension(LantaiDb db)
    {
        public DbSet<Redaction> Redactions => db.Set<Redaction>();

        /// <summary>The boxes that are marked on a file as it came in, in the order of its pages; those burnt into redacted files are none of them.</summary>
        internal IQueryable<Redaction> MarksOf(long fileId) => db.Set<Redaction>().AsNoTracking()
            .Where(mark => mark.FileId == fileId && mark.BurntInId == null).OrderBy(mark => mark.Page).ThenBy(mark => mark.Id);
    }
}
