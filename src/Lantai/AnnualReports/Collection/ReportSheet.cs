namespace Lantai.AnnualReports.Collection;

/// <summary>A report as it stands: while it is with the unit, what the records know takes the place of what was typed.</summary>
/// <param name="Unit">The publisher: the unit's name at the end of the year, or the region's government.</param>
/// <param name="Tables">
/// What the records know of the unit or region, and for the region's own the sums of its units; empty once the report is submitted, when its
/// figures stand still.
/// </param>
public sealed record ReportSheet(UnitReport Report, string Unit, YearTables Tables)
{
    public int Year => Tables.Year;

    public AnnualFormat Format => Tables.Format;

    /// <summary>As they were typed, imported or taken over.</summary>
    public AnnualFigures Kept => field ??= Report.Read(Format, Report.State == UnitReportState.Open ? CellSource.Units : null);

    /// <summary>The units that the region's own report rolls up; null for a unit's.</summary>
    public RollUp? Units { get; init; }

    /// <summary>Rows of the region's own report that are not the sum of its units, each with its cells.</summary>
    public IReadOnlyList<IGrouping<AnnualRow, CellDifference>> UnlikeUnits => [.. (Units?.Differences(Figures) ?? []).GroupBy(cell => cell.Row)];

    /// <summary>Why the row is not the sum of its units; "" when that is not said.</summary>
    public string ExplanationOf(AnnualRow row) => Report.Explanations.Find(known => known.RowKey == row.Key)?.Words ?? "";

    public AnnualFigures Figures => field ??= Tables.With(Kept);

    /// <summary>Where what was typed and what is recorded differ, one sentence each.</summary>
    public IEnumerable<string> Differences => Tables.Differences(Kept);

    public AnnualReport ToReport() => new(Unit, Year, Figures, Report.Prose());

    public CellSource SourceOf(CellAt at) => Tables.Live.TryGetValue(at, out var live)
        ? live.Source
        : Report.Figures.Find(figure => figure.RowKey == at.Row && figure.ColumnKey == at.Column)?.Source ?? CellSource.Nothing;

    /// <summary>The words of a section as they were typed; "" when there are none.</summary>
    public string WordsOf(string section) => Report.Sections.Find(known => known.SectionKey == section)?.Words ?? "";
}
