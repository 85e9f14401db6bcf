using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Requests.Letters;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Fees;

/// <summary>Decides by which method an application is charged; until the notice goes out it can be decided otherwise or dropped.</summary>
public sealed class ChargeFee(LantaiDb db, LetterShelf shelf, QuoteFee quoting, TimeProvider time)
{
    /// <param name="pages">Needed for <see cref="FeeMethod.Pages"/>.</param>
    /// <exception cref="RefusedException">It comes to nothing, the notice is out, or the case is over; nothing is changed.</exception>
    public async Task RunAsync(Actor actor, long regionId, long id, int? seen, FeeMethod method, int? pages, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await FindAsync(regionId, id, seen, stop);
        var quote = await QuoteAsync(request, method, pages, stop);
        if (quote.Fee.Amount == 0) throw new RefusedException($"申请{request.CaseNumber}{method.Title}没有超过免费数量，不收费。");
        var charge = await db.FeeCharges.SingleOrDefaultAsync(known => known.RequestId == id, stop);
        if (charge is null) db.FeeCharges.Add(charge = new FeeCharge { RequestId = id, ChargedBy = actor.Name });
        charge.Take(quote.Fee, quote.Count, quote.Already, time.Today(), actor.Name);
        request.Change();
        db.Record(time, actor, "决定收费", request.Subject, $"申请{request.CaseNumber}{method.Title}，收取信息处理费{quote.Fee.Amount:0.##}元。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <exception cref="RefusedException">The notice is out, or nothing is charged.</exception>
    public async Task DropAsync(Actor actor, long regionId, long id, int? seen, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await FindAsync(regionId, id, seen, stop);
        var charge = await db.FeeCharges.SingleOrDefaultAsync(known => known.RequestId == id, stop)
            ?? throw new RefusedException($"申请{request.CaseNumber}没有决定收费，请刷新页面。");
        db.FeeCharges.Remove(charge);
        request.Change();
        db.Record(time, actor, "取消收费", request.Subject, $"申请{request.CaseNumber}不收信息处理费。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>
    /// What was decided is reckoned anew after the registration on which it rests was put right, or dropped where nothing is left of it. A notice
    /// that is out stands with what it says. The caller holds the case, has saved it, and saves.
    /// </summary>
    /// <exception cref="RefusedException">A signed notice that has not gone out would tell another fee.</exception>
    internal async Task ReviseAsync(Actor actor, Request request, string because, CancellationToken stop)
    {
        var charge = await db.FeeCharges.SingleOrDefaultAsync(known => known.RequestId == request.Id, stop);
        if (charge is null || request.EndedOn is not null || IsNoticed(request)) return;
        var quote = request.ReceivedOn is null ? null : await QuoteAsync(request, charge.Method, charge.Count, stop);
        if (quote is not null && (quote.Fee.Amount, quote.Count, quote.Already) == (charge.Amount, charge.Count, charge.Already)) return;
        if (await IssuedNoticeAsync(request.Id, stop) is { } issued)
            throw new RefusedException($"{issued.FileName}已经签发，{because}后收费要重新计算；请先作废这份通知。");
        var was = charge.Amount;
        if (quote is null || quote.Fee.Amount == 0) db.FeeCharges.Remove(charge);
        else charge.Take(quote.Fee, quote.Count, quote.Already, time.Today(), actor.Name);
        var becomes = quote is { Fee.Amount: > 0 } ? $"由{was:0.##}元重新计算为{quote.Fee.Amount:0.##}元" : $"原为{was:0.##}元，不再收取";
        db.Record(time, actor, "重新计算收费", request.Subject, $"申请{request.CaseNumber}因{because}，信息处理费{becomes}。", request.RegionId);
    }

    private Task<FeeQuote> QuoteAsync(Request request, FeeMethod method, int? pages, CancellationToken stop) => method switch
    {
        FeeMethod.Items => quoting.ByItemsAsync(request, stop),
        FeeMethod.Pages => Task.FromResult(quoting.ByPages(request, pages ?? throw new RefusedException("按量计收的，请填写页数。"))),
    };

    private async Task<Request> FindAsync(long regionId, long id, int? seen, CancellationToken stop)
    {
        var request = await db.LockRequestAsync(regionId, id, stop);
        request.RefuseUnlessSeen(seen);
        if (request.EndedOn is not null) throw new RefusedException($"申请{request.CaseNumber}{request.State.Title}，不能再改收费。");
        if (IsNoticed(request))
            throw new RefusedException($"申请{request.CaseNumber}的收费通知已经送达，不能再改收费。");
        if (await IssuedNoticeAsync(id, stop) is { } issued && await db.FeeCharges.AnyAsync(charge => charge.RequestId == id, stop))
            throw new RefusedException($"{issued.FileName}已经签发，写明了数额；要改收费的，先作废这份通知。");
        return request;
    }

    private static bool IsNoticed(Request request) => request.Course.Any(happened => happened.Kind == RequestEventKind.FeeNoticed);

    private Task<Letter?> IssuedNoticeAsync(long id, CancellationToken stop)
    {
        var notices = shelf.Templates.Where(template => template.Sends == RequestEventKind.FeeNoticed).Select(template => template.Key).ToArray();
        return db.Letters.FirstOrDefaultAsync(letter => letter.RequestId == id && letter.State == LetterState.Issued && notices.Contains(letter.Template), stop);
    }
}
