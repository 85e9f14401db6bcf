using Lantai.Journal;
using Lantai.Requests.Letters;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Moves;

/// <summary>Puts right which agency an application was addressed to: entered wrongly, or before units were told apart.</summary>
public sealed class ReaddressRequest(LantaiDb db, Addressees addressees, ReopenCase reopening, TimeProvider time)
{
    /// <param name="unitId">Null for the region's own office.</param>
    /// <exception cref="RefusedException">There is no reason, nothing changes, or the agency so far has signed a letter; nothing is changed.</exception>
    public async Task RunAsync(Actor actor, Region region, long id, int? seen, long? unitId, string? because, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明更正的理由。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(region.Id, id, stop);
        request.RefuseUnlessSeen(seen);
        if (request.UnitId == unitId) throw new RefusedException("答复机关与登记的一样，没有要更正的。");
        if (unitId is { } unit) await addressees.RefuseUnknownAsync(region.Id, unit, request.SubmittedOn, stop);
        if (await db.Letters.AnyAsync(letter => letter.RequestId == id && letter.Origin == LetterOrigin.Written && letter.State == LetterState.Issued, stop))
            throw new RefusedException($"申请{request.CaseNumber}已经签发文书，署名的机关不能再改；要改的先作废文书。");
        request.UnitId = unitId;
        request.Change();
        await reopening.ChecksAsync(actor, request, "更正答复机关", stop);
        await reopening.FeeAsync(actor, request, "更正答复机关", stop);
        var name = unitId is null ? region.OfficeName : (await db.Units.Include(known => known.Names).SingleAsync(known => known.Id == unitId, stop)).Name;
        db.Record(time, actor, "更正答复机关", request.Subject, $"申请{request.CaseNumber}的答复机关更正为{name}：{because.Trim()}", region.Id);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
