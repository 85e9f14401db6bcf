using Lantai.Papers;

namespace Lantai.Assessment;

/// <summary>The result as sheets.</summary>
public static class StandingsSheet
{
    /// <summary>One sheet for each group.</summary>
    public static IReadOnlyList<Sheet> ByGroup(Scheme scheme, Standings standings) =>
        [.. standings.Groups.Select(group => Of(scheme, group))];

    /// <summary>All groups in one sheet, with a column that says which.</summary>
    public static Sheet Together(Scheme scheme, Standings standings) => Of(scheme, "成绩", standings.Groups, withGroup: true);

    /// <summary>One group's table.</summary>
    public static Sheet Of(Scheme scheme, StandingGroup group) => Of(scheme, group.Name, [group], withGroup: false);

    private static Sheet Of(Scheme scheme, string name, IReadOnlyList<StandingGroup> groups, bool withGroup)
    {
        var lines = groups.SelectMany(group => group.Rows.Select(row => new Line(group, row))).ToList();
        var columns = Columns(scheme, lines, withGroup).ToList();
        return new Sheet(name, [.. columns.Select(column => column.Head)], [.. lines.Select(Cells)]);

        IReadOnlyList<SheetCell> Cells(Line line) => [.. columns.Select(column => column.Cell(line))];
    }

    private static IEnumerable<Column> Columns(Scheme scheme, List<Line> lines, bool withGroup)
    {
        if (scheme.Ranking.Numbering != Numbering.None) yield return Figure("名次", lines, line => line.Row.Rank);
        yield return new Column(new SheetColumn("单位"), line => UnitNames.Printed(scheme, line.Row));
        if (withGroup) yield return new Column(new SheetColumn("组别"), line => line.Group.Name);
        foreach (var indicator in lines.SelectMany(line => line.Group.Indicators).Select(column => column.Name).Distinct())
            yield return new Column(SheetColumn.Number(indicator, lines.Select(line => line.Points(indicator))), line => line.Shown(indicator));
        yield return Figure("总分", lines, line => line.Row.Total);
        if (lines.Exists(line => line.Row.YearTotal is not null)) yield return Figure("全年总分", lines, line => line.Row.YearTotal);
        if (lines.Exists(line => line.Row.Movement is not null)) yield return Figure("升降", lines, line => line.Row.Movement);
        if (scheme.Bands.Bands.Count > 0) yield return new Column(new SheetColumn("等次"), line => line.Row.Band);
    }

    private static Column Figure(string name, List<Line> lines, Func<Line, decimal?> figure) =>
        new(SheetColumn.Number(name, lines.Select(figure)), line => figure(line));

    private sealed record Column(SheetColumn Head, Func<Line, SheetCell> Cell);

    private sealed record Line(StandingGroup Group, StandingRow Row)
    {
        public decimal? Points(string indicator) => Place(indicator) is >= 0 and var place ? Row.Points[place] : null;

        /// <summary>Blank, "/" and 0 are three different things.</summary>
        public SheetCell Shown(string indicator) =>
            Place(indicator) is >= 0 and var place && Row.States[place] == CellState.NotApplicable ? "/" : Points(indicator);

        private int Place(string indicator) =>
            Enumerable.Range(0, Group.Indicators.Count).FirstOrDefault(i => Group.Indicators[i].Name == indicator, -1);
    }
}
