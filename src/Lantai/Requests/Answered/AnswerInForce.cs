using Lantai.Requests.Contests;
using Lantai.Requests.Decisions;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Answered;

/// <summary>An answered application with the decision that is in force by now.</summary>
/// <param name="Decision">Null while a reply is ordered anew and not made.</param>
/// <param name="On">The day of the reply that tells it; null as the decision.</param>
public sealed record AnswerInForce(AnsweredRequest Told, Decision? Decision, DateOnly? On)
{
    /// <summary>It is not the first.</summary>
    public bool IsAnew => On is not null && On != Told.RepliedOn;
}

public static class AnswersInForce
{
    extension(LantaiDb db)
    {
        /// <summary>What was decided anew after a reconsideration or lawsuit stands for what it replaced; in the order given.</summary>
        public async Task<IReadOnlyList<AnswerInForce>> InForceAsync(IReadOnlyList<AnsweredRequest> told, CancellationToken stop = default)
        {
            var ids = told.Select(answered => answered.RequestId).ToArray();
            var contests = (await db.Contests.AsNoTracking()
                .Where(contest => ids.Contains(contest.RequestId) && contest.RemakeBy != null && contest.StruckAt == null)
                .ToListAsync(stop)).ToLookup(contest => contest.RequestId);
            var items = (await db.Set<RequestItem>().AsNoTracking().Where(item => ids.Contains(item.RequestId)).OrderBy(item => item.Place).ToListAsync(stop))
                .ToLookup(item => item.RequestId);
            return [.. told.Select(answered => Of(answered, [.. contests[answered.RequestId]], items[answered.RequestId]))];
        }
    }

    private static AnswerInForce Of(AnsweredRequest told, List<Contest> ordered, IEnumerable<RequestItem> items)
    {
        if (ordered.Count == 0) return new AnswerInForce(told, told.Decision, told.RepliedOn);
        if (ordered.Exists(contest => contest.RemadeOn is null)) return new AnswerInForce(told, null, null);
        return new AnswerInForce(told, items.Joined(ordered.DecidedAnew()), ordered.Max(contest => contest.RemadeOn));
    }
}
