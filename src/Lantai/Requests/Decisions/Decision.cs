using Lantai.Packs;
using Lantai.Papers;

namespace Lantai.Requests.Decisions;

/// <summary>What was decided on an item of an application; its basis and its row of the annual report stand in packs/decisions.</summary>
public enum Decision { R1, R2, R3, R4a, R4b, R4c, R4d, R4e, R4f, R4g, R4h, R5a, R5b, R5c, R5d, R6a, R6b, R6c, R6d, R6e, R7a, R7b, R7c }

/// <param name="Row">The row of table 三 that counts it: 三（四）1.</param>
/// <param name="Basis">The article the letter cites.</param>
public sealed record DecisionKind(Decision Decision, string Name, string Row, Citation Basis)
{
    /// <summary>Refused on the grounds of 条例第十四条 to 第十六条.</summary>
    public bool IsRefusal => Decision is >= Decision.R4a and <= Decision.R4g;
}

/// <summary>The kinds of decision in force at a time.</summary>
public sealed class DecisionKinds
{
    private readonly IReadOnlyDictionary<Decision, DecisionKind> kinds;

    private DecisionKinds(Citation basis, IReadOnlyDictionary<Decision, DecisionKind> kinds)
    {
        Basis = basis;
        this.kinds = kinds;
    }

    public static IReadOnlyList<Decision> All { get; } = Enum.GetValues<Decision>();

    public Citation Basis { get; }

    public DecisionKind this[Decision decision] => kinds[decision];

    /// <exception cref="RefusedException">There is no version for that day.</exception>
    public static DecisionKinds InForce(PackFolder packs, DateOnly day) =>
        packs.Names("decisions").Select(name => Read(PackFile.Read(packs.Find("decisions", name)))).FirstOrDefault(kinds => kinds.Basis.AppliesOn(day))
        ?? throw new RefusedException($"{ChineseDate.Of(day)}没有施行中的答复决定种类（packs/decisions），请核对日期。");

    internal static DecisionKinds Read(PackFile file)
    {
        var map = file.Root.Map();
        map.Required("name").Text();
        var basis = map.Citation();
        var list = map.Required("decisions").Map();
        var kinds = All.ToDictionary(decision => decision, decision => Kind(decision, list.Required(decision.ToString())));
        list.End();
        map.End();
        file.ThrowIfWrong();
        return new DecisionKinds(basis, kinds);
    }

    private static DecisionKind Kind(Decision decision, PackNode node)
    {
        var map = node.Map();
        var kind = new DecisionKind(decision, map.Required("name").Text(), map.Required("row").Text(), map.Citation());
        map.End();
        return kind;
    }
}
