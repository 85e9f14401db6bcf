using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Lantai.Papers;

namespace Lantai.Disclosure.Portal;

/// <summary>A published text as a paper, to be taken along as DOCX or PDF.</summary>
internal static class BodyPaper
{
    private const int MostColumns = 60;

    /// <param name="closing">Where it is from: the last paragraph.</param>
    public static Paper Of(string title, string cleanHtml, string closing, PaperLayout layout) => new(TitleLines.Break(title, layout.TitleEms, layout.Words))
    {
        Body = [.. new HtmlParser().ParseDocument(cleanHtml).Body!.Children.SelectMany(Blocks), new Paragraph(new Run(closing, RunFace.Kai))],
    };

    private static IEnumerable<PaperBlock> Blocks(IElement element) => element.LocalName switch
    {
        "h2" => [new Heading(1, Runs(element))],
        "h3" => [new Heading(2, Runs(element))],
        "h4" => [new Heading(3, Runs(element))],
        "ul" or "ol" => [new PaperList([.. element.Children.Select(Runs)], element.LocalName == "ol")],
        "table" => Table(element) is { } block ? [block] : [],
        "p" => Lines(element).Select(runs => new Paragraph(runs)),
        _ => element.Children.SelectMany(Blocks),
    };

    /// <summary>A line break within a paragraph begins a paragraph of its own.</summary>
    private static IEnumerable<IReadOnlyList<Run>> Lines(IElement paragraph)
    {
        var line = new List<Run>();
        foreach (var run in Pieces(paragraph, RunFace.Plain))
        {
            if (run is not null) line.Add(run);
            else if (line.Count > 0)
            {
                yield return line;
                line = [];
            }
        }
        if (line.Count > 0) yield return line;
    }

    private static IReadOnlyList<Run> Runs(IElement element) => [.. Pieces(element, RunFace.Plain).Select(run => run ?? new Run(" "))];

    /// <summary>Null is a line break.</summary>
    private static IEnumerable<Run?> Pieces(INode node, RunFace face)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText { Data.Length: > 0 } text) yield return new Run(text.Data.Replace('\n', ' '), face);
            if (child is not IElement element) continue;
            if (element.LocalName == "br") yield return null;
            foreach (var piece in Pieces(element, element.LocalName == "strong" ? RunFace.Bold : face)) yield return piece;
        }
    }

    /// <summary>Null for an empty table; a sentence for one that no sheet of paper can hold.</summary>
    private static PaperBlock? Table(IElement table)
    {
        var rows = table.QuerySelectorAll("tr").Select(row => row.Children.Where(cell => cell.LocalName is "td" or "th").ToList()).Where(row => row.Count > 0)
            .ToList();
        var grid = Grid(rows);
        var width = grid.Count == 0 ? 0 : grid.Max(row => row.Count);
        if (width == 0) return null;
        if (width > MostColumns) return new Paragraph(new Run($"（此处的表格有{width}列，纸面排不下，请在网页上查看。）", RunFace.Kai));
        var cells = grid.Select(row => (IReadOnlyList<PaperCell>)[.. row, .. Enumerable.Repeat(new PaperCell(""), width - row.Count)]).ToList();
        var heads = Math.Min(rows.TakeWhile(row => row.All(cell => cell.LocalName == "th")).Count(), cells.Count - 1);
        return new PaperTable(table.QuerySelector("caption")?.TextContent.Trim() ?? "", [.. Enumerable.Repeat(ColumnAlign.Left, width)], cells[..heads],
            cells[heads..]);
    }

    /// <summary>Cells that span are put at their first place and leave the others blank: a pasted table's spans need not add up.</summary>
    private static List<List<PaperCell>> Grid(List<List<IElement>> rows)
    {
        var grid = rows.Select(_ => new List<PaperCell?>()).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            var column = 0;
            foreach (var cell in rows[i])
            {
                while (column < grid[i].Count && grid[i][column] is not null) column++;
                for (var down = 0; down < Span(cell, "rowspan") && i + down < rows.Count; down++)
                    for (var right = 0; right < Span(cell, "colspan"); right++)
                        Put(grid[i + down], column + right, new PaperCell(down + right == 0 ? cell.TextContent.Trim() : ""));
            }
        }
        return [.. grid.Select(row => row.Select(cell => cell ?? new PaperCell("")).ToList())];
    }

    private static void Put(List<PaperCell?> row, int column, PaperCell cell)
    {
        while (row.Count <= column) row.Add(null);
        row[column] ??= cell;
    }

    private static int Span(IElement cell, string name) => int.TryParse(cell.GetAttribute(name), out var span) ? Math.Clamp(span, 1, MostColumns) : 1;
}
