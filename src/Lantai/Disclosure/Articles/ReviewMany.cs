using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// The same step for many articles at once, as after an import: each is submitted or reviewed by itself, with its own entry in
/// the journal and under the same rules; one that is refused does not hold up the others.
/// </summary>
public sealed class ReviewMany(ReviewArticle review, LantaiDb db)
{
    /// <summary>Of one press.</summary>
    public const int Most = 200;

    /// <param name="articles">With the revision that was seen.</param>
    /// <returns>How many went through, and a sentence for each that did not.</returns>
    public Task<(int Done, IReadOnlyList<string> Refused)> SubmitAsync(DisclosureScope scope, IReadOnlyList<(long Id, int Seen)> articles,
        CancellationToken stop = default) =>
        EachAsync(articles, (id, seen) => review.SubmitAsync(scope, id, seen, null, stop));

    /// <inheritdoc cref="SubmitAsync"/>
    /// <remarks>What was submitted over a doubt of the gate is not among those: whoever reviews it reads the doubt first.</remarks>
    public Task<(int Done, IReadOnlyList<string> Refused)> PassAsync(DisclosureScope scope, IReadOnlyList<(long Id, int Seen)> articles,
        CancellationToken stop = default) =>
        EachAsync(articles, async (id, seen) =>
        {
            if (await db.Editions.AnyAsync(
                edition => edition.ArticleId == id && edition.State == EditionState.InReview && edition.AcceptedBecause != null, stop))
                throw new RefusedException("提交时有提示，请打开稿件看过提示，再单独审核。");
            await review.PassAsync(scope, id, seen, stop);
        });

    private async Task<(int, IReadOnlyList<string>)> EachAsync(IReadOnlyList<(long Id, int Seen)> articles, Func<long, int, Task> step)
    {
        if (articles.Count == 0) throw new RefusedException("请先勾选稿件。");
        if (articles.Count > Most) throw new RefusedException($"一次最多办理{Most}篇，请分几次。");
        var refused = new List<string>();
        foreach (var (id, seen) in articles)
        {
            // What a refused one had begun is not carried into the next.
            db.ChangeTracker.Clear();
            try
            {
                await step(id, seen);
            }
            catch (RefusedException refusal)
            {
                refused.Add($"稿件{id}：{refusal.Message.Replace("\n", "", StringComparison.Ordinal)}");
            }
        }
        return (articles.Count - refused.Count, refused);
    }
}
