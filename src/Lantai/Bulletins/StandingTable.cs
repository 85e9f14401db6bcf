using System.Globalization;
using Lantai.Assessment;
using Lantai.Papers;

namespace Lantai.Bulletins;

/// <summary>Prints a group of the score sheet with the columns the form asks for, once for the paper and once as a sheet.</summary>
internal sealed class StandingTable
{
    /// <param name="Heading">As printed.</param>
    /// <param name="Of">The cell of a row.</param>
    private sealed record Column(string Heading, SheetColumnKind Kind, ColumnAlign Align, Func<StandingRow, SheetCell> Of)
    {
        /// <summary>One precision for the whole column.</summary>
        public int Decimals { get; init; }
    }

    private readonly StandingGroup _group;
    private readonly string _title;
    private readonly IReadOnlyList<Column> _columns;
    private readonly int _unitColumn;

    public StandingTable(StandingGroup group, string title, IReadOnlyList<FormColumn> columns)
    {
        (_group, _title) = (group, title);
        _columns = [.. columns.SelectMany(Expand)];
        _unitColumn = columns.TakeWhile(column => column.Kind != FormColumnKind.Unit).SelectMany(Expand).Count();
    }

    public PaperTable Paper() => new(
        _title,
        [.. _columns.Select(column => column.Align)],
        [[.. _columns.Select(column => new PaperCell(column.Heading))]],
        [.. _group.Rows.Select(row => (IReadOnlyList<PaperCell>)[.. _columns.Select(column => new PaperCell(Shown(column, row)))])])
    {
        RowHeader = _unitColumn,
    };

    public Sheet Sheet() => new(
        _group.Name,
        [.. _columns.Select(column => new SheetColumn(column.Heading.Replace("\n", "", StringComparison.Ordinal), column.Kind, column.Decimals))],
        [.. _group.Rows.Select(row => (IReadOnlyList<SheetCell>)[.. _columns.Select(column => column.Of(row))])])
    {
        Title = _title,
    };

    private IEnumerable<Column> Expand(FormColumn column) => column.Kind switch
    {
        FormColumnKind.Rank => [new(column.Heading.Text, SheetColumnKind.Number, ColumnAlign.Center, row => row.Rank)],
        FormColumnKind.Unit => [Text(column, row => row.Unit + (row.Note is { } note ? $"（{note}）" : ""))],
        FormColumnKind.Indicators => _group.Indicators.Select((indicator, i) => Points(Heading(column.Heading.Text, indicator), row => Cell(row, i))),
        FormColumnKind.Total => [Points(column.Heading.Text, row => row.Total)],
        FormColumnKind.YearTotal => [Points(column.Heading.Text, row => row.YearTotal)],
        FormColumnKind.Band => [Text(column, row => row.Band)],
        FormColumnKind.Movement => [Text(column, row => Movement(row.Movement))],
    };

    private static Column Text(FormColumn column, Func<StandingRow, string?> of) =>
        new(column.Heading.Text, SheetColumnKind.Text, ColumnAlign.Center, row => of(row));

    private Column Points(string heading, Func<StandingRow, SheetCell> of) => new(heading, SheetColumnKind.Number, ColumnAlign.Figure, of)
    {
        Decimals = SheetColumn.DecimalsOf(_group.Rows.Select(row => of(row).Number)),
    };

    /// <summary>Blank, "/" and 0 are three different things.</summary>
    private static SheetCell Cell(StandingRow row, int indicator) =>
        indicator < row.States.Count && row.States[indicator] == CellState.NotApplicable ? "/" : row.Points[indicator];

    private static string Heading(string pattern, IndicatorColumn indicator) => pattern
        .Replace("{{name}}", indicator.Name, StringComparison.Ordinal)
        .Replace("{{maximum}}", indicator.Maximum is { } most ? Figures.Plain(most) : "", StringComparison.Ordinal);

    private static string Movement(int? places) => places switch { null => "", 0 => "持平", > 0 => $"升{places}位", _ => $"降{-places}位" };

    private static string Shown(Column column, StandingRow row)
    {
        var cell = column.Of(row);
        return cell.Number is { } number ? number.ToString($"F{column.Decimals}", CultureInfo.InvariantCulture) : cell.Text ?? "";
    }
}
