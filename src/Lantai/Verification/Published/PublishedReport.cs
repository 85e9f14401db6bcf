using Lantai.AnnualReports;
using Lantai.Storage;
using Lantai.Units;
using Lantai.Verification.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Verification.Published;

/// <summary>A published annual report as it was checked: whose and of which year, what it says and what was found.</summary>
public sealed class PublishedReport
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    public int Year { get; init; }

    /// <summary>As the report names it.</summary>
    public required string Publisher { get; init; }

    /// <summary>The unit of the register that is meant; null when it is none, or not clear which.</summary>
    public long? UnitId { get; init; }

    /// <summary>The file's name or the address.</summary>
    public required string Source { get; init; }

    /// <summary>The day of publication or signature that it states; null when it states none.</summary>
    public DateOnly? PublishedOn { get; init; }

    public DateOnly DueOn { get; init; }

    public DateTimeOffset CheckedAt { get; init; }

    public required string CheckedBy { get; init; }

    public int CheckedCount { get; init; }

    /// <summary>The checks that had something to check.</summary>
    public List<string> Kinds { get; init; } = [];

    public List<Finding> Findings { get; init; } = [];

    /// <summary>What the cells say, by row and column: <c>received.total</c>. A blank cell is not there.</summary>
    public Dictionary<string, string> Figures { get; init; } = [];

    public VerifiedFile Outcome => new(Source, [], Findings, CheckedCount) { IsAnnual = true, Unit = Publisher, Year = Year, Kinds = Kinds };

    public bool IsLate => PublishedOn > DueOn;

    /// <summary>The same words for every spelling of the unit's name.</summary>
    public string Whose => WhoseOf(UnitId, Publisher);

    internal static string WhoseOf(long? unitId, string publisher) => unitId is { } unit ? $"unit/{unit}" : Compact.Of(publisher);

    /// <summary>Neither of a unit of the register nor of the region's own government.</summary>
    public bool IsOfStrangerTo(Region region) => UnitId is null && Compact.Of(Publisher) != Compact.Of(region.SiteName);

    /// <summary>Null when the year has no format any more.</summary>
    public AnnualFigures? Read(AnnualFormats formats) => formats.Of(Year) is { } format ? Read(format) : null;

    private AnnualFigures Read(AnnualFormat format) => new(format, new Dictionary<CellAt, AnnualCell>(
        from row in format.Rows
        from column in row.Columns
        where Figures.ContainsKey(Key(row, column))
        select KeyValuePair.Create(new CellAt(row.Key, column.Key), CellText.Read(Figures[Key(row, column)], column))));

    internal static string Key(AnnualRow row, AnnualColumn column) => $"{row.Key}.{column.Key}";

    internal sealed class Mapping : IEntityTypeConfiguration<PublishedReport>
    {
        public void Configure(EntityTypeBuilder<PublishedReport> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(report => report.RegionId);
            builder.HasOne<Unit>().WithMany().HasForeignKey(report => report.UnitId);
            builder.Property(report => report.Findings).HasColumnType("jsonb").HasConversion(PublishedJson.Findings, PublishedJson.FindingsCompared);
            builder.Property(report => report.Figures).HasColumnType("jsonb").HasConversion(PublishedJson.Figures, PublishedJson.FiguresCompared);
            builder.Ignore(report => report.Outcome);
            builder.Ignore(report => report.IsLate);
            builder.Ignore(report => report.Whose);
        }
    }
}

internal static class PublishedSets
{
    extension(LantaiDb db)
    {
        public DbSet<PublishedReport> PublishedReports => db.Set<PublishedReport>();

        /// <summary>The region's reports as last checked, by year and publisher; a unit under two spellings is one publisher.</summary>
        /// <param name="year">Null for all years.</param>
        public async Task<IReadOnlyList<PublishedReport>> ReadPublishedAsync(long regionId, int? year, CancellationToken stop = default) =>
            await db.LastChecked(regionId, year).ToListAsync(stop);

        /// <summary>As <see cref="ReadPublishedAsync"/>, what they say only: no findings.</summary>
        public async Task<IReadOnlyList<PublishedReport>> ReadFiguresAsync(long regionId, int? year, CancellationToken stop = default) =>
            await db.LastChecked(regionId, year).Select(report => new PublishedReport
            {
                RegionId = report.RegionId,
                Year = report.Year,
                Publisher = report.Publisher,
                UnitId = report.UnitId,
                Source = report.Source,
                CheckedBy = report.CheckedBy,
                Figures = report.Figures,
            }).ToListAsync(stop);

        /// <summary>As <see cref="ReadPublishedAsync"/>, what was found in those of units only: no figures.</summary>
        public async Task<IReadOnlyList<PublishedReport>> ReadFindingsAsync(long regionId, CancellationToken stop = default) =>
            await db.LastChecked(regionId, null).Where(report => report.UnitId != null).Select(report => new PublishedReport
            {
                Id = report.Id,
                Year = report.Year,
                Publisher = report.Publisher,
                UnitId = report.UnitId,
                Source = report.Source,
                PublishedOn = report.PublishedOn,
                DueOn = report.DueOn,
                CheckedAt = report.CheckedAt,
                CheckedBy = report.CheckedBy,
                Findings = report.Findings,
            }).ToListAsync(stop);

        private IQueryable<PublishedReport> LastChecked(long regionId, int? year)
        {
            var all = db.PublishedReports.AsNoTracking().Where(report => report.RegionId == regionId && (year == null || report.Year == year));
            var ofNames = all.GroupBy(report => new { report.Year, report.Publisher }).Select(group => group.Max(report => report.Id));
            var ofUnits = all.Where(report => report.UnitId != null)
                .GroupBy(report => new { report.Year, report.UnitId }).Select(group => group.Max(report => report.Id));
            return all.Where(report => ofNames.Contains(report.Id) && (report.UnitId == null || ofUnits.Contains(report.Id)))
                .OrderBy(report => report.Year).ThenBy(report => report.Publisher);
        }
    }
}
