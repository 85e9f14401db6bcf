using System.Text;

namespace Lantai.Tests.Support;

/// <summary>A paper as lines and tables, to be changed in one place and written in any format.</summary>
internal sealed class SamplePaper
{
    private readonly List<(string? Line, List<List<string>>? Table)> blocks = [];

    public List<List<List<string>>> Tables => [.. blocks.Select(block => block.Table).OfType<List<List<string>>>()];

    public SamplePaper Line(string text)
    {
        blocks.Add((text, null));
        return this;
    }

    /// <param name="rows">The header first.</param>
    public SamplePaper Table(IEnumerable<IEnumerable<string>> rows)
    {
        blocks.Add((null, [.. rows.Select(row => row.ToList())]));
        return this;
    }

    /// <summary>Replaces text in the one line that holds it.</summary>
    public void Replace(string old, string changed)
    {
        var at = blocks.FindIndex(block => block.Line?.Contains(old, StringComparison.Ordinal) == true);
        if (at < 0) throw new InvalidOperationException($"No line holds {old}.");
        var line = blocks[at].Line!;
        var start = line.IndexOf(old, StringComparison.Ordinal);
        blocks[at] = (line[..start] + changed + line[(start + old.Length)..], null);
    }

    public SamplePaper Copy()
    {
        var copy = new SamplePaper();
        foreach (var (line, table) in blocks) copy.blocks.Add((line, table?.ConvertAll(row => row.ToList())));
        return copy;
    }

    /// <param name="breakAfter">Repeats each table's header after so many rows, as a page break does.</param>
    public MemoryStream ToText(int breakAfter = int.MaxValue)
    {
        var text = new StringBuilder();
        foreach (var (line, table) in blocks)
        {
            if (line is not null) text.AppendLine(line).AppendLine();
            for (var at = 0; table is not null && at < table.Count; at++)
            {
                if (at > 1 && (at - 1) % breakAfter == 0) text.AppendLine().AppendLine(string.Join('\t', table[0]));
                text.AppendLine(string.Join('\t', table[at]));
            }
            if (table is not null) text.AppendLine();
        }
        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
    }

    public MemoryStream ToMarkdown()
    {
        var text = new StringBuilder();
        foreach (var (line, table) in blocks)
        {
            if (line is not null) text.Append(line.EndsWith("通报", StringComparison.Ordinal) ? "## " : "").AppendLine(line).AppendLine();
            for (var at = 0; table is not null && at < table.Count; at++)
            {
                text.AppendLine($"| {string.Join(" | ", table[at])} |");
                if (at == 0) text.AppendLine(string.Concat(Enumerable.Repeat("|---", table[0].Count)) + "|");
            }
            if (table is not null) text.AppendLine();
        }
        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
    }

    public MemoryStream ToWord()
    {
        var word = new WordPaper();
        foreach (var (line, table) in blocks)
        {
            if (line is not null) word.Paragraph(line);
            if (table is not null) word.Table(table);
        }
        return word.Write();
    }

    public MemoryStream ToHtml()
    {
        var html = new StringBuilder("<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><div>");
        foreach (var (line, table) in blocks)
        {
            if (line is not null) html.Append($"<p>&nbsp;&nbsp;{line}</p>\n");
            if (table is not null) html.Append($"<table>{string.Concat(table.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td><p>{cell}</p></td>"))}</tr>\n"))}</table>");
        }
        return new MemoryStream(Encoding.UTF8.GetBytes(html.Append("</div></body></html>").ToString()));
    }
}
