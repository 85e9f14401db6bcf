using Lantai.Files;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests;

/// <summary>
/// Puts another scan of the identity document in the place of a wrong one. The wrong one is erased: it may be somebody
/// else's, and nothing is left that it is needed for (《个人信息保护法》第四十七条).
/// </summary>
public sealed class ReplaceScan(LantaiDb db, RequestFiles files, FileStore store, IdentitySeal seal, TimeProvider time)
{
    /// <exception cref="RefusedException">There is no reason, or the file is no picture and no PDF; nothing is changed.</exception>
    public async Task RunAsync(Actor actor, long regionId, long id, IncomingFile scan, string? because, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明更换身份证明的理由。");
        seal.MakeReady();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, id, stop);
        var document = await db.IdentityDocuments.SingleAsync(known => known.RequestId == id, stop);
        var wrong = await db.Files.SingleOrDefaultAsync(file => file.Id == document.SealedFileId, stop);
        document.SealedFileId = (await files.PutSealedAsync(actor, scan, request.QueryCode, stop)).Id;
        request.Change();
        db.Record(time, actor, "更换身份证明", request.Subject,
            $"申请{request.CaseNumber}的身份证明扫描件{(wrong is null ? "补上" : "更换，原来的已经删除")}：{because.Trim()}", regionId);
        if (wrong is not null) db.Files.Remove(wrong);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        if (wrong is not null) await store.EraseAsync(db, wrong, stop);
    }
}
