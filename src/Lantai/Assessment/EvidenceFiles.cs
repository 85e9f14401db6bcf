using Lantai.Files;
using Lantai.Journal;
using Lantai.People;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>Files kept as evidence of an entry, an observation or an objection.</summary>
public sealed class EvidenceFiles(LantaiDb db, FileStore store)
{
    private const long Limit = 20L << 20;

    /// <summary>Where the file can be taken from, by those who may see what it is evidence of.</summary>
    public static string Address(Guid file) => $"/desk/evidence/{file}";

    /// <summary>Puts an uploaded file in; its row is saved with the next save. Null when nothing was uploaded.</summary>
    /// <exception cref="RefusedException">Its content is nothing that can be kept as evidence, or it is too large.</exception>
    public async Task<Guid?> TakeAsync(Actor actor, IFormFile? upload, CancellationToken stop = default)
    {
        if (upload is not { Length: > 0 }) return null;
        await using var content = upload.OpenReadStream();
        var kind = FileKind.Sniff(content);
        var mediaType = SafeMedia.TypeOf(kind, content)
            ?? throw new RefusedException($"“{Path.GetFileName(upload.FileName)}”的内容是{kind.Title}，不能作为佐证；请上传图片、PDF、OFD 或 Office 文件。");
        return (await store.PutAsync(db, content, upload.FileName, mediaType, actor.Name, Limit, stop)).Id;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/desk/evidence/{id:guid}", SendAsync).RequireAuthorization(Access.Desk);

    /// <summary>Always as a download: nothing that a unit uploaded is ever shown as a page of this site.</summary>
    private static async Task<IResult> SendAsync(Guid id, LantaiDb db, FileStore store, CurrentPerson current, CancellationToken stop)
    {
        var person = await current.GetAsync();
        if (!(await UsesAsync(db, id, stop)).Any(use => MaySee(person, use.Region, use.Unit))) return TypedResults.NotFound();
        var file = await db.Files.AsNoTracking().SingleAsync(file => file.Id == id, stop);
        return TypedResults.File(store.Open(file), file.MediaType, file.Name);
    }

    private static bool MaySee(Person person, long region, long unit) =>
        person.Holds(region, Post.Office, Post.Reviewer, Post.Leader) || person.UnitsIn(region).Contains(unit);

    private static async Task<List<(long Region, long Unit)>> UsesAsync(LantaiDb db, Guid id, CancellationToken stop)
    {
        var cells = db.ScoreEntries.Where(entry => entry.FileId == id).Select(entry => new { entry.PeriodId, entry.UnitId })
            .Concat(db.Objections.Where(objection => objection.FileId == id).Select(objection => new { objection.PeriodId, objection.UnitId }));
        var ofCells = cells.Join(db.ScoringPeriods, cell => cell.PeriodId, period => period.Id, (cell, period) => new { period.RegionId, cell.UnitId });
        var ofFacts = db.Observations.Where(row => row.FileId == id).Select(row => new { row.RegionId, row.UnitId });
        return [.. (await ofCells.Concat(ofFacts).Distinct().ToListAsync(stop)).Select(use => (use.RegionId, use.UnitId))];
    }
}
