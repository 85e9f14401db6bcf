using System.Text.RegularExpressions;

namespace Lantai.Verification.Names;

/// <summary>What became of a name looked up.</summary>
/// <param name="Units">The units it may mean: one when it is clear, several when ambiguous, none when unknown.</param>
internal sealed record NameMatch(string Name, IReadOnlyList<string> Units)
{
    public string? Unit => Units.Count == 1 ? Units[0] : null;
}

/// <summary>
/// Finds a unit by any of the names people write: with or without 市 or 区 before it, by a known short form, or
/// shortened to some of its characters (文旅局 for 文化广电和旅游局). The first way that finds anything decides.
/// </summary>
internal sealed partial class UnitNames
{
    private readonly ShortForms shortForms;
    private readonly List<string> units;
    private readonly Dictionary<string, HashSet<string>> byVariant = [];
    private readonly Dictionary<(char First, char Last), List<(string Core, string Unit)>> byEnds = [];
    private readonly Dictionary<string, NameMatch> known = [];

    /// <summary>The register's own place in all its levels: 偃师区 was 偃师市. Null for any place.</summary>
    private HashSet<string>? homes;


    public UnitNames(IEnumerable<string> names, ShortForms shortForms)
    {
        this.shortForms = shortForms;
        units = [.. names.Where(name => name.Length > 0).Distinct()];
        foreach (var unit in units)
            foreach (var variant in Variants(unit)) Index(variant, unit);
    }

    /// <summary>Of a register of one place: a name with another place before it is a stranger's.</summary>
    /// <param name="place">
    /// 偃师区; null takes it from the names that have a place before them, and where none has, every place is taken for its own.
    /// </param>
    public static UnitNames OfRegister(IEnumerable<string> names, ShortForms shortForms, string? place)
    {
        var register = new UnitNames(names, shortForms);
        var before = place is not null ? [OwnPlace().Match(place)]
            : register.units.Select(name => (Core: Core(name), Match: Region().Match(Core(name)))).Where(name => name.Core.Length - name.Match.Length >= 2).Select(name => name.Match);
        var homes = before.Where(match => match.Success).SelectMany(match => Levels.Select(level => match.Value[..^1] + level)).ToHashSet();
        if (homes.Count > 0) register.homes = homes;
        return register;
    }

    public NameMatch Find(string name)
    {
        if (known.TryGetValue(name, out var match)) return match;
        var found = Lookup([.. Variants(name).Where(variant => IsOfHome(name, variant))]);
        return known[name] = new NameMatch(name, found.Count > 1 ? [.. units.Where(found.Contains)] : [.. found]);
    }

    /// <summary>Units whose name differs from this one in a single character: slips of the pen and of OCR.</summary>
    public IEnumerable<string> Near(string name) => units.Where(unit => NearMiss.IsNear(Core(name), Core(unit)));

    /// <summary>Whether what was left out before the unit's own name is the place of this register: 偃师区, 洛阳市偃师区.</summary>
    private bool IsOfHome(string name, string variant)
    {
        var left = Core(name)[..^variant.Length];
        return homes is null || left.Length < 2 || homes.Any(home => left.EndsWith(home, StringComparison.Ordinal) || variant.StartsWith(home, StringComparison.Ordinal));
    }

    private HashSet<string> Lookup(IReadOnlyList<string> variants)
    {
        var exact = variants.SelectMany(ByVariant).ToHashSet();
        if (exact.Count > 0) return exact;
        var known = variants.SelectMany(shortForms.FullNames).SelectMany(Variants).SelectMany(ByVariant).ToHashSet();
        if (known.Count > 0) return known;
        return variants.Select(BySubsequence).FirstOrDefault(found => found.Count > 0) ?? [];
    }

    private IEnumerable<string> ByVariant(string variant) => byVariant.TryGetValue(variant, out var found) ? found : [];

    private HashSet<string> BySubsequence(string name) =>
        name.Length >= 2 && byEnds.TryGetValue((name[0], name[^1]), out var candidates)
            ? candidates.Where(candidate => IsSubsequence(name, candidate.Core)).Select(candidate => candidate.Unit).ToHashSet()
            : [];

    private void Index(string variant, string unit)
    {
        if (!byVariant.TryGetValue(variant, out var same)) byVariant[variant] = same = [];
        same.Add(unit);
        var ends = (variant[0], variant[^1]);
        if (!byEnds.TryGetValue(ends, out var alike)) byEnds[ends] = alike = [];
        alike.Add((variant, unit));
    }

    /// <summary>The name as it is, and without what stands before the unit's own name: 市, 区, 偃师区.</summary>
    private static List<string> Variants(string name)
    {
        var core = Core(name);
        var variants = new List<string> { core };
        foreach (var prefix in new[] { Level().Match(core), Region().Match(core), Region().Match(core) is { Success: true } first ? Second().Match(core, first.Length) : Match.Empty })
            if (prefix.Success && core.Length - prefix.Index - prefix.Length >= 2) variants.Add(core[(prefix.Index + prefix.Length)..]);
        return variants;
    }

    private static string Core(string name)
    {
        foreach (var (ending, brief) in Endings)
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal)) return name[..^ending.Length] + brief;
        return name;
    }

    private static readonly (string Ending, string Brief)[] Endings =
        [("人民政府", ""), ("街道办事处", "街道"), ("街道办", "街道"), ("委员会", "委"), ("办公室", "办")];

    private static bool IsSubsequence(string name, string unit)
    {
        var at = 0;
        foreach (var c in unit)
            if (at < name.Length && name[at] == c) at++;
        return at == name.Length;
    }

    private const string Levels = "省市区县";

    [GeneratedRegex($"^[{Levels}]")]
    private static partial Regex Level();

    [GeneratedRegex($"^.{{1,4}}?[{Levels}]")]
    private static partial Regex Region();

    /// <summary>The place after the first: 偃师区 in 洛阳市偃师区民政局.</summary>
    [GeneratedRegex($@"\G.{{1,4}}?[{Levels}]")]
    private static partial Regex Second();

    [GeneratedRegex($"[^{Levels}]{{1,6}}[{Levels}]$")]
    private static partial Regex OwnPlace();
}
