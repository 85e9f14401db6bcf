namespace Lantai.Papers;

/// <summary>Collects a sheet's rows inside the limits: blank rows dropped, trailing blank cells cut, all rows one width.</summary>
internal sealed class SourceRows(string fileName, SourceLimits limits)
{
    private readonly List<(int Number, List<string> Cells, bool IsHidden)> rows = [];
    private int width;

    public void Add(int number, List<string> cells, bool isHidden = false)
    {
        while (cells.Count > 0 && cells[^1].Length == 0) cells.RemoveAt(cells.Count - 1);
        if (cells.Count == 0) return;
        limits.CheckColumns(cells.Count, fileName, number);
        rows.Add((number, cells, isHidden));
        limits.CheckRows(rows.Count, fileName);
        width = Math.Max(width, cells.Count);
    }

    public IReadOnlyList<SourceRow> ToRows() => rows.ConvertAll(row =>
        new SourceRow(row.Number, [.. row.Cells, .. Enumerable.Repeat("", width - row.Cells.Count)]) { IsHidden = row.IsHidden });
}
