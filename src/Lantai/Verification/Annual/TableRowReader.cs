using System.Text.RegularExpressions;
using Lantai.AnnualReports;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Annual;

/// <summary>
/// Reads 表二 and 表三 by the names of their rows: a row's figures stand right of its name, or below it where the cells
/// came apart. How the table is ruled, merged or cut does not matter.
/// </summary>
internal sealed partial class TableRowReader(RowLabels labels)
{
    private const int LongestLabel = 60;

    private readonly List<FoundRow> found = [];
    private int last = -1;

    /// <summary>A line of figures of which it is open whether it is the end of the row above or the beginning of the one below.</summary>
    private bool isPieceBefore;

    /// <summary>Figures so far came one to a line.</summary>
    private bool isCellALine;

    /// <summary>Every row met that has something in it, in reading order; a row met twice stands there twice.</summary>
    public static IReadOnlyList<FoundRow> Read(IEnumerable<ReadLine> lines, RowLabels labels)
    {
        var reader = new TableRowReader(labels);
        foreach (var line in lines) reader.Take(line);
        return reader.found;
    }

    private void Take(ReadLine line)
    {
        var cells = line.IsRow ? line.Cells.Where(cell => cell != ReadRow.Across).ToList() : Parts(line.Cells[0]);
        var at = LabelAt(cells, out var row);
        if (at >= 0) Begin(row, line, cells, at);
        else if (cells.Exists(CellText.IsFigure)) Continue(cells, line.IsRow);
    }

    private void Begin(int row, ReadLine line, List<string> cells, int at)
    {
        last = row;
        var name = Compact.Quoted(cells[at]);
        found.Add(new FoundRow(labels.Rows[row], name, line.Where, cells.GetRange(at + 1, cells.Count - at - 1), (line.Cells.Count, at)) { IsBroken = isPieceBefore });
        (isPieceBefore, isCellALine) = (false, found[^1].Filled.Count == 0);
    }

    /// <summary>The rest of a split row, or figures each on a line of its own. In text without cells what does not fit is a piece of a broken number.</summary>
    private void Continue(List<string> cells, bool isRow)
    {
        var figures = cells.FindAll(CellText.IsFigure);
        var isAlone = cells.TrueForAll(cell => cell.Length == 0 || CellText.IsFigure(cell));
        if (found.Count == 0)
        {
            isPieceBefore = !isRow && isAlone;
            return;
        }
        var open = found[^1];
        var fits = open.Filled.Count + figures.Count <= open.Row.Columns.Count;
        if (!fits || !(isRow || open.Filled.Count == 0 || isCellALine))
        {
            if (isRow) return;
            open.IsBroken = true;
            isPieceBefore |= isAlone;
            return;
        }
        isCellALine &= figures.Count == 1;
        open.Values.RemoveAll(value => value.Length == 0);
        open.Values.AddRange(figures);
    }

    /// <summary>The last cell that names a row: before it stand the groups that reach down over several rows.</summary>
    private int LabelAt(List<string> cells, out int row)
    {
        row = -1;
        var isHeading = cells.Count > 2 && !cells.Exists(CellText.IsFigure);
        for (var at = cells.Count - 1; at >= 0; at--)
        {
            if (cells[at].Length is 0 or > LongestLabel || CellText.IsFigure(cells[at])) continue;
            var named = isHeading ? labels.FindStrong(cells[at]) : labels.Find(cells[at], last);
            if (named is null) continue;
            row = named.Value;
            return at;
        }
        return -1;
    }

    /// <summary>A line of text that was a row: its figures at the end, parted by spaces, before them names far apart. A page's number is none.</summary>
    private static List<string> Parts(string text)
    {
        if (PageNumber().IsMatch(text)) return [];
        var words = Spaces().Split(text);
        var first = words.Length;
        while (first > 0 && CellText.IsFigure(words[first - 1])) first--;
        if (first == words.Length) return [.. WideSpaces().Split(text)];
        var names = WideSpaces().Split(text[..words.Take(first).Aggregate(0, (from, word) => text.IndexOf(word, from, StringComparison.Ordinal) + word.Length)]);
        return [.. names, .. words[first..]];
    }

    [GeneratedRegex(@"^[-—–－]\s*\d{1,3}\s*[-—–－]$")]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\s{2,}|[\t\u3000]")]
    private static partial Regex WideSpaces();
}
