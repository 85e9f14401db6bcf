using Lantai.Journal;
using Lantai.Requests.Figures;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Answered;

/// <summary>Tells the public that an application was answered, and takes it back.</summary>
public sealed class PublishAnswer(LantaiDb db, TimeProvider time)
{
    /// <exception cref="RefusedException">It is not answered, is published already, or the words tell who asked.</exception>
    public async Task RunAsync(Actor actor, long regionId, long requestId, string summary, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        if (request.Course.FirstOrDefault(happened => happened.Kind == RequestEventKind.Replied) is not { } replied)
            throw new RefusedException($"申请{request.CaseNumber}还没有答复，答复后才能公示。");
        if (await db.AnsweredRequests.AnyAsync(answered => answered.RequestId == requestId, stop))
            throw new RefusedException($"申请{request.CaseNumber}的答复已经公示，请刷新页面。");
        if (TellingWords.In(summary, request) is { } telling) throw new RefusedException($"公示内容里有{telling}，请删去后再公示。");
        db.Add(new AnsweredRequest
        {
            RegionId = regionId,
            RequestId = requestId,
            Summary = summary,
            ApplicantKind = request.ApplicantKind,
            Decision = Outcomes.Of(request)!.Value,
            RepliedOn = replied.On,
            PublishedAt = time.GetUtcNow(),
            PublishedBy = actor.Name,
        });
        db.Record(time, actor, "公示答复", request.Subject, $"申请{request.CaseNumber}的答复公示为“{summary}”。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <exception cref="RefusedException">It is not on the portal.</exception>
    public async Task WithdrawAsync(Actor actor, long regionId, long requestId, string because, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var answered = await db.AnsweredRequests.SingleOrDefaultAsync(known => known.RequestId == requestId, stop)
            ?? throw new RefusedException($"申请{request.CaseNumber}的答复没有公示，请刷新页面。");
        answered.Withdraw(because, actor.Name, time.GetUtcNow());
        db.Record(time, actor, "撤下公示", request.Subject, $"申请{request.CaseNumber}的答复公示撤下：{because}", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
