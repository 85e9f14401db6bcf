namespace Lantai.Assessment;

/// <summary>Puts ranked units into bands and counts them.</summary>
public static class Banding
{
    /// <summary>The groups with every unit's band, and the count and share of each band over all of them.</summary>
    public static (IReadOnlyList<StandingGroup> Groups, IReadOnlyList<BandCount> Counts) Band(Scheme scheme, IReadOnlyList<StandingGroup> groups)
    {
        var bands = scheme.Bands;
        if (bands.Bands.Count == 0) return (groups, []);
        IReadOnlyList<StandingGroup> banded = bands.GroupsTogether
            ? Together(scheme, groups)
            : [.. groups.Select(group => Together(scheme, [group])[0])];
        return (banded, Counts(bands, banded.SelectMany(group => group.Rows)));
    }

    /// <summary>Every band in the scheme's order, the empty ones too.</summary>
    /// <param name="rows">Rows without any band are not counted into the shares.</param>
    public static IReadOnlyList<BandCount> Counts(BandRules rules, IEnumerable<StandingRow> rows)
    {
        var scored = rows.Where(row => row.Total is not null || row.Band is not null).ToList();
        return [.. rules.Bands.Select(band =>
        {
            var count = scored.Count(row => row.Band == band.Name);
            return new BandCount(band.Name, count, scored.Count == 0 ? 0 : (decimal)count / scored.Count);
        })];
    }

    private static List<StandingGroup> Together(Scheme scheme, IReadOnlyList<StandingGroup> groups)
    {
        var hasYear = groups.SelectMany(group => group.Rows).Any(row => row.YearTotal is not null);
        var places = groups.SelectMany((group, g) => group.Rows.Select((row, r) => (Place: (g, r), Row: row)))
            .Select(entry => (entry.Place, entry.Row, Figure: Ranking.Figure(scheme.Ranking, entry.Row, hasYear)))
            .OrderByDescending(entry => entry.Figure).ToList();
        var names = new Dictionary<(int, int), string>();
        foreach (var (place, row, _) in places.Where(entry => entry.Row.Band is not null)) names[place] = row.Band!;
        foreach (var band in scheme.Bands.Bands)
        {
            var free = places.Where(entry => entry.Figure is not null && !names.ContainsKey(entry.Place)).ToList();
            foreach (var entry in Members(band, free, places.Count, entry => entry.Row.Total!.Value, entry => entry.Figure!.Value))
                names[entry.Place] = band.Name;
        }
        return [.. groups.Select((group, g) => group with
        {
            Rows = [.. group.Rows.Select((row, r) => row with { Band = names.GetValueOrDefault((g, r)) })],
        })];
    }

    /// <summary>A band by threshold takes whoever lies within; one by quota the best of those still free.</summary>
    private static IEnumerable<T> Members<T>(Band band, List<T> free, int units, Func<T, decimal> total, Func<T, decimal> figure)
    {
        if (band.Bounds is { } bounds) return free.Where(entry => bounds.Contains(total(entry)));
        if (band.IsRest) return free;
        var quota = band.TopCount ?? (band.TopShare is { } share ? Rounded(share * units, band.Rounding) : 0);
        if (quota <= 0 || free.Count == 0) return [];
        var last = figure(free[Math.Min(quota, free.Count) - 1]);
        return free.TakeWhile((entry, i) => i < quota || band.TakesTied && figure(entry) == last);
    }

    private static int Rounded(decimal quota, QuotaRounding rounding) => (int)(rounding switch
    {
        QuotaRounding.Down => Math.Floor(quota),
        QuotaRounding.Up => Math.Ceiling(quota),
        QuotaRounding.Nearest => Math.Round(quota, MidpointRounding.AwayFromZero),
    });
}
