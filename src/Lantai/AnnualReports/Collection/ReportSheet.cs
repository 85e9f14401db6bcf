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

    /// <summary>As they were typed or imported, and once the report is handed in as they were taken over.</summary>
    public AnnualFigures Kept => field ??= Report.Read(Format);

    /// <summary>The units that the region's own report rolls up; null for a unit's.</summary>
    public RollUp? Units { get; init; }

    /// <summary>Rows of the region's own report that are not the sum of its units, each with its cells.</summary>
    public IReadOnlyList<IGrouping<AnnualRow, CellDifference>> UnlikeUnits => field ??= [.. (Units?.Differences(Figures) ?? []).GroupBy(cell => cell.Row)];

    /// <summary>Why the row is not the sum of its units, even where the difference is another by now; "" when that is not said.</summary>
    public string ExplanationOf(AnnualRow row) => ExplanationOf(row.Key)?.Words ?? "";

    /// <summary>It was said of the differences that there are now.</summary>
    public bool IsExplained(AnnualRow row) => ExplanationOf(row.Key)?.Differences == DifferencesOf(row.Key);

    /// <summary>By how much the row's cells are not the sum, in one line: what an explanation of them is kept with.</summary>
    public string DifferencesOf(string row) => string.Join(' ', UnlikeUnits.Where(unlike => unlike.Key.Key == row).SelectMany(cells => cells)
        .Select(cell => $"{cell.Column.Key}:{(cell.Difference is { } by ? AnnualCell.Show(by) : $"{cell.Own.Written}/{AnnualCell.Show(cell.Sum)}")}"));

    private RowExplanation? ExplanationOf(string row) => Report.Explanations.Find(known => known.RowKey == row);

    /// <summary>Of the region's government, or of the unit's group.</summary>
    public PublisherLevel Level { get; init; }

    public AnnualDeadline Deadline => Format.Deadline(Level);

    public AnnualFigures Figures => field ??= Tables.With(Kept);

    /// <summary>Where what was typed and what is recorded differ, one sentence each; first those where the typed figure stands.</summary>
    public IEnumerable<string> Differences => Overruling.Select(Sentence).Concat(Tables.Differences(Kept)).Concat(Tables.Undecided);

    /// <summary>The typed or imported figure that stands in the cell although a record says otherwise; null where none does.</summary>
    public UnitFigure? OverrulingAt(CellAt at) => Report.Figures.Find(figure => figure.At == at && figure.Because is not null);

    private IEnumerable<UnitFigure> Overruling =>
        Report.Figures.Where(figure => figure.Because is not null).OrderBy(figure => figure.RowKey).ThenBy(figure => figure.ColumnKey);

    /// <summary>What the record says of the overruled cell: now, or once the report is handed in as it was then.</summary>
    public string RecordedAt(UnitFigure figure) => Tables.Live.GetValueOrDefault(figure.At)?.Cell.Written ?? figure.Recorded!;

    private string Sentence(UnitFigure figure)
    {
        var row = Format.Row(figure.RowKey);
        var column = row.Columns.First(known => known.Key == figure.ColumnKey);
        return $"“{row.Title}”的“{column.Title}”登记为{RecordedAt(figure)}，以{figure.Source.Title}的{figure.Written}为准：{figure.Because}";
    }

    /// <summary>What the records count in the cell: now, or once the report is handed in as it was then; null where they say nothing.</summary>
    public LiveCell? CountedAt(CellAt at) => Report.State == UnitReportState.Open
        ? Tables.Live.GetValueOrDefault(at)
        : Report.Figures.Find(figure => figure.At == at)?.Counted?.ToLive(Format.Row(at.Row).Columns.First(column => column.Key == at.Column));

    public AnnualReport ToReport() => new(Unit, Year, Figures, Report.Prose());

    public CellSource SourceOf(CellAt at) => Tables.Standing(at)?.Source ?? Report.Figures.Find(figure => figure.At == at)?.Source ?? CellSource.Nothing;

    /// <summary>The words of a section as they were typed; "" when there are none.</summary>
    public string WordsOf(string section) => Report.Sections.Find(known => known.SectionKey == section)?.Words ?? "";
}
