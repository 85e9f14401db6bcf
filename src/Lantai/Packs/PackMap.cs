namespace Lantai.Packs;

/// <summary>
/// A mapping in a pack. It remembers which keys were asked for; <see cref="End"/> notes every other key as unknown
/// and proposes the nearest known one.
/// </summary>
public sealed class PackMap
{
    private readonly PackNode _place;
    private readonly Dictionary<string, PackNode> _values;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private readonly PackMap[] _behind;

    internal PackMap(PackNode place, Dictionary<string, PackNode> values, params PackMap[] behind)
    {
        _place = place;
        _values = values;
        _behind = behind;
    }

    /// <summary>
    /// A view in which what is not here is looked up there: a group's keys, then the scheme's. Only the two maps
    /// themselves are ended, not the view.
    /// </summary>
    public PackMap Or(PackMap other) => new(_place, [], this, other);

    /// <summary>Where the mapping begins.</summary>
    public PackNode Place => _place;

    public bool Has(string key) => Optional(key) is not null;

    /// <summary>The value, or null when the key is not there.</summary>
    public PackNode? Optional(string key)
    {
        _asked.Add(key);
        var value = _values.GetValueOrDefault(key);
        foreach (var map in _behind) value = map.Optional(key) is { } found ? value ?? found : value;
        return value;
    }

    /// <summary>
    /// The value, where need be of the file behind; a missing key is noted once, at the innermost mapping that is there, and what is then read
    /// from it is empty.
    /// </summary>
    public PackNode Required(string key)
    {
        if ((Optional(key) ?? _place.Behind(key)) is { } value) return value;
        if (_place.IsMapping) _place.Wrong($"缺少“{key}”。");
        return _place.Absent(key);
    }

    public string? Text(string key) => Optional(key)?.Text();

    public decimal? Number(string key, decimal? least = null, decimal? most = null) => Optional(key)?.Number(least, most);

    public bool Flag(string key) => Optional(key)?.YesNo() ?? false;

    /// <summary>The clause and the days between which it applies: <c>clause</c>, <c>effective: {from, until}</c>, <c>confidence</c>.</summary>
    public Citation Citation()
    {
        var days = Optional("effective")?.Map();
        var from = days?.Optional("from")?.Date();
        var until = days?.Optional("until")?.Date();
        days?.End();
        if (from > until) days!.Place.Wrong($"起始日{from:yyyy-MM-dd}晚于终止日{until:yyyy-MM-dd}。");
        var confidence = Optional("confidence")?.OneOf(("S", Confidence.Seen), ("K", Confidence.Known), ("?", Confidence.Unsure));
        return new Citation(Text("clause"), from, until, confidence ?? Confidence.Seen);
    }

    /// <summary>A whole number with the clause it rests on: <c>key: {value, clause, …}</c>.</summary>
    public int CitedWhole(string key, int least, int most)
    {
        var row = Required(key).Map();
        var value = row.Required("value").Whole(least, most);
        row.Citation();
        row.End();
        return value;
    }

    /// <summary>Notes every key nobody asked for.</summary>
    public void End()
    {
        foreach (var (key, value) in _values.Where(pair => !_asked.Contains(pair.Key)))
            value.Wrong($"不认识的键“{key}”{Nearest(key)}。");
    }

    private string Nearest(string key)
    {
        var near = _asked.Where(known => Spelling.Distance(key, known) <= Math.Max(1, known.Length / 3))
            .MinBy(known => Spelling.Distance(key, known));
        return near is null ? $"，可用的键有{string.Join("、", _asked.Order(StringComparer.Ordinal))}" : $"，是否为“{near}”";
    }
}
