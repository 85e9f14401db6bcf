using Lantai.Files;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Requests.Decisions;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Redactions;

/// <summary>A box as a clerk marks it.</summary>
public sealed record NewRedaction(int Page, PageBox Box, Decision Ground, string? Note);

/// <summary>Marks boxes on the files of a case and burns them in; the file as it is stays, and only what passed the attack is kept.</summary>
public sealed class RedactFile(LantaiDb db, FileStore store, RequestFiles files, PackFolder packs, TimeProvider time)
{
    private const long Largest = 200L << 20;

    /// <summary>What a redacted file is called among the files of the case.</summary>
    public const string About = "遮盖后的材料";

    /// <exception cref="RefusedException">The file is of another case, or the box or its ground is none.</exception>
    public async Task MarkAsync(Actor actor, long regionId, long requestId, long fileId, NewRedaction wanted, CancellationToken stop = default)
    {
        if (!wanted.Box.IsSound) throw new RefusedException("遮盖的范围不对：左、上应小于右、下，并且都在0至100之间。");
        var shown = await db.RedactableAsync(regionId, requestId, fileId, stop);
        if (shown is not null) await RefuseOffPageAsync(shown, wanted.Page, stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var (_, stored) = await FindAsync(request, fileId, stop);
        var ground = DecisionKinds.InForce(packs, request.ReceivedOn ?? request.SubmittedOn)[wanted.Ground];
        if (!ground.IsRefusal) throw new RefusedException("遮盖的依据应是条例第十四条、第十五条、第十六条规定的不予公开情形，请重新选择。");
        db.Redactions.Add(new Redaction
        {
            FileId = fileId,
            Page = wanted.Page,
            LeftSide = wanted.Box.Left,
            TopSide = wanted.Box.Top,
            RightSide = wanted.Box.Right,
            BottomSide = wanted.Box.Bottom,
            Ground = wanted.Ground,
            Note = wanted.Note,
            MarkedAt = time.GetUtcNow(),
            MarkedBy = actor.Name,
        });
        db.Record(time, actor, "标出遮盖", request.Subject, $"申请{request.CaseNumber}的“{stored.Name}”第{wanted.Page}页标出一处遮盖：{ground.Name}。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <exception cref="RefusedException">There is no such box; nothing is changed.</exception>
    public async Task RemoveAsync(Actor actor, long regionId, long requestId, long fileId, long id, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var (_, stored) = await FindAsync(request, fileId, stop);
        var redaction = await db.Redactions.SingleOrDefaultAsync(known => known.Id == id && known.FileId == fileId && known.BurntInId == null, stop)
            ?? throw new RefusedException("没有这处遮盖，请刷新页面。");
        db.Redactions.Remove(redaction);
        db.Record(time, actor, "取消遮盖", request.Subject, $"申请{request.CaseNumber}的“{stored.Name}”第{redaction.Page}页取消一处遮盖。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <returns>The redacted file.</returns>
    /// <exception cref="RefusedException">Nothing is marked, the file cannot be drawn, or something was left in the result; nothing is kept.</exception>
    public async Task<RequestFile> BurnAsync(Actor actor, long regionId, long requestId, long fileId, CancellationToken stop = default)
    {
        var (source, marks) = (await db.RedactableAsync(regionId, requestId, fileId, stop), await MarksAsync(fileId, stop));
        // Drawn before the case is held: many pages take long, and nobody else should wait for them.
        using var result = source is null ? new MemoryStream() : new MemoryStream(await BurnAsync(source, marks, stop));
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var (_, stored) = await FindAsync(request, fileId, stop);
        if (!(await MarksAsync(fileId, stop)).Select(mark => mark.Id).SequenceEqual(marks.Select(mark => mark.Id)))
            throw new RefusedException($"“{stored.Name}”的遮盖刚被其他人改过，没有生成；请刷新页面，核对后再生成。");
        // Its own name may tell what is covered, but the office knows its files by it; it is told to nobody before it is given out.
        var name = $"{Path.GetFileNameWithoutExtension(stored.Name)}（遮盖）.pdf";
        var kept = await store.PutAsync(db, result, name, "application/pdf", actor.Name, Largest, stop);
        var file = files.Keep(requestId, kept, About, actor, fileId);
        await db.SaveChangesAsync(stop);
        db.Redactions.AddRange(marks.Select(mark => mark.BurntIn(file.Id)));
        var kinds = DecisionKinds.InForce(packs, request.ReceivedOn ?? request.SubmittedOn);
        var grounds = marks.GroupBy(mark => mark.Ground).Select(group => $"{kinds[group.Key].Name}{group.Count()}处（{kinds[group.Key].Basis.Text}）");
        db.Record(time, actor, "遮盖文件", request.Subject, $"申请{request.CaseNumber}的“{stored.Name}”遮盖{marks.Count}处：{string.Join("、", grounds)}；检查通过。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return file;
    }

    private Task<List<Redaction>> MarksAsync(long fileId, CancellationToken stop) => db.MarksOf(fileId).ToListAsync(stop);

    private async Task<byte[]> BurnAsync(StoredFile source, List<Redaction> marks, CancellationToken stop)
    {
        if (marks.Count == 0) throw new RefusedException($"“{source.Name}”还没有标出要遮盖的地方。");
        await using var content = store.Open(source);
        return await BurnIn.RunAsync(content, source.Name, marks.ToLookup(mark => mark.Page, mark => mark.Box), stop);
    }

    private async Task RefuseOffPageAsync(StoredFile source, int page, CancellationToken stop)
    {
        await using var content = store.Open(source);
        var pages = await BurnIn.CountPagesAsync(content, source.Name, stop);
        if (page < 1 || page > pages) throw new RefusedException($"“{source.Name}”共{pages}页，没有第{page}页。");
    }

    /// <exception cref="RefusedException">The application has no such file, or it is a redacted one.</exception>
    private async Task<(RequestFile File, StoredFile Stored)> FindAsync(Request request, long fileId, CancellationToken stop)
    {
        var file = await db.RequestFiles.SingleOrDefaultAsync(known => known.Id == fileId && known.RequestId == request.Id, stop)
            ?? throw new RefusedException("没有这份材料，请从申请页重新打开。");
        if (file.RedactedFromId is not null) throw new RefusedException("这是遮盖后的材料；要改遮盖的，请打开原来的材料。");
        return (file, await db.Files.AsNoTracking().SingleAsync(stored => stored.Id == file.FileId, stop));
    }
}
