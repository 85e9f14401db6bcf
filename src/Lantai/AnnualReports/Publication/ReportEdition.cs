using System.Linq.Expressions;
using Lantai.AnnualReports.Collection;
using Lantai.Files;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.AnnualReports.Publication;

/// <summary>An edition of a report as it was published; the database lets nobody change it but to add its PDF.</summary>
public sealed class ReportEdition
{
    public long Id { get; init; }

    public long AnnualYearId { get; init; }

    /// <summary>Null for the report of the region itself.</summary>
    public long? UnitId { get; init; }

    /// <summary>From 1; every correction is a later one.</summary>
    public int Edition { get; init; }

    public required string Title { get; init; }

    public required string Publisher { get; init; }

    /// <summary>成文日期.</summary>
    public DateOnly SignedOn { get; init; }

    /// <summary>The words and tables that the portal shows, as HTML of our own making.</summary>
    public required string Words { get; init; }

    /// <summary>SHA-256 of the HTML file, lower-case hex.</summary>
    public required string Hash { get; init; }

    public Guid HtmlFileId { get; init; }

    public Guid DocxFileId { get; init; }

    public Guid JsonFileId { get; init; }

    public Guid CsvFileId { get; init; }

    /// <summary>Null where no Chromium was there to print it; it can be printed later.</summary>
    public Guid? PdfFileId { get; internal set; }

    /// <summary>Why it was published although something was doubtful; null when nothing was. Not for the public.</summary>
    public string? DoubtsAcceptedBecause { get; init; }

    /// <summary>Why it took the place of the edition before; null for the first. Published with it.</summary>
    public string? CorrectedBecause { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    public required string PublishedBy { get; init; }

    /// <summary>How many there are; the database takes no more.</summary>
    public int AttachmentCount { get; init; }

    public List<EditionAttachment> Attachments { get; init; } = [];

    /// <summary>What stood behind each figure when the report was handed in; empty in editions from before that was kept. Not for the public.</summary>
    public List<EditionCell> Evidence { get; init; } = [];

    /// <summary>Why rows of the region's report are not the sum of its units; empty in editions from before that was kept. Not for the public.</summary>
    public List<EditionExplanation> Explanations { get; init; } = [];

    /// <summary>What stands for the publisher in an address: the unit's number, or the region's own.</summary>
    public string Key => KeyOf(UnitId);

    public const string OwnKey = "government";

    public static string KeyOf(long? unitId) => unitId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? OwnKey;

    internal sealed class Mapping : IEntityTypeConfiguration<ReportEdition>
    {
        public void Configure(EntityTypeBuilder<ReportEdition> builder)
        {
            builder.HasOne<AnnualYear>().WithMany().HasForeignKey(report => report.AnnualYearId);
            builder.HasOne<Unit>().WithMany().HasForeignKey(report => report.UnitId);
            foreach (var file in new[] { nameof(HtmlFileId), nameof(DocxFileId), nameof(JsonFileId), nameof(CsvFileId), nameof(PdfFileId) })
                builder.HasOne<StoredFile>().WithMany().HasForeignKey(file);
            builder.HasMany(report => report.Attachments).WithOne().HasForeignKey(file => file.ReportEditionId);
            builder.HasIndex(report => new { report.AnnualYearId, report.UnitId, report.Edition }).IsUnique().AreNullsDistinct(false);
            builder.Property(report => report.Evidence).HasColumnType("jsonb").HasConversion(EvidenceJson.Cells, EvidenceJson.CellsCompared);
            builder.Property(report => report.Explanations).HasColumnType("jsonb").HasConversion(EvidenceJson.Explanations, EvidenceJson.ExplanationsCompared);
            builder.Ignore(report => report.Key);
        }
    }
}

/// <summary>An attachment as it went out with an edition.</summary>
public sealed class EditionAttachment
{
    public long ReportEditionId { get; init; }

    /// <inheritdoc cref="ReportAttachment.Position"/>
    public int Position { get; init; }

    public Guid FileId { get; init; }

    public StoredFile? File { get; init; }

    public required string Name { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<EditionAttachment>
    {
        public void Configure(EntityTypeBuilder<EditionAttachment> builder)
        {
            builder.HasKey(file => new { file.ReportEditionId, file.Position });
            builder.Property(file => file.Position).ValueGeneratedNever();
            builder.HasOne(file => file.File).WithMany().HasForeignKey(file => file.FileId);
        }
    }
}

/// <summary>A kind of file in which a report goes out.</summary>
/// <param name="Ending">Of its name and its address.</param>
/// <param name="Key">Of the stored file; null where the edition has none.</param>
public sealed record ReportFile(string Ending, string MediaType, Expression<Func<ReportEdition, Guid?>> Key)
{
    private readonly Lazy<Func<ReportEdition, Guid?>> stored = new(Key.Compile);

    public Guid? Stored(ReportEdition edition) => stored.Value(edition);

    public static readonly IReadOnlyList<ReportFile> All =
    [
        new("docx", PaperDocx.MediaType, report => report.DocxFileId),
        new("pdf", "application/pdf", report => report.PdfFileId),
        new("html", "text/html; charset=utf-8", report => report.HtmlFileId),
        new("json", "application/json", report => report.JsonFileId),
        new("csv", "text/csv; charset=utf-8", report => report.CsvFileId),
    ];

    public static ReportFile Of(string ending) => All.First(file => file.Ending == ending);
}

internal static class PublicationSets
{
    extension(LantaiDb db)
    {
        public DbSet<ReportEdition> ReportEditions => db.Set<ReportEdition>();

        /// <summary>All editions of the region's reports.</summary>
        public IQueryable<ReportEdition> EditionsOf(long regionId)
        {
            var years = db.Set<AnnualYear>().Where(year => year.RegionId == regionId);
            return db.Set<ReportEdition>().Where(report => years.Any(year => year.Id == report.AnnualYearId));
        }

        /// <summary>The edition of each report that holds now.</summary>
        public IQueryable<ReportEdition> NewestEditionsOf(long regionId)
        {
            var all = db.Set<ReportEdition>();
            return db.EditionsOf(regionId).Where(report => !all.Any(later =>
                later.AnnualYearId == report.AnnualYearId && later.UnitId == report.UnitId && later.Edition > report.Edition));
        }
    }
}
