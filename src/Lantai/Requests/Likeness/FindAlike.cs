using System.Security.Cryptography;
using Lantai.Requests.Decisions;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Likeness;

/// <summary>What another case means for this one.</summary>
public enum Relation
{
    /// <summary>The applicant was answered on the same before: 重复申请.</summary>
    Repeated,

    /// <summary>The applicant asks for the same in a case that is open: 并案.</summary>
    Duplicate,

    /// <summary>The applicant asked for the same before and was not answered on it: withdrawn, lapsed or turned over. No repetition.</summary>
    Unanswered,

    /// <summary>Somebody else asks for the same: 多人申请.</summary>
    Shared,
}

/// <summary>Another case that asks for the same, with the evidence.</summary>
/// <param name="Percent">How alike the most alike items are.</param>
/// <param name="Own">The item of this case.</param>
/// <param name="Other">The item of the other.</param>
/// <param name="Decision">What was decided on it there.</param>
public sealed record AlikeRequest(
    long Id, string CaseNumber, Relation Relation, int Percent, string Own, string Other, DateOnly SubmittedOn, DateOnly? EndedOn, Decision? Decision);

/// <summary>
/// Proposes cases that ask for the same. Applicants are known by their identity numbers, which are compared within the
/// program and shown to nobody.
/// </summary>
public sealed class FindAlike(LantaiDb db, RequestRulebook rulebook, IdentitySeal seal)
{
    /// <summary>The alike cases handed in before or with it, the most alike first.</summary>
    public async Task<IReadOnlyList<AlikeRequest>> RunAsync(Request request, CancellationToken stop = default)
    {
        var rule = rulebook.InForce(request.ReceivedOn ?? request.SubmittedOn).Repeats;
        var since = request.SubmittedOn.AddMonths(-rule.Months);
        var others = await db.Requests.AsNoTracking().Include(other => other.Items)
            .Where(other => other.RegionId == request.RegionId && other.Id != request.Id && other.SubmittedOn >= since
                && other.SubmittedOn <= request.SubmittedOn)
            .Where(other => other.MergedIntoId == null).OrderByDescending(other => other.SubmittedOn).ThenByDescending(other => other.Id).ToListAsync(stop);
        var alike = others.Select(other => (Request: other, Best: BestOf(request, other))).Where(pair => pair.Best.Percent >= rule.AlikePercent).ToList();
        if (alike.Count == 0) return [];
        var same = await SameApplicantAsync(request, alike.ConvertAll(pair => pair.Request), stop);
        var replied = await RepliedAsync(alike.ConvertAll(pair => pair.Request.Id), stop);
        return [.. alike.Select(pair => Of(pair.Request, pair.Best, same.Contains(pair.Request.Id), replied.Contains(pair.Request.Id)))
            .OrderByDescending(found => found.Percent)];
    }

    /// <summary>Whether so many applicants ask for it that it should be published (条例第四十四条).</summary>
    public bool AsksForDisclosure(Request request, IReadOnlyList<AlikeRequest> alike) =>
        alike.Count(found => found.Relation == Relation.Shared) + 1 >= rulebook.InForce(request.ReceivedOn ?? request.SubmittedOn).Repeats.DiscloseFrom;

    /// <summary>The first item of the case that the other does not ask for; null when it asks for all of them.</summary>
    public RequestItem? Untwinned(Request request, Request other)
    {
        var percent = rulebook.InForce(request.ReceivedOn ?? request.SubmittedOn).Repeats.AlikePercent;
        return request.Items.OrderBy(item => item.Place)
            .FirstOrDefault(own => !other.Items.Exists(theirs => Alikeness.Percent(own.Text, theirs.Text) >= percent));
    }

    private static AlikeRequest Of(Request other, (int Percent, RequestItem Own, RequestItem Other) best, bool isSame, bool isReplied)
    {
        var isAnswered = isReplied && best.Other.Decision is { } told && !told.IsLapse;
        var relation = !isSame ? Relation.Shared : other.EndedOn is null ? Relation.Duplicate : isAnswered ? Relation.Repeated : Relation.Unanswered;
        return new AlikeRequest(other.Id, other.CaseNumber, relation, best.Percent, best.Own.Text, best.Other.Text, other.SubmittedOn,
            other.EndedOn, best.Other.Decision);
    }

    private static (int Percent, RequestItem Own, RequestItem Other) BestOf(Request request, Request other) =>
        request.Items.SelectMany(own => other.Items.Select(theirs => (Percent: Alikeness.Percent(own.Text, theirs.Text), own,
            theirs))).MaxBy(pair => pair.Percent);

    private async Task<HashSet<long>> RepliedAsync(IReadOnlyList<long> ids, CancellationToken stop) =>
        [.. await db.Set<RecordedEvent>().Where(recorded => ids.Contains(recorded.RequestId)
            && recorded.Kind == RequestEventKind.Replied && recorded.StruckAt == null)
            .Select(recorded => recorded.RequestId).ToListAsync(stop)];

    private async Task<HashSet<long>> SameApplicantAsync(Request request, List<Request> others, CancellationToken stop)
    {
        var codes = others.Append(request).ToDictionary(other => other.Id, other => other.QueryCode);
        var documents = await db.IdentityDocuments.AsNoTracking().Where(document => codes.Keys.Contains(document.RequestId)).ToListAsync(stop);
        byte[] NumberOf(IdentityDocument document) => seal.Open(document.SealedNumber, codes[document.RequestId]);
        var mine = documents.Single(document => document.RequestId == request.Id);
        var own = NumberOf(mine);
        return [.. documents.Where(document => document.Kind == mine.Kind && CryptographicOperations.FixedTimeEquals(NumberOf(document), own))
            .Select(document => document.RequestId)];
    }
}

public static class RelationWords
{
    extension(Relation relation)
    {
        public string Title => relation switch
        {
            Relation.Repeated => "同一申请人，已经答复过",
            Relation.Duplicate => "同一申请人，正在办理",
            Relation.Unanswered => "同一申请人，没有答复就办结（撤回、视为放弃等）",
            Relation.Shared => "其他申请人",
        };
    }
}
