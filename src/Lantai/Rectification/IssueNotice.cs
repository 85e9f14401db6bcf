using System.Security.Cryptography;
using System.Text;
using Lantai.Calendar;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Rectification;

/// <summary>Sends a ticket's notice out (发出): from then on it is the file that was kept, not what the ticket would say today.</summary>
public sealed class IssueNotice(LantaiDb db, FileStore files, PaperLayout layout, TimeProvider time)
{
    private const long LargestFile = 20L << 20;

    /// <exception cref="RefusedException">There is no such ticket, it is over, or it says what its last notice said.</exception>
    public async Task<TicketNotice> RunAsync(Actor actor, long regionId, long id, CancellationToken stop = default)
    {
        var at = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var ticket = await db.LockTicketAsync(regionId, id, stop) ?? throw new RefusedException("没有这张整改单。");
        var last = await db.TicketNotices.AsNoTracking().Where(known => known.TicketId == id)
            .OrderByDescending(known => known.Number).FirstOrDefaultAsync(stop);
        var number = (last?.Number ?? 0) + 1;
        ticket.Notice(number, actor, at);
        if (last is not null) await RefuseSameAsync(ticket, last, stop);
        var notice = await KeepAsync(actor, ticket, number, await DraftAsync(ticket, OfficeTime.Day(at), stop), at, stop);
        db.Record(time, actor, "发出整改通知书", ticket.Subject, $"整改单{ticket.Code}“{ticket.Title}”：第{number}次发出整改通知书。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return notice;
    }

    /// <summary>The notice as it would go out.</summary>
    /// <param name="ticket">With its places.</param>
    /// <param name="on">成文日期.</param>
    internal async Task<Paper> DraftAsync(Ticket ticket, DateOnly on, CancellationToken stop = default)
    {
        var unit = await db.Units.AsNoTracking().Include(known => known.Names).SingleAsync(known => known.Id == ticket.UnitId, stop);
        var region = await db.Set<Region>().AsNoTracking().SingleAsync(known => known.Id == ticket.RegionId, stop);
        return RectificationNotice.Of(ticket, unit.NameOn(ticket.OpenedOn), region.OfficeName, region.Contact, on);
    }

    private async Task RefuseSameAsync(Ticket ticket, TicketNotice last, CancellationToken stop)
    {
        var kept = await db.Files.AsNoTracking().SingleAsync(file => file.Id == last.HtmlFileId, stop);
        if (kept.Hash == Convert.ToHexStringLower(SHA256.HashData(Page(await DraftAsync(ticket, last.IssuedOn, stop)))))
            throw new RefusedException($"整改单{ticket.Code}的内容和第{last.Number}次发出的通知书相同，不需要再次发出。");
    }

    private async Task<TicketNotice> KeepAsync(Actor actor, Ticket ticket, int number, Paper paper, DateTimeOffset at, CancellationToken stop)
    {
        using var docx = new MemoryStream();
        PaperDocx.Write(paper, docx, layout);
        docx.Position = 0;
        var name = $"整改通知书{ticket.Code}{(number > 1 ? $"（第{number}次）" : "")}";
        using var html = new MemoryStream(Page(paper));
        var notice = new TicketNotice
        {
            TicketId = ticket.Id,
            Number = number,
            IssuedAt = at,
            IssuedBy = actor.Name,
            HtmlFileId = (await files.PutAsync(db, html, name + ".html", "text/html; charset=utf-8", actor.Name, LargestFile, stop)).Id,
            DocxFileId = (await files.PutAsync(db, docx, name + ".docx", PaperDocx.MediaType, actor.Name, LargestFile, stop)).Id,
        };
        db.TicketNotices.Add(notice);
        return notice;
    }

    private byte[] Page(Paper paper) => Encoding.UTF8.GetBytes(PaperHtml.Render(paper, layout));
}
