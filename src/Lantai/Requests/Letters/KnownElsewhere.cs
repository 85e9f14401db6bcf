using Lantai.Papers;
using Lantai.Requests.Opinions;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Letters;

/// <summary>What the register knows of a case beside its course.</summary>
/// <param name="MergedInto">登记编号 of the case that answers for it.</param>
/// <param name="ThirdPartyOpinion">What a third party answered last by its link; null where none did.</param>
/// <param name="Sent">The letter that went out last; null before one did.</param>
internal sealed record KnownElsewhere(string? MergedInto, string? ThirdPartyOpinion, SentLetter? Sent)
{
    public static async Task<KnownElsewhere> ReadAsync(LantaiDb db, Request request, CancellationToken stop)
    {
        var into = await db.Requests.Where(other => other.Id == request.MergedIntoId).Select(other => Request.NumberOf(other.Year, other.Number)).SingleOrDefaultAsync(stop);
        var answered = await db.OpinionLinks.AsNoTracking()
            .Where(link => link.RequestId == request.Id && link.Kind == Consulted.ThirdParty && link.AnsweredAt != null)
            .OrderByDescending(link => link.AnsweredAt).FirstOrDefaultAsync(stop);
        var opinion = answered is null ? null : answered.Reasons is { } reasons ? $"{answered.Stance!.Value.Title}，理由是：{reasons}" : answered.Stance!.Value.Title;
        var sent = await db.Sendings.Join(db.Letters.Where(letter => letter.RequestId == request.Id), sending => sending.LetterId, letter => letter.Id,
                (sending, letter) => new { Sending = sending, Letter = letter }).OrderByDescending(way => way.Sending.Id)
            .Select(way => new
            {
                way.Letter.Name,
                way.Letter.NumberCode,
                way.Letter.NumberYear,
                way.Letter.Number,
                way.Sending.Receiver,
                way.Sending.Mode,
                way.Sending.ServedOn,
            }).FirstOrDefaultAsync(stop);
        return new KnownElsewhere(into, opinion, sent is null ? null : new SentLetter(
            sent.Name, sent.NumberCode is { } code ? new DocumentNumber(code, sent.NumberYear!.Value, sent.Number!.Value) : null, sent.Receiver, sent.Mode, sent.ServedOn));
    }
}

/// <summary>A letter on its last way.</summary>
internal sealed record SentLetter(string Name, DocumentNumber? Number, string Receiver, SendingMode Mode, DateOnly? ServedOn);
