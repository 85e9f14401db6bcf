using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Requests.Decisions;
using Lantai.Storage;

namespace Lantai.Requests.Likeness;

/// <summary>What an application is handled as when it is none for information (条例第三十九条、第四十一条).</summary>
public enum Conversion { Petition, RecordCorrection }

/// <summary>Merges a case into another of the same applicant, turns it over to another procedure, or proposes its information for publishing.</summary>
public sealed class TurnRequest(LantaiDb db, RecordEvent recording, DecideItem deciding, FindAlike finding, TimeProvider time)
{
    /// <exception cref="RefusedException">The other case is not one of the same applicant that is open, or this one is over.</exception>
    public Task MergeAsync(Actor actor, long regionId, long id, int? seen, long into, CancellationToken stop = default) =>
        ChangeAsync(regionId, id, seen, async request =>
        {
            var target = (await finding.RunAsync(request, into, stop)).FirstOrDefault(alike => alike.Relation == Relation.Duplicate)
                ?? throw new RefusedException("只能并入同一申请人向同一机关提出、内容相同、正在办理的申请；请刷新页面。");
            if (finding.Untwinned(request, (await db.FindRequestAsync(regionId, into, stop))!) is { } alone)
                throw new RefusedException($"第{alone.Place}项在申请{target.CaseNumber}里没有相同的内容，并案后没有人答复，不能并案；请分别办理。");
            await recording.EnterAsync(actor, request, new RequestEvent(RequestEventKind.Merged, time.Today()),
                $"并入{target.CaseNumber}，内容相似{target.Percent}%", stop);
            request.MergedIntoId = into;
        }, stop, into);

    /// <summary>
    /// Who petitions in the form of an application must be told so (条例第三十九条第一款): every item is decided R6a, and the reply is written,
    /// checked, signed and sent as every other. A correction of records goes its own way.
    /// </summary>
    /// <exception cref="RefusedException">The case is over, or an item has been answered otherwise.</exception>
    public Task ConvertAsync(Actor actor, long regionId, long id, int? seen, Conversion to, string because, CancellationToken stop = default) =>
        ChangeAsync(regionId, id, seen, async request =>
        {
            if (to == Conversion.Petition)
            {
                await deciding.EnterAsync(actor, request, request.Items.ToDictionary(item => item.Place, _ => Decision.R6a), stop);
                db.Record(time, actor, "转办", request.Subject, $"申请{request.CaseNumber}按{to.Title}办理，先作出R6a答复：{because}", regionId);
                return;
            }
            await recording.EnterAsync(actor, request, new RequestEvent(RequestEventKind.Converted, time.Today()), $"{to.Title}：{because}", stop);
            request.ConvertedTo = to;
        }, stop);

    /// <summary>The case goes on; what it asks for is proposed for proactive disclosure.</summary>
    /// <exception cref="RefusedException">It is proposed already.</exception>
    public Task ProposeAsync(Actor actor, long regionId, long id, int? seen, CancellationToken stop = default) =>
        ChangeAsync(regionId, id, seen, request =>
        {
            if (request.ProposedOn is { } on) throw new RefusedException($"已于{on:yyyy-MM-dd}建议主动公开，请刷新页面。");
            request.ProposedOn = time.Today();
            request.Change();
            db.Record(time, actor, "建议主动公开", request.Subject, $"申请{request.CaseNumber}所需信息建议转为主动公开。", regionId);
            return Task.CompletedTask;
        }, stop);

    /// <param name="other">A second case to be held; both are locked in the order of their ids, so that who merges the other way round waits and then
    /// sees.</param>
    private async Task ChangeAsync(long regionId, long id, int? seen, Func<Request, Task> change, CancellationToken stop, long? other = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (other < id) await db.LockRequestAsync(regionId, other.Value, stop);
        var request = await db.LockRequestAsync(regionId, id, stop);
        if (other > id) await db.LockRequestAsync(regionId, other.Value, stop);
        request.RefuseUnlessSeen(seen);
        await change(request);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}

public static class ConversionWords
{
    extension(Conversion conversion)
    {
        public string Title => conversion switch
        {
            Conversion.Petition => "转信访、投诉、举报渠道",
            Conversion.RecordCorrection => "转更正政府信息程序",
        };
    }
}
