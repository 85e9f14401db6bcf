using Lantai.Verification.Phrases;

namespace Lantai.Verification.Tables;

/// <summary>The scores an average, highest or lowest may be taken from.</summary>
/// <param name="IsCertain">No other set can be meant.</param>
internal sealed record ExtremeReading(IReadOnlyList<IReadOnlyList<decimal>> Sets, bool IsCertain)
{
    public static ExtremeReading Of(ExtremePhrase phrase, IReadOnlyList<ScoreTable> tables)
    {
        var named = tables.Where(table => table.Group == phrase.Group).ToList();
        var meant = phrase.Group != UnitGroup.Unknown && named.Count > 0 ? named : tables;
        var sets = meant.Select(table => Scores(table, phrase)).ToList();
        if (sets.Contains(null)) return new ExtremeReading([], false);
        var each = sets.OfType<IReadOnlyList<decimal>>().ToList();
        if (each.Count > 1 && phrase.IsOverall) return new ExtremeReading([[.. each.SelectMany(set => set)]], true);
        return each.Count == 1 ? new ExtremeReading(each, true) : new ExtremeReading([.. each, [.. each.SelectMany(set => set)]], false);
    }

    /// <summary>The indicator that the clause names, else the key; null when a figure is missing.</summary>
    private static IReadOnlyList<decimal>? Scores(ScoreTable table, ExtremePhrase phrase)
    {
        var indicator = table.Columns.FirstOrDefault(column =>
            column.Role == ColumnRole.Indicator && column.Name.Length > 2 && phrase.Lead.Contains(column.Name, StringComparison.Ordinal));
        var isMonth = phrase.Lead.Contains("本月", StringComparison.Ordinal) || phrase.Lead.Contains("月份", StringComparison.Ordinal);
        return table.Keys(indicator ?? (isMonth ? table.Total : table.Key));
    }
}
