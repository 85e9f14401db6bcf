using System.Buffers.Text;
using System.Security.Cryptography;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Requests.Notices;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Opinions;

/// <summary>A consultation of the case that waits for its answer.</summary>
/// <param name="ExpiresOn">The last day to answer by law; null where the law sets none.</param>
/// <param name="Silence">What silence means then; null where the law does not say.</param>
public sealed record OpenConsultation(Consulted Kind, string Party, DateOnly AskedOn, DateOnly? ExpiresOn, string? Silence);

/// <summary>Makes and stops links for those who are consulted, and takes their answers into the course of the case.</summary>
public sealed class AskOpinion(LantaiDb db, RequestClock clock, RequestRulebook rulebook, RecordEvent recording, RequestFiles files, TimeProvider time)
{
    public const int LongestDays = 90;
    private static readonly Actor Consultee = new(null, "被征求意见方");

    public async Task<IReadOnlyList<OpenConsultation>> OpenAsync(Request request, CancellationToken stop = default)
    {
        var course = RequestCourse.Follow(request.Course, rulebook, await clock.CalendarAsync(stop));
        if (course.End is not null) return [];
        return [.. course.Consultations.Where(asked => asked.IsOpenOn(time.Today()))
            .Select(asked => new OpenConsultation(asked.Kind, asked.Party, asked.AskedOn, asked.ExpiresOn, course.Rules.Consultations[asked.Kind].Silence))];
    }

    /// <param name="seen">The revision of the case that was shown; null makes it whatever was done meanwhile.</param>
    /// <returns>The token; it is shown now and never again.</returns>
    /// <exception cref="RefusedException">Nobody is waited for, or the day is out of bounds.</exception>
    public async Task<string> MakeAsync(
        Actor actor, long regionId, long requestId, Consulted kind, string party, string information, DateOnly expiresOn, int? seen = null,
            CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        request.RefuseUnlessSeen(seen);
        var open = (await OpenAsync(request, stop)).FirstOrDefault(asked => asked.Kind == kind && asked.Party == party)
            ?? throw new RefusedException("这次征求意见已经结束，不需要链接；请刷新页面。");
        if (TellingWords.Own(information, request) is { } own) throw new RefusedException($"拟公开的信息里有{own}，被征求意见方会看到，请删去。");
        if (expiresOn < time.Today() || expiresOn > time.Today().AddDays(LongestDays)) throw new RefusedException($"链接的期限应在今天以后{LongestDays}日以内。");
        if (expiresOn > open.ExpiresOn) throw new RefusedException($"链接的期限不能晚于答复期限{open.ExpiresOn:yyyy-MM-dd}。");
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.OpinionLinks.Add(new OpinionLink
        {
            RequestId = requestId,
            Kind = kind,
            Party = party,
            Information = information,
            AskedOn = open.AskedOn,
            ExpiresOn = expiresOn,
            TokenHash = OpinionLink.HashOf(token),
            MadeAt = time.GetUtcNow(),
            MadeBy = actor.Name,
        });
        request.Change();
        db.Record(time, actor, "生成答复链接", request.Subject, $"申请{request.CaseNumber}生成{kind.Reason}的答复链接，有效至{expiresOn:yyyy-MM-dd}。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return token;
    }

    /// <exception cref="RefusedException">It was answered, or is of another case.</exception>
    public async Task RevokeAsync(Actor actor, long regionId, long requestId, long id, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var link = await db.OpinionLinks.SingleOrDefaultAsync(known => known.Id == id && known.RequestId == requestId, stop)
            ?? throw new RefusedException("没有这个链接，请刷新页面。");
        link.Revoke(time.GetUtcNow());
        db.Record(time, actor, "停用答复链接", request.Subject, $"申请{request.CaseNumber}停用{link.Kind.Reason}的答复链接。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>The link that the token opens, which notes when it was first opened; null when there is none in the region.</summary>
    public async Task<OpinionLink?> ReadAsync(long regionId, string token, CancellationToken stop = default)
    {
        var hash = OpinionLink.HashOf(token);
        var own = db.Requests.Where(request => request.RegionId == regionId);
        var link = await db.OpinionLinks.SingleOrDefaultAsync(known => known.TokenHash == hash && own.Any(request => request.Id == known.RequestId), stop);
        if (link is null or { OpenedAt: not null }) return link;
        link.Open(time.GetUtcNow());
        await db.SaveChangesAsync(stop);
        return link;
    }

    /// <summary>Why the link takes no answer now, in one sentence; null when it does.</summary>
    public async Task<string?> ClosedBecauseAsync(OpinionLink link, Request request, CancellationToken stop = default) =>
        link.ClosedBecause(time.Today()) ?? ((await OpenAsync(request, stop)).Any(asked => asked.Kind == link.Kind && asked.Party == link.Party)
            ? null : "书面意见已经登记，或者申请已经办结，这里不再接收意见；要补充的，请按征求意见书上的电话联系。");

    /// <exception cref="RefusedException">The link is over, or the answer is not complete; nothing is entered.</exception>
    public async Task AnswerAsync(
        long regionId, string token, Stance stance, string? reasons, string answerer, IncomingFile? file, CancellationToken stop = default)
    {
        var link = await ReadAsync(regionId, token, stop) ?? throw new RefusedException("链接不对，请按征求意见书上的地址重新打开。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, link.RequestId, stop);
        // Read again while the case is held: it may have been answered or stopped since the page was opened.
        await db.Entry(link).ReloadAsync(stop);
        if (await ClosedBecauseAsync(link, request, stop) is { } closed) throw new RefusedException(closed);
        var stored = file is null ? null : await files.PutAsync(Consultee, file, stop);
        if (stored is not null) files.Keep(request.Id, stored, "征求意见的答复", Consultee);
        link.Answer(stance, reasons, answerer, stored?.Id, time.GetUtcNow());
        await recording.EnterAsync(Consultee, request, new RequestEvent(link.Kind.Answered, time.Today()) { Party = link.Party }, $"在线答复：{stance.Title}", stop);
        db.Notify(time, request, $"{link.Kind.Reason}收到在线答复：{stance.Title}。");
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
