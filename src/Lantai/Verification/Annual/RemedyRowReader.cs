using Lantai.AnnualReports;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Annual;

/// <summary>
/// Reads the figures of 表四 by the labels that stand over them or left of them: one line of three groups, a line for each kind of contest, a line
/// for each outcome, or cell by cell.
/// </summary>
internal sealed class RemedyRowReader(AnnualTable table)
{
    private const int LongestLabel = 20;
    private const int ShortestLabel = 4;

    /// <summary>Figures that stand together, and the labels met since the ones before: keys of rows and of columns, in order.</summary>
    private sealed record Run(IReadOnlyList<string> Heads, IReadOnlyList<string> Values);

    private readonly Dictionary<string, string> kinds = table.Rows.ToDictionary(row => RowLabels.Bare(row.Title), row => row.Key, StringComparer.Ordinal);
    private readonly Dictionary<string, string> outcomes = table.Rows[0].Columns.ToDictionary(column => RowLabels.Bare(column.Title), column => column.Key, StringComparer.Ordinal);
    private readonly HashSet<string> others = ["结果", .. table.Rows.Select(row => row.Group).OfType<string>().Select(RowLabels.Bare)];
    private readonly List<Run> runs = [];
    private readonly List<string> heads = [];

    /// <returns>Every cell's text; null when it cannot be told which figure belongs where; empty when there are none.</returns>
    public static IReadOnlyDictionary<CellAt, string>? Read(IReadOnlyList<ReadLine> lines, AnnualTable table)
    {
        var reader = new RemedyRowReader(table);
        foreach (var line in lines.SkipWhile(line => !reader.Begins(line)).TakeWhile(line => line.IsRow || line.Cells[0].Length <= LongestLabel || Words(line).Count > 1))
            reader.Take(line);
        return reader.runs.Count == 0 ? new Dictionary<CellAt, string>() : reader.Place();
    }

    /// <summary>Whether the lines hold the table at all.</summary>
    public static bool IsThere(IEnumerable<ReadLine> lines, AnnualTable table)
    {
        var names = table.Rows.Where(row => row.Group is not null).Select(row => RowLabels.Bare(row.Title)).ToHashSet(StringComparer.Ordinal);
        return lines.Any(line => Words(line).Any(cell => cell.Length >= ShortestLabel && names.Contains(RowLabels.Bare(cell))));
    }

    /// <summary>What stands before the table.</summary>
    public static IEnumerable<ReadLine> Before(IReadOnlyList<ReadLine> lines, AnnualTable table)
    {
        var reader = new RemedyRowReader(table);
        return lines.TakeWhile(line => !reader.Begins(line));
    }

    private bool Begins(ReadLine line) => Words(line).Any(cell => cell.Length >= ShortestLabel && RowLabels.Bare(cell) is { Length: >= ShortestLabel } bare && IsLabel(bare));

    private static IReadOnlyList<string> Words(ReadLine line) => line.IsRow
        ? [.. line.Cells.Where(cell => cell != ReadRow.Across)]
        : line.Cells[0].Split([' ', '\u3000', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private bool IsLabel(string bare) => kinds.ContainsKey(bare) || outcomes.ContainsKey(bare) || others.Contains(bare);

    /// <summary>Words of a line without figures that are no labels say nothing; a run goes on over lines that have no labels.</summary>
    private void Take(ReadLine line)
    {
        var words = Words(line);
        var values = new List<string>();
        foreach (var word in words)
        {
            var bare = RowLabels.Bare(word);
            if (!IsLabel(bare)) values.Add(word);
            else if (kinds.TryGetValue(bare, out var key) || outcomes.TryGetValue(bare, out key)) heads.Add(key);
        }
        if (!values.Exists(CellText.IsFigure)) return;
        if (heads.Count == 0 && runs.Count > 0) runs[^1] = runs[^1] with { Values = [.. Filled(runs[^1].Values), .. Filled(values)] };
        else runs.Add(new Run([.. heads], values));
        heads.Clear();
    }

    private static IEnumerable<string> Filled(IEnumerable<string> values) => values.Where(value => Compact.Of(value).Length > 0);

    /// <summary>Every run says its cells, each cell is said once, and none is left over. One line of all figures has them in their order, be its labels broken.</summary>
    private Dictionary<CellAt, string>? Place()
    {
        var all = table.Rows.SelectMany(row => row.Columns.Select(column => new CellAt(row.Key, column.Key))).ToList();
        var cells = new Dictionary<CellAt, string>();
        var (over, kind) = (new List<string>(), "");
        foreach (var run in runs)
        {
            // A lone label is the line's own; what it shares with the other lines stood over the first of them.
            if (run.Heads.Count > 1) over = [.. run.Heads];
            kind = run.Heads.LastOrDefault(IsKind) ?? kind;
            var places = CellsOf(run, over, kind) ?? (runs.Count == 1 ? all : []);
            if (places.Count == 0 || ValuesOf(run, places.Count) is not { } values) return null;
            foreach (var (place, value) in places.Zip(values))
                if (!cells.TryAdd(place, value)) return null;
        }
        return cells.Count == all.Count ? cells : null;
    }

    private static IReadOnlyList<string>? ValuesOf(Run run, int wanted) =>
        Filled(run.Values).ToList() is var filled && filled.Count == wanted ? filled : run.Values.Count == wanted ? run.Values : null;

    /// <param name="over">The labels over the run, those of its own line last.</param>
    /// <param name="kind">The kind of contest named last.</param>
    /// <returns>The run's cells in order; null when the labels do not tell.</returns>
    private List<CellAt>? CellsOf(Run run, List<string> over, string kind)
    {
        var (named, own) = (over.Where(IsKind).Distinct().ToList(), run.Heads.Count > 0 ? run.Heads[^1] : "");
        var columns = over.Where(head => !IsKind(head)).ToList();
        var (width, count) = (table.Rows[0].Columns.Count, run.Heads.Count(head => !IsKind(head)));
        if (IsKind(own)) return columns.Distinct().Count() == width ? [.. columns.Distinct().Select(column => new CellAt(own, column))] : null;
        if (count == width * table.Rows.Count && named.Count == table.Rows.Count)
            return [.. columns.Select((column, at) => new CellAt(named[at / width], column))];
        if (count == width) return kind.Length > 0 ? [.. run.Heads.Where(head => !IsKind(head)).Select(column => new CellAt(kind, column))] : null;
        return count == 1 && named.Count == table.Rows.Count ? [.. named.Select(row => new CellAt(row, own))] : null;
    }

    private bool IsKind(string key) => table.Rows.Any(row => row.Key == key);
}
