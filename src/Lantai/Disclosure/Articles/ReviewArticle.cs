using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// The way of a draft to the portal: the editor submits, and every review that the column asks for is given in turn, each by
/// another person; the last one publishes. The database holds the same rules, so there is no other way.
/// </summary>
public sealed class ReviewArticle(LantaiDb db, OutgoingGate gate, InterpretationGate interpretations, IndexFiles files, PackFolder packs, TimeProvider time)
{
    /// <summary>Submits the draft: the submitter answers for the first review (初审).</summary>
    /// <param name="acceptedBecause">Why it goes on although the gate found something doubtful; needed only then.</param>
    /// <exception cref="RefusedException">Something is missing or wrong, or a doubt has no reason.</exception>
    public async Task SubmitAsync(DisclosureScope scope, long id, int seen, string? acceptedBecause = null, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        var edition = Open(article);
        edition.RefuseUnlessSeen(seen);
        if (!scope.Writes(article.UnitId)) throw new RefusedException("这篇稿件不由您提交。");
        RefuseClosed(article);
        var look = await gate.LookAsync(article, edition, stop);
        if (look.Errors.Count > 0) throw new RefusedException($"提交前要改正{look.Errors.Count}处：\n{string.Join('\n', look.Errors)}");
        if (look.Doubts.Count > 0 && string.IsNullOrWhiteSpace(acceptedBecause))
            throw new RefusedException($"有{look.Doubts.Count}处需要确认，改正，或写明理由后再提交：\n{string.Join('\n', look.Doubts)}");
        edition.Submit(article.Column!.Reviews, look.Doubts.Count > 0 ? acceptedBecause!.Trim() : null, scope.Person.Name, time.GetUtcNow());
        // Two saves: the database takes a review only of an edition that is under review.
        await db.SaveChangesAsync(stop);
        await StepAsync(scope, article, edition, new Step(ReviewKind.Editor, Accepted: Accepted(look.Doubts, edition), SameNumber: look.SameNumber), stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Gives the review whose turn it is; after the last one the edition is published, or waits for its day.</summary>
    /// <exception cref="RefusedException">
    /// It is not the person's turn, the person has given a review of this round already, or a doubt has come up since the submission.
    /// </exception>
    public async Task PassAsync(DisclosureScope scope, long id, int seen, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        var edition = Open(article);
        edition.RefuseUnlessSeen(seen);
        RefuseClosed(article);
        RefuseOutgrown(article, edition);
        var (kind, isLast) = await TurnAsync(scope, article, edition, stop);
        var doubts = isLast ? await ChangedSinceAsync(article, edition, stop) : [];
        edition.Pass(scope.Person.Name, time.GetUtcNow());
        await StepAsync(scope, article, edition, new Step(kind, Accepted: Accepted(doubts, edition)), stop);
        if (isLast) await PublishAsync(scope, article, edition, stop);
        await transaction.CommitAsync(stop);
    }

    /// <exception cref="RefusedException">No reason is given, or it is not the person's turn.</exception>
    public async Task ReturnAsync(DisclosureScope scope, long id, int seen, string? because, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明退回的理由。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        var edition = Open(article);
        edition.RefuseUnlessSeen(seen);
        var (kind, _) = await TurnAsync(scope, article, edition, stop);
        await StepAsync(scope, article, edition, new Step(kind, because.Trim()), stop);
        edition.Return(because.Trim(), scope.Person.Name, time.GetUtcNow());
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>The writer takes a submitted edition back.</summary>
    public async Task TakeBackAsync(DisclosureScope scope, long id, int seen, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        var edition = Open(article);
        edition.RefuseUnlessSeen(seen);
        if (!scope.Writes(article.UnitId)) throw new RefusedException("这篇稿件不由您收回。");
        edition.Return(null, scope.Person.Name, time.GetUtcNow());
        db.Record(time, scope.Person.Actor, "收回稿件", article.Subject, $"收回“{edition.Title}”第{edition.Number}版修改。", scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>The column has asked for another review since: the round that began without it cannot end in publication.</summary>
    private static void RefuseOutgrown(Article article, Edition edition)
    {
        var missing = article.Column!.Reviews.Except(edition.Needed).Order().Select(kind => kind.Title).ToList();
        if (missing.Count > 0) throw new RefusedException($"栏目“{article.Column.Name}”已增加{string.Join('、', missing)}，“{edition.Title}”要退回，重新提交后再审。");
    }

    /// <summary>
    /// The words stand still under review, what is around them does not: nothing is published without its interpretation and without a
    /// reason, nor beside another document of its number of which the submission did not know.
    /// </summary>
    /// <returns>What was known and has its reason.</returns>
    private async Task<IReadOnlyList<string>> ChangedSinceAsync(Article article, Edition edition, CancellationToken stop)
    {
        var doubts = await interpretations.LookAsync(article, edition, stop);
        List<string> changed = edition.AcceptedBecause is null ? [.. doubts] : [];
        var known = await db.ReviewSteps.Where(step => step.EditionId == edition.Id && step.Round == edition.Round && step.Kind == ReviewKind.Editor)
            .Select(step => step.SameNumber).SingleAsync(stop);
        changed.AddRange((await SameNumber.FindAsync(db, article, edition, time.GetUtcNow(), time.Today(), stop))
            .Where(other => !known.Contains(other.ArticleId)).Select(other => other.Doubt));
        return changed.Count == 0 ? doubts
            : throw new RefusedException($"“{edition.Title}”提交以后有了变化，要退回，改正或写明理由后重新提交：\n{string.Join('\n', changed)}");
    }

    /// <summary>The review whose turn it is; null in a draft and when all are given.</summary>
    public static ReviewKind? Turn(Edition edition, IEnumerable<ReviewStep> steps) =>
        edition.Needed.Order().Select(kind => (ReviewKind?)kind)
            .FirstOrDefault(kind => !steps.Any(step => step.EditionId == edition.Id && step.Round == edition.Round && step.Kind == kind
            && step.Verdict == Verdict.Passed));

    private async Task<(ReviewKind Kind, bool IsLast)> TurnAsync(DisclosureScope scope, Article article, Edition edition, CancellationToken stop)
    {
        var steps = await db.ReviewSteps.AsNoTracking().Where(step => step.EditionId == edition.Id && step.Round == edition.Round).ToListAsync(stop);
        if (edition.State != EditionState.InReview || Turn(edition, steps) is not { } kind)
            throw new RefusedException($"“{edition.Title}”{edition.State.Title}，现在没有要审的。");
        if (!scope.Reviews(kind, article.UnitId)) throw new RefusedException($"“{edition.Title}”现在等待{kind.Title}，不由您办理。");
        if (steps.Find(step => step.AccountId == scope.Person.AccountId) is { } own)
            throw new RefusedException($"您已经给这篇稿件做过{own.Kind.Title}，{kind.Title}要由另一个人办理。");
        return (kind, steps.Count + 1 == edition.Needed.Count);
    }

    /// <summary>What the gate warned of and why it goes on all the same: the journal keeps it, whatever is changed later.</summary>
    private static string Accepted(IReadOnlyList<string> doubts, Edition edition) => doubts.Count == 0 ? ""
        : $"；提示{doubts.Count}处：{string.Join('；', doubts.Select(doubt => doubt.TrimEnd('。')))}；仍要提交的理由：{edition.AcceptedBecause!.TrimEnd('。')}";

    /// <param name="Because">Why it is returned; null passes it.</param>
    /// <param name="Accepted">What the journal says of doubts and their reason; "" for none.</param>
    /// <param name="SameNumber">As <see cref="ReviewStep.SameNumber"/>; null for none.</param>
    private sealed record Step(ReviewKind Kind, string? Because = null, string Accepted = "", IReadOnlyList<long>? SameNumber = null)
    {
        public string Words => Because is not null ? $"{Kind.Title}退回：{Because.TrimEnd('。')}"
            : Kind == ReviewKind.Editor ? $"提交，{Kind.Title}通过" : $"{Kind.Title}通过";
    }

    private async Task StepAsync(DisclosureScope scope, Article article, Edition edition, Step step, CancellationToken stop)
    {
        db.Add(new ReviewStep
        {
            EditionId = edition.Id,
            Round = edition.Round,
            Kind = step.Kind,
            AccountId = scope.Person.AccountId,
            By = scope.Person.Name,
            At = time.GetUtcNow(),
            Verdict = step.Because is null ? Verdict.Passed : Verdict.Returned,
            Because = step.Because,
            SameNumber = [.. step.SameNumber ?? []],
        });
        db.Record(time, scope.Person.Actor, "审核稿件", article.Subject, $"“{edition.Title}”第{edition.Number}版{step.Words}{step.Accepted}。", scope.RegionId);
        await db.SaveChangesAsync(stop);
    }

    private async Task PublishAsync(DisclosureScope scope, Article article, Edition edition, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (article.WithdrawnAt is not null) throw new RefusedException($"“{edition.Title}”已撤回，不能再发布；请另行起草。");
        if (edition.TakeDownAt <= now)
            throw new RefusedException($"“{edition.Title}”定在{OfficeTime.Local(edition.TakeDownAt.Value):yyyy-MM-dd HH:mm}下线，已经过去，请退回修改。");
        var from = edition.PublishAt > now ? edition.PublishAt.Value : now;
        if (article.IndexNumber is null) await NumberAsync(article, OfficeTime.Day(from).Year, stop);
        foreach (var before in article.Editions.Where(other => other.State == EditionState.Approved)) before.EndAt(from);
        // The one before must end, and the number be there, before the database lets the next one stand.
        await db.SaveChangesAsync(stop);
        edition.Approve(from, scope.Person.Name, now);
        var day = from > now ? $"，定于{OfficeTime.Local(from):yyyy-MM-dd HH:mm}发布" : "";
        db.Record(time, scope.Person.Actor, "发布稿件", article.Subject, $"发布“{edition.Title}”第{edition.Number}版（{article.IndexNumber}）{day}。", scope.RegionId);
        await db.SaveChangesAsync(stop);
        await db.IndexAsync(scope.RegionId, edition, stop);
        await files.RunAsync(scope.RegionId, edition, stop);
    }

    private async Task NumberAsync(Article article, int year, CancellationToken stop)
    {
        var rule = IndexNumberRule.Read(packs.Settings("columns", "index-number"));
        var region = await db.Set<Units.Region>().Where(region => region.Id == article.RegionId).Select(region => region.Key).SingleAsync(stop);
        article.IndexNumber = rule.Number(region, article.UnitId, year, await IndexNumberRule.NextSerialAsync(db, article.UnitId, year, stop));
    }

    private void RefuseClosed(Article article)
    {
        if (article.Column!.IsClosedOn(time.Today()))
            throw new RefusedException($"栏目“{article.Column.Name}”已关闭，不能再发布；稿件没有丢，请收回或退回后换到别的栏目，再提交。");
    }

    private static Edition Open(Article article) =>
        article.UnderWay ?? throw new RefusedException("这篇稿件没有在办的版本。");
}
