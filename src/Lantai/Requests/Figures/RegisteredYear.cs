using Lantai.Requests.Decisions;

namespace Lantai.Requests.Figures;

/// <summary>What a region's register counts in a year, or what it counts of some of those who answer.</summary>
/// <param name="contests">Every reconsideration and lawsuit, of any year.</param>
/// <param name="answering">Who has a case of that year or before; null in it is the region's own office.</param>
public sealed class RegisteredYear(
    int year, IReadOnlyList<CountedCase> cases, IReadOnlyList<CountedContest> contests, IReadOnlySet<long?> answering, DecisionKinds kinds)
{
    public IReadOnlyList<CountedContest> Contests => contests;

    /// <summary>Without any case of that year or before the figures are not 0 but unknown.</summary>
    public bool IsKept => answering.Count > 0;

    /// <summary>表三.</summary>
    public YearFigures Figures => field ??= new YearFigures(year, cases, kinds);

    /// <summary>表四.</summary>
    public IReadOnlyList<ContestRow> ContestRows => ContestFigures.Of(year, contests);

    /// <param name="isWanted">Takes who was applied to: a unit, or null for the region's own office.</param>
    public RegisteredYear Of(Func<long?, bool> isWanted) => new(
        year, [.. cases.Where(counted => isWanted(counted.UnitId))], [.. contests.Where(contest => isWanted(contest.UnitId))],
        answering.Where(isWanted).ToHashSet(), kinds);
}
