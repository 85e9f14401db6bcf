using Lantai.Files;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>Puts a clean copy in the place of an attachment that hides something: one click instead of three programs.</summary>
public sealed class CleanAttachment(LantaiDb db, FileStore store, TimeProvider time)
{
    private const long Limit = 200L << 20;

    /// <returns>What was taken out, such as 批注、作者姓名.</returns>
    /// <exception cref="RefusedException">There is no draft or no such file, it hides nothing, or it cannot be cleaned.</exception>
    public async Task<string> RunAsync(DisclosureScope scope, long id, int position, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        if (!scope.Writes(article.UnitId)) throw new RefusedException("这篇稿件不由您起草。");
        var draft = article.Editions.Find(edition => edition.State == EditionState.Draft) ?? throw new RefusedException("这篇稿件没有在起草的版本，附件不能再换。");
        var file = await db.Set<EditionFile>().Include(known => known.File)
            .SingleOrDefaultAsync(known => known.EditionId == draft.Id && known.Position == position, stop)
            ?? throw new RefusedException("没有这个附件，可能已被移除。");
        var (clean, hidden) = await CleanAsync(file, stop);
        using var content = new MemoryStream(clean);
        file.File = await store.PutAsync(db, content, file.Name, file.File!.MediaType, scope.Person.Name, Limit, stop);
        draft.ChangeFiles(scope.Person.Name, time.GetUtcNow());
        var sentence = string.Join('、', hidden);
        db.Record(time, scope.Person.Actor, "清理附件", article.Subject, $"把“{draft.Title}”的附件“{file.Name}”换成清理后的副本，删去了{sentence}。", scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return sentence;
    }

    private async Task<(byte[] Clean, IReadOnlyList<string> Hidden)> CleanAsync(EditionFile file, CancellationToken stop)
    {
        await using var content = store.Open(file.File!);
        var (hidden, _) = await FileGate.HiddenAsync(content, file.Name, stop);
        if (hidden.Count == 0) throw new RefusedException($"“{file.Name}”没有要清理的，可能已经清理过。");
        return (await CleanCopy.MakeAsync(content, file.Name, stop), hidden);
    }
}
