using System.Text;
using Lantai.Calendar;
using Lantai.Files;
using Lantai.Papers;
using Lantai.People;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Rectification.Desk;

/// <summary>The notices of a ticket as files: those that went out as they went out, before that a draft for the office's people.</summary>
internal static class NoticeDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var ticket = routes.MapGroup("/desk/{Region}/rectification/tickets/{id:long}").RequireAuthorization(Access.Desk);
        ticket.MapGet("notice.{ending:regex(^(docx|html|pdf)$)}", DraftAsync);
        ticket.MapGet("notices/{number:int}.{ending:regex(^(docx|html|pdf)$)}", IssuedAsync);
    }

    private static async Task<IResult> DraftAsync(
        long id, string ending, CurrentTickets current, IssueNotice issuing, PaperLayout layout, PrintPaper print, TimeProvider time, CancellationToken stop)
    {
        var (region, person, _) = await current.GetAsync();
        if (!person.Holds(region.Id, Post.Office, Post.Reviewer, Post.Leader)
            || await current.FindAsync(id, stop) is not { } ticket) return TypedResults.NotFound();
        var paper = await issuing.DraftAsync(ticket, time.Today(), stop);
        var name = $"整改通知书{ticket.Code}（草稿）.{ending}";
        if (ending == "html") return TypedResults.File(Encoding.UTF8.GetBytes(PaperHtml.Render(paper, layout)), "text/html; charset=utf-8", name);
        if (ending == "docx")
        {
            using var content = new MemoryStream();
            PaperDocx.Write(paper, content, layout);
            return TypedResults.File(content.ToArray(), PaperDocx.MediaType, name);
        }
        var outcome = await print(paper, stop);
        return TypedResults.File(outcome.Pdf ?? throw new RefusedException(outcome.Problem!), "application/pdf", name);
    }

    /// <summary>The PDF is printed from the page that was kept.</summary>
    private static async Task<IResult> IssuedAsync(
        long id, int number, string ending, CurrentTickets current, LantaiDb db, FileStore store, PrintPage print, CancellationToken stop)
    {
        var (_, _, tickets) = await current.GetAsync();
        var issued = db.TicketNotices.AsNoTracking().Where(known => known.Number == number && known.TicketId == id && tickets.Any(ticket => ticket.Id == id));
        if (await issued.SingleOrDefaultAsync(stop) is not { } notice)
            return TypedResults.NotFound();
        var key = ending == "docx" ? notice.DocxFileId : notice.HtmlFileId;
        var stored = await db.Files.AsNoTracking().SingleAsync(file => file.Id == key, stop);
        if (ending != "pdf") return TypedResults.File(store.Open(stored), stored.MediaType, stored.Name);
        using var page = new StreamReader(store.Open(stored));
        var outcome = await print(await page.ReadToEndAsync(stop), stop);
        return TypedResults.File(outcome.Pdf ?? throw new RefusedException(outcome.Problem!), "application/pdf", Path.ChangeExtension(stored.Name, "pdf"));
    }
}
