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
        if (request.Course.Any(happened => happened.Kind == RequestEventKind.FeeNoticed))
            throw new RefusedException($"申请{request.CaseNumber}的收费通知已经送达，不能再改收费。");
        var notices = shelf.Templates.Where(template => template.Sends == RequestEventKind.FeeNoticed).Select(template => template.Key).ToArray();
        var issued = await db.Letters.FirstOrDefaultAsync(letter => letter.RequestId == id && letter.State == LetterState.Issued
            && notices.Contains(letter.Template), stop);
        if (issued is not null && await db.FeeCharges.AnyAsync(charge => charge.RequestId == id, stop))
            throw new RefusedException($"{issued.FileName}已经签发，写明了数额；要改收费的，先作废这份通知。");
        return request;
    }
}
