using Microsoft.AspNetCore.Components;

namespace Lantai.Ui;

/// <summary>A column of a <see cref="DataTable{TRow}"/>.</summary>
/// <param name="Key">Its name in the address: sort and column choice.</param>
public sealed record Column<TRow>(string Key, string Title, RenderFragment<TRow> Cell)
{
    /// <summary>Figures: to the right, figures of one width.</summary>
    public bool IsNumeric { get; init; }

    /// <summary>A day, a state, a code: never broken over two lines.</summary>
    public bool IsShort { get; init; }

    /// <summary>Offered for sorting; the page orders its query by <see cref="TableQuery.Sort"/>.</summary>
    public bool CanSort { get; init; }

    /// <summary>Shown only when the reader chooses it.</summary>
    public bool IsExtra { get; init; }

    /// <summary>Names the row: a header cell, and always shown.</summary>
    public bool IsRowHead { get; init; }
}

/// <summary>The usual columns.</summary>
public static class Column
{
    /// <summary>Words as they are.</summary>
    public static Column<TRow> Text<TRow>(string key, string title, Func<TRow, string?> value) =>
        new(key, title, row => builder => builder.AddContent(0, value(row)));

    /// <summary>Figures with one number of decimals down the column.</summary>
    public static Column<TRow> Number<TRow>(string key, string title, Func<TRow, decimal?> value, int decimals) =>
        new(key, title, row => builder => builder.AddContent(0, Figure.Fixed(value(row), decimals))) { IsNumeric = true };

    /// <summary>Whole figures.</summary>
    public static Column<TRow> Count<TRow>(string key, string title, Func<TRow, int?> value) => Number<TRow>(key, title, r => value(r), 0);

    /// <summary>Days as 2026-01-05.</summary>
    public static Column<TRow> Day<TRow>(string key, string title, Func<TRow, DateOnly?> value) =>
        Text<TRow>(key, title, row => value(row)?.ToString("yyyy-MM-dd") ?? Figure.None) with { IsShort = true };

    /// <summary>The link that opens the row, in the cell that names it.</summary>
    public static Column<TRow> Link<TRow>(string key, string title, Func<TRow, string> text, Func<TRow, string> href) =>
        new(key, title, row => builder =>
        {
            builder.OpenElement(0, "a");
            builder.AddAttribute(1, "href", href(row));
            builder.AddContent(2, text(row));
            builder.CloseElement();
        })
        { IsRowHead = true };
}
