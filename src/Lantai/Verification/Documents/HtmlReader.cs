using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Lantai.Verification.Documents;

/// <summary>Saved web pages. Old government pages lay text out in tables, so a table in a table is only layout.</summary>
internal sealed class HtmlReader(DocumentBuilder document)
{
    /// <summary>Of all that a page says only words and the spans of cells are wanted; the rest is not even kept.</summary>
    private static readonly HtmlParserOptions OnlyWords = new()
    {
        SkipComments = true,
        SkipScriptText = true,
        DisableElementPositionTracking = true,
        ShouldEmitAttribute = static (ref token, name) => name.Span is "colspan" or "rowspan",
    };

    private readonly System.Text.StringBuilder line = new();
    private int paragraphs;

    public static void Read(string html, DocumentBuilder document)
    {
        using var page = new HtmlParser(OnlyWords).ParseDocument(html);
        if (page.Body is { } body) new HtmlReader(document).Walk(body);
    }

    /// <summary>Node after node without recursion: pages nest as deep as they like. A node's next is looked up by its place, which the library would search for.</summary>
    private void Walk(IElement root)
    {
        var open = new Stack<(INode Node, int Next)>([(root, 0)]);
        while (open.TryPop(out var at))
        {
            if (at.Next == at.Node.ChildNodes.Length)
            {
                if (at.Node is IElement left && IsBlock(left)) EndLine();
                continue;
            }
            open.Push((at.Node, at.Next + 1));
            var child = at.Node.ChildNodes[at.Next];
            if (!Enter(child)) open.Push((child, 0));
        }
        EndLine();
    }

    /// <summary>Whether the node is dealt with, children and all.</summary>
    private bool Enter(INode node)
    {
        if (node is IText text) line.Append(text.Data.Replace('\n', ' ').Replace('\r', ' '));
        if (node is not IElement element) return true;
        if (element.LocalName is "script" or "style" or "noscript" or "template" or "head" or "select" or "textarea") return true;
        if (element.LocalName == "br" || IsBlock(element)) EndLine();
        if (element is not IHtmlTableElement table || !IsGrid(table)) return false;
        ReadTable(table);
        return true;
    }

    private static bool IsGrid(IHtmlTableElement table) =>
        table.Rows.Any(row => row.Cells.Skip(1).Any()) && !table.Descendants<IHtmlTableElement>().Any();

    private static readonly HashSet<string> Blocks =
    [
        "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "table", "section", "article", "header",
        "footer", "ul", "ol", "dl", "dd", "dt", "blockquote", "center", "pre", "hr",
    ];

    private static bool IsBlock(IElement element) => Blocks.Contains(element.LocalName);

    private void EndLine()
    {
        var text = line.ToString().Trim();
        line.Clear();
        if (text.Length > 0) document.Paragraph(text, $"第{++paragraphs}段");
    }

    private void ReadTable(IHtmlTableElement table)
    {
        if (table.Caption?.TextContent is { } caption) document.Paragraph(caption, $"第{++paragraphs}段");
        document.Gap();
        var (rows, below) = (0, new Dictionary<int, (string Text, int Rows)>());
        foreach (var row in table.Rows) document.Row(Cells(row, below), $"第{++rows}行", isOfTable: true);
        document.Gap();
    }

    /// <summary>The row's cells with those that reach down from rows above and across from the left.</summary>
    private static List<string> Cells(IHtmlTableRowElement row, Dictionary<int, (string Text, int Rows)> below)
    {
        var cells = new List<string>();
        foreach (var cell in row.Cells)
        {
            TakeFromAbove(cells, below);
            var (text, span, down) = (cell.TextContent.Trim(), Math.Clamp(cell.ColumnSpan, 1, 64), Math.Clamp(cell.RowSpan, 1, 10_000));
            for (var column = 0; column < span; column++)
            {
                if (down > 1) below[cells.Count] = (column == 0 ? text : ReadRow.Across, down - 1);
                cells.Add(column == 0 ? text : ReadRow.Across);
            }
        }
        TakeFromAbove(cells, below);
        return cells;
    }

    private static void TakeFromAbove(List<string> cells, Dictionary<int, (string Text, int Rows)> below)
    {
        while (below.TryGetValue(cells.Count, out var above))
        {
            if (above.Rows > 1) below[cells.Count] = (above.Text, above.Rows - 1);
            else below.Remove(cells.Count);
            cells.Add(above.Text);
        }
    }
}
