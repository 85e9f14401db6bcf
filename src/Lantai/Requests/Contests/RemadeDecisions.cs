using Lantai.Requests.Decisions;
using Lantai.Requests.Figures;

namespace Lantai.Requests.Contests;

/// <summary>What the replies made anew of a case decide.</summary>
internal static class RemadeDecisions
{
    extension(IEnumerable<Contest> contests)
    {
        /// <summary>By place of the item; the latest stands.</summary>
        public Dictionary<int, Decision> DecidedAnew() => contests.OrderBy(contest => contest.RemadeOn).ThenBy(contest => contest.Id)
            .SelectMany(contest => contest.Remade).GroupBy(pair => pair.Key, pair => pair.Value).ToDictionary(item => item.Key, item => item.Last());
    }

    extension(IEnumerable<RequestItem> items)
    {
        /// <summary>The decision on all of them, in the order given; what was not decided anew stays as it was.</summary>
        public Decision Joined(Dictionary<int, Decision> anew) => Outcomes.Joined(
            [.. items.Select(item => anew.TryGetValue(item.Place, out var decision) ? decision : item.Decision).OfType<Decision>()]);
    }
}
