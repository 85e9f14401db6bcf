using Lantai.Verification.Documents;

namespace Lantai.Verification.Tables;

/// <summary>What a column of a score table is for.</summary>
internal enum ColumnRole { Unit, Serial, Rank, Indicator, Deduction, Total, YearTotal, Aside }

/// <summary>A column of a score table.</summary>
/// <param name="Name">Compact, without its maximum: 基础信息.</param>
/// <param name="Maximum">Points, where the header or a line of maxima names them.</param>
internal sealed record ScoreColumn(int Index, string Name, ColumnRole Role, decimal? Maximum);

/// <summary>A unit's row.</summary>
/// <param name="Where">For a sentence: 第45行“民政局”, 表1第5行“民政局”.</param>
/// <param name="Unit">Compact, without its annotation.</param>
/// <param name="Note">An annotation such as 无网站; "" without one.</param>
/// <param name="Figures">One per column of the table.</param>
internal sealed record UnitRow(string Where, ReadRow Row, string Unit, string Note, IReadOnlyList<Figure> Figures)
{
    public Figure this[ScoreColumn column] => column.Index < Figures.Count ? Figures[column.Index] : new Figure(FigureKind.Blank);
}

/// <summary>Which units a table ranks, as far as its title or the units' names tell.</summary>
internal enum UnitGroup { Unknown, Departments, Towns, Counties }

/// <summary>A table with a column of units and columns of figures about them.</summary>
/// <param name="Number">From 1, among all tables of the paper.</param>
/// <param name="SumRow">The row 合计, where there is just one; several are sums of parts.</param>
/// <param name="AverageRow">The row 平均, where there is one.</param>
/// <param name="IsScored">Its figures are points, not counts.</param>
internal sealed record ScoreTable(
    int Number, string Title, int Order, IReadOnlyList<ScoreColumn> Columns, IReadOnlyList<UnitRow> Rows,
    UnitRow? SumRow, UnitRow? AverageRow, bool IsScored, UnitGroup Group)
{
    public ScoreColumn? Total { get; } = Columns.LastOrDefault(column => column.Role == ColumnRole.Total);

    public ScoreColumn? YearTotal { get; } = Columns.LastOrDefault(column => column.Role == ColumnRole.YearTotal);

    /// <summary>The units' places follow the year's total where the table has one, else the period's.</summary>
    public ScoreColumn? Key => YearTotal ?? Total;

    public IEnumerable<ScoreColumn> Parts => Columns.Where(column => column.Role is ColumnRole.Indicator or ColumnRole.Deduction);

    /// <summary>The columns of points: what 合计 and 平均 are taken of, and what a maximum bounds.</summary>
    public IEnumerable<ScoreColumn> Points =>
        Columns.Where(column => column.Role is ColumnRole.Indicator or ColumnRole.Deduction or ColumnRole.Total or ColumnRole.YearTotal);

    /// <summary>For a sentence: 表1“市直单位得分”.</summary>
    public string Where => Title.Length > 0 ? $"表{Number}“{Title}”" : $"表{Number}";

    /// <summary>The key of every unit, or null when any cannot be read: what is counted from such a table is no proof.</summary>
    public IReadOnlyList<decimal>? Keys(ScoreColumn? column)
    {
        if (column is null) return null;
        var keys = Rows.Where(row => row[column].Number is not null).Select(row => row[column].Value).ToList();
        return keys.Count == Rows.Count ? keys : null;
    }
}
