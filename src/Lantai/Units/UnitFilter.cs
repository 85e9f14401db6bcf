using Lantai.Ui;

namespace Lantai.Units;

/// <summary>Which units a list or an export shows, as its address says.</summary>
/// <param name="Words">Each must stand in a name of the unit: full, former or short.</param>
/// <param name="WithoutSite">Only 无网站.</param>
/// <param name="State">In use when it is neither <c>dissolved</c> nor <c>all</c>.</param>
internal sealed record UnitFilter(long? GroupId, IReadOnlyList<string> Words, bool WithoutSite, string? State)
{
    public const string Dissolved = "dissolved";
    public const string Everyone = "all";

    public static readonly IReadOnlyList<string> Keys = ["group", "site", "state"];

    public static UnitFilter Of(TableQuery query) => new(
        long.TryParse(query["group"], out var group) ? group : null,
        query.Search.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), query["site"] == "none", query["state"]);

    public IQueryable<Unit> Apply(IQueryable<Unit> units, DateOnly today)
    {
        if (GroupId is not null) units = units.Where(unit => unit.GroupId == GroupId);
        if (WithoutSite) units = units.Where(unit => unit.HasNoSite);
        if (State == Dissolved) units = units.Where(unit => unit.DissolvedOn < today);
        else if (State != Everyone) units = units.Where(unit => unit.DissolvedOn == null || unit.DissolvedOn >= today);
        foreach (var word in Words) units = units.Where(unit => unit.Names.Any(name => name.Text.Contains(word)));
        return units;
    }
}
