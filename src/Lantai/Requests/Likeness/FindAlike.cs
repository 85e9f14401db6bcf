using System.Security.Cryptography;
using Lantai.Requests.Decisions;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Likeness;

/// <summary>What another case means for this one.</summary>
public enum Relation
{
    /// <summary>The agency answered the applicant on the same before: 重复申请 (条例第三十六条第六项).</summary>
    Repeated,

    /// <summary>The applicant asks the same agency for the same in a case that is open: 并案.</summary>
    Duplicate,

    /// <summary>The applicant asked the same agency before and was not answered on it: withdrawn, lapsed or turned over. No repetition.</summary>
    Unanswered,

    /// <summary>Somebody else asks for the same, of whatever agency: 多人申请.</summary>
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
    /// <summary>A case as it is compared.</summary>
    private sealed record Compared(
        long Id, int Year, int Number, string QueryCode, long? UnitId, DateOnly SubmittedOn, DateOnly? EndedOn, IReadOnlyList<ComparedItem> Items);

    private sealed record ComparedItem(string Text, Decision? Decision);

    /// <summary>The alike cases handed in before or with it, the most alike first. What the applicant asked of another agency is no matter of this one.</summary>
    /// <param name="only">The one case to be compared; null compares all.</param>
    public async Task<IReadOnlyList<AlikeRequest>> RunAsync(Request request, long? only = null, CancellationToken stop = default) =>
        await AmongAsync(request, Earlier(request).Where(other => only == null || other.Id == only), stop);

    /// <summary>Those of the same applicant alone, for a hint on every page of the case: only what stands under the same name is compared.</summary>
    public async Task<IReadOnlyList<AlikeRequest>> OfApplicantAsync(Request request, CancellationToken stop = default) =>
        [.. (await AmongAsync(request, Earlier(request).Where(other => other.Applicant == request.Applicant && other.UnitId == request.UnitId), stop))
            .Where(found => found.Relation != Relation.Shared)];

    private async Task<IReadOnlyList<AlikeRequest>> AmongAsync(Request request, IQueryable<Request> earlier, CancellationToken stop)
    {
        var percent = RuleOf(request).AlikePercent;
        var others = await ComparedAsync(earlier, stop);
        var alike = others.Select(other => (Request: other, Best: BestOf(request, other))).Where(pair => pair.Best.Percent >= percent).ToList();
        if (alike.Count == 0) return [];
        var same = await SameApplicantAsync(request, alike.ToDictionary(pair => pair.Request.Id, pair => pair.Request.QueryCode), stop);
        var replied = await RepliedAsync(alike.ConvertAll(pair => pair.Request.Id), stop);
        return [.. alike.Where(pair => pair.Request.UnitId == request.UnitId || !same.Contains(pair.Request.Id))
            .Select(pair => Of(pair.Request, pair.Best, same.Contains(pair.Request.Id), replied.Contains(pair.Request.Id)))
            .OrderByDescending(found => found.Percent)];
    }

    private RepeatRule RuleOf(Request request) => rulebook.InForce(request.ReceivedOn ?? request.SubmittedOn).Repeats;

    private IQueryable<Request> Earlier(Request request)
    {
        var since = request.SubmittedOn.AddMonths(-RuleOf(request).Months);
        return db.Requests.Where(other => other.RegionId == request.RegionId && other.Id != request.Id
            && other.SubmittedOn >= since && other.SubmittedOn <= request.SubmittedOn && other.MergedIntoId == null);
    }

    private static Task<List<Compared>> ComparedAsync(IQueryable<Request> earlier, CancellationToken stop) =>
        earlier.OrderByDescending(other => other.SubmittedOn).ThenByDescending(other => other.Id)
            .Select(other => new Compared(other.Id, other.Year, other.Number, other.QueryCode, other.UnitId, other.SubmittedOn, other.EndedOn,
                other.Items.Select(item => new ComparedItem(item.Text, item.Decision)).ToList()))
            .ToListAsync(stop);

    /// <summary>Whether so many applicants ask for it that it should be published (条例第四十四条).</summary>
    public bool AsksForDisclosure(Request request, IReadOnlyList<AlikeRequest> alike) =>
        alike.Count(found => found.Relation == Relation.Shared) + 1 >= RuleOf(request).DiscloseFrom;

    /// <summary>The first item of the case that the other does not ask for; null when it asks for all of them.</summary>
    public RequestItem? Untwinned(Request request, Request other)
    {
        var percent = RuleOf(request).AlikePercent;
        return request.Items.OrderBy(item => item.Place)
            .FirstOrDefault(own => !other.Items.Exists(theirs => Alikeness.Percent(own.Text, theirs.Text) >= percent));
    }

    private static AlikeRequest Of(Compared other, (int Percent, RequestItem Own, ComparedItem Other) best, bool isSame, bool isReplied)
    {
        var isAnswered = isReplied && best.Other.Decision is { } told && !told.IsLapse;
        var relation = !isSame ? Relation.Shared : other.EndedOn is null ? Relation.Duplicate : isAnswered ? Relation.Repeated : Relation.Unanswered;
        return new AlikeRequest(other.Id, Request.NumberOf(other.Year, other.Number), relation, best.Percent, best.Own.Text, best.Other.Text, other.SubmittedOn,
            other.EndedOn, best.Other.Decision);
    }

    private static (int Percent, RequestItem Own, ComparedItem Other) BestOf(Request request, Compared other) =>
        request.Items.SelectMany(own => other.Items.Select(theirs => (Percent: Alikeness.Percent(own.Text, theirs.Text), own,
            theirs))).MaxBy(pair => pair.Percent);

    private async Task<HashSet<long>> RepliedAsync(IReadOnlyList<long> ids, CancellationToken stop) =>
        [.. await db.Set<RecordedEvent>().Where(recorded => ids.Contains(recorded.RequestId)
            && recorded.Kind == RequestEventKind.Replied && recorded.StruckAt == null)
            .Select(recorded => recorded.RequestId).ToListAsync(stop)];

    private async Task<HashSet<long>> SameApplicantAsync(Request request, Dictionary<long, string> codes, CancellationToken stop)
    {
        codes[request.Id] = request.QueryCode;
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
