namespace Lantai.Papers;

/// <summary>What a column of a sheet holds.</summary>
public enum SheetColumnKind { Text, Number, Date }

/// <summary>A column: its heading, what it holds and, for numbers, the one precision all its cells are shown with.</summary>
/// <param name="Decimals">Digits after the point, 0 to 9; numbers only.</param>
public sealed record SheetColumn(string Name, SheetColumnKind Kind = SheetColumnKind.Text, int Decimals = 0)
{
    /// <summary>A number column precise enough for every value in it: 18 and 12.5 need one decimal.</summary>
    public static SheetColumn Number(string name, IEnumerable<decimal?> values) =>
        new(name, SheetColumnKind.Number, DecimalsOf(values));

    /// <summary>The digits after the point that the most precise of the values needs; 1.50 needs one.</summary>
    public static int DecimalsOf(IEnumerable<decimal?> values) =>
        values.Max(v => v is { } value ? (int)Trimmed(value).Scale : 0 as int?) ?? 0;

    /// <summary>Dividing by one with 28 decimals drops the zeros at the end, and nothing else.</summary>
    private static decimal Trimmed(decimal value) => value / 1.0000000000000000000000000000m;
}

/// <summary>
/// A cell: a text, a number, a date, or nothing. Blank, "/" and 0 are three different things, so a number column
/// may hold a text.
/// </summary>
public readonly record struct SheetCell
{
    public string? Text { get; private init; }

    public decimal? Number { get; private init; }

    public DateOnly? Date { get; private init; }

    public bool IsBlank => Number is null && Date is null && string.IsNullOrEmpty(Text);

    public static implicit operator SheetCell(string? text) => new() { Text = text };

    public static implicit operator SheetCell(decimal? number) => new() { Number = number };

    public static implicit operator SheetCell(decimal number) => new() { Number = number };

    public static implicit operator SheetCell(int number) => new() { Number = number };

    public static implicit operator SheetCell(DateOnly? date) => new() { Date = date };

    public static implicit operator SheetCell(DateOnly date) => new() { Date = date };
}

/// <summary>One table as an office passes it on: written as XLSX or CSV.</summary>
/// <param name="Name">The sheet's tab.</param>
/// <param name="Rows">Each as long as <paramref name="Columns"/>.</param>
public sealed record Sheet(string Name, IReadOnlyList<SheetColumn> Columns, IReadOnlyList<IReadOnlyList<SheetCell>> Rows)
{
    /// <summary>The line above the headings; XLSX only, because a program reading the CSV expects the headings first.</summary>
    public string? Title { get; init; }

    /// <summary>Lines under the table; XLSX only.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
