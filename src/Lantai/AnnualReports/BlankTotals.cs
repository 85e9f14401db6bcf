namespace Lantai.AnnualReports;

/// <summary>Sums that nobody has to add up: of a row over its columns, and of a row over those that are part of it.</summary>
public static class BlankTotals
{
    /// <summary>What the blank sums would be, where all their parts are figures; a blank part is not 0, and its sum stays blank.</summary>
    public static IReadOnlyDictionary<CellAt, decimal> In(AnnualFigures figures)
    {
        var sums = new Dictionary<CellAt, decimal>();
        foreach (var parts in figures.Format.Rows.Where(row => row.PartOf is not null).GroupBy(row => row.PartOf!))
            foreach (var column in figures.Format.Row(parts.Key).Parts) Offer(new(parts.Key, column.Key), parts.Select(part => new CellAt(part.Key, column.Key)));
        foreach (var row in figures.Format.Rows.Where(row => row.Total is not null))
            Offer(new(row.Key, AnnualFormat.TotalColumn), row.Parts.Select(column => new CellAt(row.Key, column.Key)));
        return sums;

        void Offer(CellAt at, IEnumerable<CellAt> parts)
        {
            if (figures[at].State == CellState.Blank && AnnualFigures.Sum(parts.Select(At)) is { } sum) sums[at] = sum;
        }

        AnnualCell At(CellAt at) => sums.TryGetValue(at, out var sum) ? AnnualCell.Of(sum) : figures[at];
    }
}
