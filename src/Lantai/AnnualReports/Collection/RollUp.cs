namespace Lantai.AnnualReports.Collection;

/// <summary>A unit whose report the office has accepted.</summary>
public sealed record RolledUnit(long ReportId, long UnitId, string Unit, DateOnly AcceptedOn, AnnualFigures Figures)
{
    /// <summary>What the register counted for it when it was handed in; nothing where its figures were typed.</summary>
    public IReadOnlyList<FrozenCell> Evidence { get; init; } = [];
}

/// <summary>A cell of the region's report that is not the sum of its units.</summary>
public sealed record CellDifference(AnnualRow Row, AnnualColumn Column, AnnualCell Own, decimal Sum)
{
    /// <summary>Null where the region's cell holds no number.</summary>
    public decimal? Difference => Own.Number - Sum;
}

/// <summary>
/// The accepted reports of a region's units, added up cell by cell. Applications that none of them counts are added from the
/// register: those of the region's own office, and of units whose report is not accepted.
/// </summary>
/// <param name="Missing">Units whose report is not accepted: of them only the register's applications are in the sums.</param>
/// <param name="Registered">By cell of 表三 and 表四, what the register counts without the units of <paramref name="Counted"/>.</param>
public sealed record RollUp(
    AnnualFormat Format, IReadOnlyList<RolledUnit> Counted, IReadOnlyList<string> Missing, IReadOnlyDictionary<CellAt, LiveCell> Registered)
{
    private HashSet<(CellSource Source, string Link, string Name)> Reported => field ??=
        [.. from unit in Counted from cell in unit.Evidence from thing in cell.Things select (cell.Source, thing.Link, thing.Name)];

    /// <summary>Without the applications and contests that a counted report has already, to whomever they are addressed by now.</summary>
    public LiveCell Unreported(LiveCell registered) =>
        new(registered.Source, [.. registered.Things.Where(thing => !Reported.Contains((registered.Source, thing.Link, thing.Name)))]);

    /// <summary>Null as long as no unit has a number there: unknown is not 0.</summary>
    public decimal? SumOf(CellAt at) => Counted.Any(unit => unit.Figures[at].Number is not null)
        ? Counted.Sum(unit => unit.Figures[at].Number ?? 0) + (RegisteredAt(at) ?? 0)
        : null;

    /// <summary>What the register adds to the sum; null where it says nothing.</summary>
    public decimal? RegisteredAt(CellAt at) => Registered.GetValueOrDefault(at)?.Cell.Number;

    /// <summary>The sums as cells that open what every unit reported, and the applications of the others.</summary>
    public IEnumerable<KeyValuePair<CellAt, LiveCell>> Cells =>
        from row in Format.Rows
        from column in row.Columns
        let at = new CellAt(row.Key, column.Key)
        let sum = SumOf(at)
        where sum is not null
        select KeyValuePair.Create(at, new LiveCell(CellSource.Units, [.. Counted.Select(unit => Thing(unit, at)), .. Registered.GetValueOrDefault(at)?.Things ?? []]) { Cell = AnnualCell.Of(sum.Value) });

    /// <summary>Where the region's figures are not the sum of its units; nothing while no unit is accepted.</summary>
    public IEnumerable<CellDifference> Differences(AnnualFigures own) =>
        from cell in own.All
        let sum = SumOf(new CellAt(cell.Row.Key, cell.Column.Key))
        where sum is not null && cell.Cell.Number != sum
        select new CellDifference(cell.Row, cell.Column, cell.Cell, sum.Value);

    private static CountedThing Thing(RolledUnit unit, CellAt at) =>
        new(unit.Unit, unit.AcceptedOn, $"annual/reports/{unit.ReportId}", unit.Figures[at].State == CellState.Blank ? "未填" : unit.Figures[at].Written);
}
