using System.Text;
using Lantai.Calendar;
using Lantai.Papers;
using Lantai.People;
using Lantai.Requests.Letters;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Templates;

/// <summary>A template as a file, to be taken to another machine; and the letter that a template not yet kept would give, as DOCX.</summary>
internal static class TemplateDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/requests/templates/{key}");
        desk.MapGet("file", SendAsync).RequireAuthorization(Access.Overview);
        desk.MapPost("trial", TryAsync).RequireAuthorization(Access.Office);
    }

    /// <param name="number">The version; nothing for the one in force.</param>
    private static async Task<IResult> SendAsync(
        string key, string? number, CurrentRegion current, LetterShelf shelf, LantaiDb db, TimeProvider time, CancellationToken stop)
    {
        if (shelf.Templates.All(template => template.Key != key)) return TypedResults.NotFound();
        var regionId = (await current.GetAsync()).Id;
        var wanted = int.TryParse(number, out var one) ? one : 0;
        var edition = number is null
            ? await db.EditionInForceAsync(regionId, key, time.Today(), stop)
            : await db.TemplateEditions.AsNoTracking()
                .SingleOrDefaultAsync(known => known.RegionId == regionId && known.Template == key && known.Number == wanted, stop);
        if (number is not null && edition is null) return TypedResults.NotFound();
        return TypedResults.File(Encoding.UTF8.GetBytes(edition?.Text ?? shelf.TextOf(key)), "application/yaml; charset=utf-8", key + ".yaml");
    }

    private static async Task<IResult> TryAsync(
        string key, [FromForm(Name = "Input.Text")] string? text, [FromForm(Name = "Input.Case")] string? request,
        CurrentRegion current, CurrentPerson people, LetterShelf shelf, TryTemplate trying, PaperLayout layout, TimeProvider time, CancellationToken stop)
    {
        var template = shelf.Check(shelf.Find(key, time.Today()), text ?? "");
        var composed = long.TryParse(request, out var id)
            ? await trying.OnCaseAsync(await people.GetAsync(), (await current.GetAsync()).Id, id, template, stop)
            : await trying.OnInventedAsync(template, stop);
        using var docx = new MemoryStream();
        PaperDocx.Write(composed.Draft.Paper, docx, layout);
        return TypedResults.File(docx.ToArray(), PaperDocx.MediaType, $"{template.Name}（预览）.docx");
    }
}
