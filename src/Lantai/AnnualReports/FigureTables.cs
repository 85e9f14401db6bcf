using Lantai.Papers;

namespace Lantai.AnnualReports;

/// <summary>Rules the statutory tables with their merged cells.</summary>
internal static class FigureTables
{
    private const int LabelColumns = 3;

    public static PaperTable Of(AnnualTable table, AnnualFigures figures) => table.Number switch
    {
        2 => Proactive(table, figures),
        3 => Requests(table, figures),
        _ => Remedies(table, figures),
    };

    /// <summary>The section's title without its number.</summary>
    private static string Caption(AnnualTable table) => table.Title[(table.Title.IndexOf('、', StringComparison.Ordinal) + 1)..];

    /// <summary>Blocks one below the other; the last column of a narrow block takes the rest of the width.</summary>
    private static PaperTable Proactive(AnnualTable table, AnnualFigures figures)
    {
        var width = table.Rows.Max(row => row.Columns.Count);
        var (rows, heads) = (new List<IReadOnlyList<PaperCell>>(), new List<int>());
        foreach (var block in table.Rows.GroupBy(row => row.Group))
        {
            heads.AddRange(rows.Count, rows.Count + 1);
            rows.Add([new PaperCell(block.Key ?? "", width + 1)]);
            rows.Add([.. Spread(table.Heading, block.First().Columns.Select(column => column.Title), width)]);
            rows.AddRange(block.Select(row => (IReadOnlyList<PaperCell>)[.. Spread(row.Title, Written(row, figures), width)]));
        }
        return new PaperTable(Caption(table), Aligned(1, width), [.. rows.Take(2)], [.. rows.Skip(2)]) { RowHeader = 0, HeadingRows = [.. heads.Skip(2).Select(row => row - 2)] };
    }

    private static IEnumerable<PaperCell> Spread(string label, IEnumerable<string> cells, int width)
    {
        var all = cells.ToList();
        return all.Select((text, at) => new PaperCell(text, at == all.Count - 1 ? width - at : 1)).Prepend(label);
    }

    private static PaperTable Requests(AnnualTable table, AnnualFigures figures)
    {
        var words = figures.Format.RequestsWords;
        var columns = table.Rows[0].Columns;
        IReadOnlyList<PaperCell> top = [new PaperCell(words.Corner, LabelColumns, 3), new PaperCell(words.Heading, columns.Count)];
        var (groups, parts) = TwoLines(columns.Select(column => (column.Title, column.Group)));
        var results = table.Rows.Where(row => row.Title[0] == '（' || row.Group is not null).ToList();
        var rows = table.Rows.Select(row => (IReadOnlyList<PaperCell>)[.. Labels(row, table.Rows, results, words), .. Written(row, figures).Select(text => new PaperCell(text))]);
        return new PaperTable(Caption(table), Aligned(LabelColumns, columns.Count), [top, groups, parts], [.. rows]) { RowHeader = 0 };
    }

    /// <summary>三、本年度办理结果 reaches down over all results, （三）不予公开 over its own.</summary>
    private static IEnumerable<PaperCell> Labels(AnnualRow row, IReadOnlyList<AnnualRow> all, List<AnnualRow> results, RequestsWords words)
    {
        if (!results.Contains(row)) return [new PaperCell(row.Title, LabelColumns)];
        var cells = new List<PaperCell>();
        if (row == results[0]) cells.Add(new PaperCell(Stacked(words.Results), 1, results.Count));
        if (row.Group is null) return [.. cells, new PaperCell(row.Title, LabelColumns - 1)];
        var group = all.Where(other => other.Group == row.Group).ToList();
        if (row == group[0]) cells.Add(new PaperCell(Stacked(row.Group), 1, group.Count));
        return [.. cells, row.Title];
    }

    /// <summary>A name that stands upright beside its rows: its number, then lines of at most three characters, as even as they go.</summary>
    private static string Stacked(string name)
    {
        const int longest = 3;
        var (lines, at) = (new List<string>(), name.IndexOfAny(['、', '）']) + 1);
        if (at > 0) lines.Add(name[..at]);
        for (var left = (name.Length - at + longest - 1) / longest; left > 0; left--)
        {
            var length = (name.Length - at + left - 1) / left;
            lines.Add(name.Substring(at, length));
            at += length;
        }
        return string.Join('\n', lines);
    }

    private static PaperTable Remedies(AnnualTable table, AnnualFigures figures)
    {
        var (top, groups) = TwoLines(table.Rows.Select(row => (row.Title, row.Group)), table.Rows[0].Columns.Count);
        List<PaperCell> titles = [.. table.Rows.SelectMany(row => row.Columns).Select(column => new PaperCell(column.Title))];
        List<PaperCell> cells = [.. table.Rows.SelectMany(row => Written(row, figures)).Select(text => new PaperCell(text))];
        return new PaperTable(Caption(table), Aligned(0, titles.Count), [top, groups, titles], [cells]);
    }

    /// <summary>Neighbours with a group share a cell above them; the others reach over both lines.</summary>
    private static (IReadOnlyList<PaperCell> Above, IReadOnlyList<PaperCell> Below) TwoLines(IEnumerable<(string Title, string? Group)> columns, int width = 1)
    {
        var (above, below, last) = (new List<PaperCell>(), new List<PaperCell>(), (string?)null);
        foreach (var (title, group) in columns)
        {
            if (group is null) above.Add(new PaperCell(title, width, 2));
            else
            {
                if (group == last) above[^1] = above[^1] with { ColumnSpan = above[^1].ColumnSpan + width };
                else above.Add(new PaperCell(group, width));
                below.Add(new PaperCell(title, width));
            }
            last = group;
        }
        return (above, below);
    }

    private static IEnumerable<string> Written(AnnualRow row, AnnualFigures figures) => row.Columns.Select(column => figures[row.Key, column.Key].Written);

    private static IReadOnlyList<ColumnAlign> Aligned(int labels, int figures) =>
        [.. Enumerable.Repeat(ColumnAlign.Left, labels), .. Enumerable.Repeat(ColumnAlign.Center, figures)];
}
