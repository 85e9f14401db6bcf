using Lantai.AnnualReports;
using Lantai.Papers;

namespace Lantai.Verification.Published;

/// <summary>A figure of the tables by which reports are compared.</summary>
/// <param name="Key">Row and column: <c>received.total</c>.</param>
/// <param name="Head">The column's head: under another head the same key is another measure.</param>
internal sealed record ComparedFigure(string Key, string Head, string Title)
{
    /// <summary>Every cell of 表二, and of 表三 and 表四 the totals.</summary>
    public static IReadOnlyList<ComparedFigure> Of(AnnualFormat format) =>
    [
        .. from table in format.Tables
           from row in table.Rows
           from column in row.Total is { } total ? [total] : row.Columns
           let more = row.Total is null && row.Columns.Count > 1 ? column.Title : ""
           select new ComparedFigure(PublishedReport.Key(row, column), column.Title, $"{table.Name} {(table.Number == 2 ? "" : row.Group)}{row.Title}{more}"),
    ];

    /// <summary>As it stands in the report; blank where its format has no such cell.</summary>
    public AnnualCell In(AnnualFigures figures) =>
        Key.Split('.') is [var row, var column] && figures.Format.Rows.Any(known => known.Key == row && known.Columns.Any(one => one.Key == column && one.Title == Head))
            ? figures[row, column] : AnnualCell.Blank;
}

/// <summary>A line of a comparison.</summary>
/// <param name="Cells">Null where no report was checked: that says nothing about the report.</param>
internal sealed record ComparedRow(string Name, IReadOnlyList<AnnualCell?> Cells);

/// <summary>Reports laid side by side: publishers against years for one figure, or against figures for one year.</summary>
internal sealed record Comparison(string Title, IReadOnlyList<string> Heads, IReadOnlyList<ComparedRow> Rows)
{
    public const string NotChecked = "没有核验";

    public static Comparison OverYears(IReadOnlyList<PublishedReport> reports, ComparedFigure figure, AnnualFormats formats)
    {
        var years = reports.Select(report => report.Year).Distinct().Order().ToList();
        var rows = reports.GroupBy(report => report.Whose).Select(own => new ComparedRow(own.Last().Publisher, [.. years.Select(year => Cell(own, year))]));
        return new Comparison($"各年{figure.Title}", [.. years.Select(year => $"{year}年")], [.. rows]);

        AnnualCell? Cell(IEnumerable<PublishedReport> own, int year) =>
            own.FirstOrDefault(report => report.Year == year)?.Read(formats) is { } figures ? figure.In(figures) : null;
    }

    public static Comparison OfYear(IReadOnlyList<PublishedReport> reports, int year, IReadOnlyList<ComparedFigure> figures, AnnualFormats formats)
    {
        var rows = from report in reports
                   where report.Year == year
                   let read = report.Read(formats)
                   where read is not null
                   select new ComparedRow(report.Publisher, [.. figures.Select(figure => (AnnualCell?)figure.In(read))]);
        return new Comparison($"{year}年度各单位", [.. figures.Select(figure => figure.Title)], [.. rows]);
    }

    /// <summary>The sum of each column; null as soon as one of the cells is no number, for a part is not the whole.</summary>
    public IReadOnlyList<decimal?> Sums => [.. Heads.Select((_, at) => AnnualFigures.Sum(Rows.Select(row => row.Cells[at] ?? AnnualCell.Blank)))];

    public Sheet Sheet() => new("比较", [new("单位"), .. Heads.Select((head, at) => SheetColumn.Number(head, Rows.Select(row => row.Cells[at]?.Number)))],
        [
            .. Rows.Select(row => (IReadOnlyList<SheetCell>)[row.Name, .. row.Cells.Select(Cell)]),
            [.. Sums.Select(sum => sum is { } known ? known : (SheetCell)"").Prepend("合计")],
        ])
    { Title = Title, Notes = ["空白是报告里没有填或没有这一格；“/”和文字照原样；有一格不是数的，不合计。"] };

    private static SheetCell Cell(AnnualCell? cell) => cell switch
    {
        null => NotChecked,
        { Number: { } number } => number,
        { Written: var written } => written,
    };
}
