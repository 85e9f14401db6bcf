using System.Text.RegularExpressions;
using Lantai.Journal;
using Lantai.Requests.Figures;
using Lantai.Storage;
using Lantai.Ui;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Answered;

/// <summary>Tells the public that an application was answered, and takes it back.</summary>
public sealed partial class PublishAnswer(LantaiDb db, TimeProvider time)
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
        if (Telling(request, summary) is { } telling) throw new RefusedException($"公示内容里有{telling}，请删去后再公示。");
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

    /// <summary>What of the words tells who asked; null when nothing does.</summary>
    internal static string? Telling(Request request, string summary)
    {
        var words = Bare(summary);
        bool Tells(string? own) => own is { Length: > 1 } && words.Contains(Bare(own), StringComparison.OrdinalIgnoreCase);
        if (Tells(request.Applicant)) return "申请人的姓名或者名称";
        if (Tells(request.Representative)) return "负责人的姓名";
        if (Tells(request.Phone)) return "申请人的电话";
        if (Tells(request.Email)) return "申请人的电子邮箱";
        if (Tells(request.Address)) return "申请人的地址";
        return Numbers().IsMatch(HalfWidth.Of(summary)) ? "电话、证件或者账户的号码" : null;
    }

    /// <summary>A name is the same with blanks in it.</summary>
    private static string Bare(string text) => string.Concat(HalfWidth.Of(text).Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Eleven digits and more, and mobile, card, identity and telephone numbers in their usual groups; several years in a row are none.</summary>
    [GeneratedRegex(@"\d{11,}|1\d{2}[ -]\d{4}[ -]\d{4}|\d{4}([ -]\d{4}){3,}|\d{6}[ -]\d{8}[ -]\d{3}[\dXx]|0\d{2,3}[ -]\d{7,8}")]
    private static partial Regex Numbers();
}
