using System.Globalization;
using Lantai.AnnualReports.Collection;
using Lantai.Files;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Publication;

/// <summary>An edition in a list.</summary>
/// <inheritdoc cref="ReportEdition"/>
public sealed record EditionLine(
    long Id, int Edition, DateOnly SignedOn, DateTimeOffset PublishedAt, string PublishedBy, string? CorrectedBecause, string? DoubtsAcceptedBecause, bool HasPdf);

/// <summary>Published reports as files, for everyone: every edition, because the earlier ones stay published.</summary>
public sealed class ReportShelf(LantaiDb db, FileStore store)
{
    public const string SchemaPath = "/annual-report.schema.json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{Region}/annual-reports/{year:int}/{publisher}/{edition:int}/files/{ending}",
            async (int year, string publisher, int edition, string ending, CurrentRegion current, ReportShelf shelf, CancellationToken stop) =>
                await current.FindAsync() is { } here ? await shelf.SendAsync(here.Id, year, publisher, edition, ending, stop) : TypedResults.NotFound());
        routes.MapGet("/{Region}/annual-reports/{year:int}/{publisher}/{edition:int}/attachments/{position:int}",
            async (int year, string publisher, int edition, int position, CurrentRegion current, ReportShelf shelf, CancellationToken stop) =>
                await current.FindAsync() is { } here ? await shelf.SendAttachmentAsync(here.Id, year, publisher, edition, position, stop) : TypedResults.NotFound());
        routes.MapGet(SchemaPath, () => TypedResults.Stream(
            typeof(ReportShelf).Assembly.GetManifestResourceStream("annual-report.schema.json")!, "application/schema+json; charset=utf-8"));
    }

    /// <summary>The editions of a publisher's report of a year, the newest first, as a list shows them; empty when there is none.</summary>
    /// <param name="publisher">As <see cref="ReportEdition.Key"/>.</param>
    public async Task<IReadOnlyList<EditionLine>> EditionsAsync(long regionId, int year, string publisher, CancellationToken stop = default) =>
        await Among(regionId, year, publisher).OrderByDescending(report => report.Edition).Select(report => new EditionLine(
            report.Id, report.Edition, report.SignedOn, report.PublishedAt, report.PublishedBy, report.CorrectedBecause, report.DoubtsAcceptedBecause, report.PdfFileId != null))
            .ToListAsync(stop);

    /// <summary>One of them with all that it has; null when there is none of that number.</summary>
    /// <inheritdoc cref="EditionsAsync"/>
    public Task<ReportEdition?> EditionAsync(long regionId, int year, string publisher, int edition, CancellationToken stop = default) =>
        Among(regionId, year, publisher).Include(report => report.Attachments).ThenInclude(file => file.File).SingleOrDefaultAsync(report => report.Edition == edition, stop);

    private IQueryable<ReportEdition> Among(long regionId, int year, string publisher)
    {
        var isOwn = publisher == ReportEdition.OwnKey;
        var isUnit = long.TryParse(publisher, NumberStyles.None, CultureInfo.InvariantCulture, out var unit);
        var years = db.AnnualYears.Where(known => known.Year == year);
        return db.EditionsOf(regionId).AsNoTracking()
            .Where(report => years.Any(known => known.Id == report.AnnualYearId) && (isOwn ? report.UnitId == null : isUnit && report.UnitId == unit));
    }

    private async Task<IResult> SendAttachmentAsync(long regionId, int year, string publisher, int edition, int position, CancellationToken stop)
    {
        var file = await Among(regionId, year, publisher).Where(report => report.Edition == edition).SelectMany(report => report.Attachments)
            .Include(known => known.File).SingleOrDefaultAsync(known => known.Position == position, stop);
        return file is { File: { } stored } ? TypedResults.File(store.Open(stored), stored.MediaType, file.Name) : TypedResults.NotFound();
    }

    /// <summary>Always as a download: no file is shown as a page of this site.</summary>
    private async Task<IResult> SendAsync(long regionId, int year, string publisher, int edition, string ending, CancellationToken stop)
    {
        if (ReportFile.All.FirstOrDefault(file => file.Ending == ending) is not { } kind) return TypedResults.NotFound();
        var key = await Among(regionId, year, publisher).Where(report => report.Edition == edition).Select(kind.Key).SingleOrDefaultAsync(stop);
        var stored = key is null ? null : await db.Files.AsNoTracking().SingleAsync(file => file.Id == key, stop);
        return stored is null ? TypedResults.NotFound() : TypedResults.File(store.Open(stored), stored.MediaType, stored.Name);
    }
}
