namespace Lantai.AnnualReports;

/// <summary>What a cell of a statutory table holds. The five are kept apart: none is ever taken for another.</summary>
public enum CellState { Number, Zero, Blank, Stroke, Text }

/// <summary>A cell of a statutory table.</summary>
/// <param name="Value">Only of <see cref="CellState.Number"/>; else 0.</param>
/// <param name="Written">As it stands there, trimmed; "" when blank.</param>
public readonly record struct AnnualCell(CellState State, decimal Value, string Written)
{
    public static readonly AnnualCell Blank = new(CellState.Blank, 0, "");

    /// <summary>The number to reckon with; null for a blank, a stroke and a text.</summary>
    public decimal? Number => State is CellState.Number or CellState.Zero ? Value : null;

    public static AnnualCell Of(decimal value) => new(value == 0 ? CellState.Zero : CellState.Number, value, Show(value));

    /// <summary>"/", a dash.</summary>
    public static AnnualCell Stroke(string written) => new(CellState.Stroke, 0, written);

    public static AnnualCell Text(string written) => new(CellState.Text, 0, written);

    /// <summary>As a person writes it: 37, 11384.8489.</summary>
    public static string Show(decimal value) => value.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The address of a cell: the row's and the column's key in the format.</summary>
public readonly record struct CellAt(string Row, string Column);
