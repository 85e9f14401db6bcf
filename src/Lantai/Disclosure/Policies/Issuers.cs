using Lantai.Units;

namespace Lantai.Disclosure;

/// <summary>
/// Tells whose a policy document is, by its issuer: a unit's by any name that it has or had on that day, else the government's. Of several issuers
/// the first one counts it (主办机关在前), so that no document counts twice.
/// </summary>
internal sealed class Issuers
{
    private static readonly string[] GovernmentNames = ["人民政府", "人民政府办公室", "人民政府办公厅", "政府", "政府办公室", "政府办公厅", "政府办"];

    /// <summary>What a town or a street adds to its name when it issues.</summary>
    private static readonly string[] Endings = ["人民政府", "办事处"];

    private static readonly char[] Between = ['、', '，', ',', ';', '；', '\n'];

    private readonly Region region;
    private readonly ILookup<string, (long Unit, UnitName Name)> names;

    /// <param name="units">With their names.</param>
    public Issuers(Region region, IEnumerable<Unit> units)
    {
        this.region = region;
        names = units.SelectMany(unit => unit.Names, (unit, name) => (unit.Id, name)).ToLookup(name => Bare(name.name.Text), name => (name.Id, name.name));
    }

    /// <summary>The unit that issued it; null for the government and for who is not known.</summary>
    public long? UnitOf(string issuer, DateOnly formedOn)
    {
        var held = Written(issuer).Select(name => names[name].ToList()).FirstOrDefault(held => held.Count > 0) ?? [];
        var units = held.Where(name => name.Name.HoldsOn(formedOn)).Select(name => name.Unit).Distinct().ToList();
        if (units.Count == 0) units = [.. held.Select(name => name.Unit).Distinct()];
        return units.Count == 1 ? units[0] : null;
    }

    public bool IsGovernment(string issuer) => GovernmentNames.Contains(Bare(First(issuer)), StringComparer.Ordinal);

    /// <summary>As it stands, then without what a town adds.</summary>
    private IEnumerable<string> Written(string issuer)
    {
        var bare = Bare(First(issuer));
        yield return bare;
        foreach (var ending in Endings)
            if (bare.Length > ending.Length && bare.EndsWith(ending, StringComparison.Ordinal)) yield return bare[..^ending.Length];
    }

    private static string First(string issuer) => issuer.Trim().Split(Between, 2)[0];

    /// <summary>Without blanks and without the region before it: 开封市民政局 and 市民政局 are 民政局.</summary>
    private string Bare(string name)
    {
        var text = string.Concat(name.Where(c => !char.IsWhiteSpace(c)));
        var at = text.IndexOf(region.Name, StringComparison.Ordinal);
        if (at >= 0 && at + region.Name.Length < text.Length) return text[(at + region.Name.Length)..];
        return text.Length > 2 && text[0] == region.Name[^1] ? text[1..] : text;
    }
}
