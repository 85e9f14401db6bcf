namespace Lantai.Verification.Tables;

/// <summary>Tells what each column of a table is for.</summary>
internal static class ScoreColumns
{
    /// <param name="maxima">The row that gives the maxima (满分), where there is one.</param>
    public static IReadOnlyList<ScoreColumn> Of(IReadOnlyList<string> names, IReadOnlyList<UnitRow> units, int unitColumn, UnitRow? maxima)
    {
        var roles = names.Select((name, at) => at == unitColumn ? ColumnRole.Unit : ByName(name, IsNumeric(units, at))).ToList();
        var total = TotalColumn(names, roles);
        if (total >= 0) roles[total] = ColumnRole.Total;
        else PromoteYearTotal(roles);
        return [.. names.Select((name, at) => new ScoreColumn(at, Name(name), roles[at], ColumnWords.Maximum(name) ?? MaximumBelow(maxima, at)))];
    }

    private static ColumnRole ByName(string name, bool isNumeric)
    {
        if (ColumnWords.IsSerial(name)) return ColumnRole.Serial;
        if (ColumnWords.IsRank(name)) return ColumnRole.Rank;
        if (!isNumeric || name.Length == 0 || ColumnWords.IsSubtotal(name)) return ColumnRole.Aside;
        var bare = ColumnWords.WithoutMaximum(name);
        if (ColumnWords.IsDeduction(name)) return ColumnRole.Deduction;
        if (ColumnWords.IsYearTotal(bare)) return ColumnRole.YearTotal;
        var isPoints = bare.Length < name.Length || name.EndsWith("得分", StringComparison.Ordinal);
        return ColumnWords.IsAside(name) && !isPoints ? ColumnRole.Aside : ColumnRole.Indicator;
    }

    /// <summary>The last column that calls itself a total; without one a lone 得分.</summary>
    private static int TotalColumn(IReadOnlyList<string> names, List<ColumnRole> roles)
    {
        var candidates = Enumerable.Range(0, names.Count).Where(at => roles[at] is ColumnRole.Indicator).ToList();
        var totals = candidates.Where(at => ColumnWords.IsTotal(ColumnWords.WithoutMaximum(names[at]))).ToList();
        if (totals.Count > 0) return totals[^1];
        var scores = candidates.Where(at => ColumnWords.IsPlainScore(ColumnWords.WithoutMaximum(names[at]))).ToList();
        return scores.Count == 1 ? scores[0] : -1;
    }

    /// <summary>A table with no total but the year's is a table of the year.</summary>
    private static void PromoteYearTotal(List<ColumnRole> roles)
    {
        var year = roles.LastIndexOf(ColumnRole.YearTotal);
        if (year >= 0) roles[year] = ColumnRole.Total;
    }

    private static bool IsNumeric(IReadOnlyList<UnitRow> units, int column)
    {
        var kinds = units.Where(unit => column < unit.Figures.Count).Select(unit => unit.Figures[column].Kind).ToList();
        var numbers = kinds.Count(kind => kind == FigureKind.Number);
        return numbers > 0 && numbers >= kinds.Count(kind => kind == FigureKind.Text);
    }

    private static string Name(string name)
    {
        var bare = ColumnWords.WithoutMaximum(name);
        return bare.Length > 2 && bare.EndsWith("得分", StringComparison.Ordinal) ? bare[..^2] : bare;
    }

    private static decimal? MaximumBelow(UnitRow? maxima, int column) =>
        maxima is not null && column < maxima.Figures.Count ? maxima.Figures[column].Number : null;
}
