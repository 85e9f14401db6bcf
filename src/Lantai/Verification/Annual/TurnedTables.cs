using Lantai.Verification.Documents;

namespace Lantai.Verification.Annual;

/// <summary>Sets tables upright whose rows were made columns: two rows' names on one line tell them.</summary>
internal static class TurnedTables
{
    public static IReadOnlyList<ReadLine> Upright(IReadOnlyList<ReadLine> lines, RowLabels labels)
    {
        if (!lines.Any(line => IsTurned(line, labels))) return lines;
        var upright = new List<ReadLine>();
        for (var at = 0; at < lines.Count; at++)
        {
            if (!IsTurned(lines[at], labels))
            {
                upright.Add(lines[at]);
                continue;
            }
            var width = lines[at].Cells.Count;
            var run = lines.Skip(at).TakeWhile((line, n) => line.IsRow && line.Cells.Count == width && (n == 0 || !IsTurned(line, labels))).ToList();
            upright.AddRange(Enumerable.Range(0, width).Select(column => new ReadLine(lines[at].Where, [.. run.Select(line => line.Cells[column])], null)));
            at += run.Count - 1;
        }
        return upright;
    }

    private static bool IsTurned(ReadLine line, RowLabels labels) =>
        line.IsRow && line.Cells.Count > 2 && line.Cells.Select(labels.FindStrong).OfType<int>().Distinct().Take(2).Count() == 2;
}
