namespace Lantai.Assessment;

/// <summary>The facts of a sheet's units, as far as they were read.</summary>
internal abstract class SheetFacts
{
    public abstract UnitScore Score(PeriodUnit unit, UnitToScore entry);

    /// <summary>The facts themselves.</summary>
    /// <exception cref="InvalidOperationException">They were only counted.</exception>
    public abstract IReadOnlyList<Fact> Of(PeriodUnit unit);
}

/// <summary>Counted as they streamed by: enough for the points.</summary>
internal sealed class CountedFacts(IReadOnlyDictionary<string, GroupTallies> groups) : SheetFacts
{
    public override UnitScore Score(PeriodUnit unit, UnitToScore entry)
    {
        var group = groups[unit.GroupName];
        return group.Scoring.Score(entry, group.Tallies, group.Numbers[unit.UnitId], period: 0);
    }

    public override IReadOnlyList<Fact> Of(PeriodUnit unit) => throw new InvalidOperationException("This sheet was read for its points, without the facts behind them.");
}

/// <summary>Held: enough for the points and for why.</summary>
internal sealed class HeldFacts(IReadOnlyDictionary<string, Scoring> scorings, IEnumerable<Fact> facts) : SheetFacts
{
    private readonly ILookup<string, Fact> _facts = facts.ToLookup(fact => fact.Unit, StringComparer.Ordinal);

    public override UnitScore Score(PeriodUnit unit, UnitToScore entry) => scorings[unit.GroupName].Score(entry, _facts[unit.Name]);

    public override IReadOnlyList<Fact> Of(PeriodUnit unit) => [.. _facts[unit.Name]];
}
