using System.Security.Cryptography;
using Lantai.Packs;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Fees;

/// <summary>What an application would cost.</summary>
/// <param name="Already">Items that the applicant asked the same agency for earlier in the month.</param>
/// <param name="Earlier">The numbers of those applications.</param>
public sealed record FeeQuote(Fee Fee, FeeScale Scale, int Count, int Already, IReadOnlyList<string> Earlier);

/// <summary>
/// Reckons the fee of an application both ways. Applications of one applicant are known by their identity numbers, which
/// are compared within the program and shown to nobody.
/// </summary>
public sealed class QuoteFee(LantaiDb db, IdentitySeal seal, PackFolder packs)
{
    /// <exception cref="RefusedException">It is not received yet, or no fee was in force on the day.</exception>
    public async Task<FeeQuote> ByItemsAsync(Request request, CancellationToken stop = default)
    {
        var rates = RatesOf(request);
        var earlier = await EarlierAsync(request, stop);
        var already = earlier.Sum(known => known.Items);
        return new FeeQuote(Fee.Of(rates, FeeMethod.Items, request.Items.Count, already), rates.Items, request.Items.Count, already,
            [.. earlier.Select(known => known.Number)]);
    }

    /// <param name="pages">Of what is provided; A4, one side.</param>
    /// <exception cref="RefusedException">As <see cref="ByItemsAsync"/>, or the number of pages is beyond reason.</exception>
    public FeeQuote ByPages(Request request, int pages)
    {
        var rates = RatesOf(request);
        return new FeeQuote(Fee.Of(rates, FeeMethod.Pages, pages), rates.Pages, pages, 0, []);
    }

    private FeeRates RatesOf(Request request) =>
        FeeRates.InForce(packs, request.ReceivedOn ?? throw new RefusedException($"申请{request.CaseNumber}还没有确认收到，不能计算信息处理费。"));

    /// <summary>The applicant's applications to the same agency received in the same calendar month before this one: the list counts 累计向本机关.</summary>
    private async Task<List<(string Number, int Items)>> EarlierAsync(Request request, CancellationToken stop)
    {
        var on = request.ReceivedOn!.Value;
        var first = new DateOnly(on.Year, on.Month, 1);
        var others = await db.Requests.AsNoTracking()
            .Where(other => other.RegionId == request.RegionId && other.UnitId == request.UnitId && other.ReceivedOn >= first
                && (other.ReceivedOn < on || (other.ReceivedOn == on && other.Id < request.Id)))
            .OrderBy(other => other.ReceivedOn).ThenBy(other => other.Id)
            .Join(db.IdentityDocuments, other => other.Id, document => document.RequestId,
                (other, document) => new { other.Year, other.Number, other.QueryCode, Items = other.Items.Count, document.Kind, document.SealedNumber })
            .ToListAsync(stop);
        var own = await db.IdentityDocuments.AsNoTracking().SingleAsync(document => document.RequestId == request.Id, stop);
        var identity = seal.Open(own.SealedNumber, request.QueryCode);
        return [.. others.Where(other => other.Kind == own.Kind
                && CryptographicOperations.FixedTimeEquals(seal.Open(other.SealedNumber, other.QueryCode), identity))
            .Select(other => (Request.NumberOf(other.Year, other.Number), other.Items))];
    }
}
