namespace Lantai.Assessment;

/// <summary>Points a person typed or imported for an indicator.</summary>
/// <param name="Key">The indicator's key.</param>
/// <param name="Points">Null unless the state is <see cref="CellState.Scored"/>.</param>
/// <param name="Stage">自评, 复核 …; null where the scheme has no stages.</param>
public sealed record Entry(string Key, CellState State, decimal? Points, string? Stage = null, string? Note = null)
{
    public static Entry Of(string key, decimal points, string? stage = null, string? note = null) => new(key, CellState.Scored, points, stage, note);
}

/// <summary>A unit to be scored: what is known of it besides the facts.</summary>
public sealed record UnitToScore(string Unit)
{
    public IReadOnlyList<Entry> Entries { get; init; } = [];

    /// <summary>Marks of the register: 无网站, 无对外服务.</summary>
    public IReadOnlyCollection<string> Marks { get; init; } = [];

    /// <summary>The year's total before this period; null where there is none.</summary>
    public decimal? YearBefore { get; init; }

    /// <summary>Its place among tied units, given by hand.</summary>
    public int? HandOrder { get; init; }

    public int? RankBefore { get; init; }

    /// <summary>The entry that counts for an indicator: that of the last stage; null when none was made.</summary>
    internal Entry? Counting(string key, IReadOnlyList<string> stages)
    {
        if (Entries.Count == 0) return null;
        Entry? counting = null;
        foreach (var entry in Entries)
            if (entry.Key == key && (counting is null || Rank(entry) >= Rank(counting))) counting = entry;
        return counting;

        int Rank(Entry entry)
        {
            for (var i = 0; i < stages.Count; i++)
                if (stages[i] == entry.Stage) return i;
            return stages.Count;
        }
    }
}

/// <summary>What may be typed into a cell.</summary>
public static class EntryLimits
{
    /// <summary>No scheme gives more; sums of such figures stay exact.</summary>
    public const decimal Most = 1_000_000;

    /// <summary>A figure that no sheet holds: of more than a million, or with more than nine decimals.</summary>
    public static bool IsAbsurd(decimal figure) => Math.Abs(figure) > Most || decimal.Round(figure, 9) != figure;

    /// <summary>Why these points cannot stand, as the end of a sentence that begins with unit and indicator; null when they can.</summary>
    public static string? Against(Indicator indicator, decimal points, int decimals)
    {
        if (Math.Abs(points) > Most) return $"{Figures.Points(points)}，超出了能录入的范围（不超过{Figures.Points(Most)}）";
        if (points > indicator.Maximum) return $"{Figures.Points(points)}，超过满分{Figures.Points(indicator.Maximum.Value)}";
        if (points < indicator.Minimum) return $"{Figures.Points(points)}，低于最低{Figures.Points(indicator.Minimum.Value)}";
        if (indicator.Step is { } step && points % step != 0) return $"{Figures.Points(points)}，不是{Figures.Plain(step)}的整数倍";
        return decimal.Round(points, decimals) == points ? null : $"{Figures.Points(points)}，最多保留{decimals}位小数";
    }
}
