using Lantai.AnnualReports;
using Lantai.Verification.Documents;
using Lantai.Verification.Phrases;

namespace Lantai.Verification.Annual;

/// <summary>A row whose figures could not be told apart.</summary>
/// <param name="IsBroken">Its numbers are broken over lines.</param>
internal sealed record UnplacedRow(AnnualTable Table, IReadOnlyList<AnnualRow> Rows, bool IsBroken = false);

/// <summary>An annual report, whoever wrote it, with everything that some check asks for, each read once.</summary>
internal sealed class AnnualPaper
{
    /// <summary>Fewer rows than this known by name are no statutory table.</summary>
    private const int FewestRows = 5;
    private const int FewestSections = 3;

    private readonly Dictionary<string, TextPieces> pieces = new(StringComparer.Ordinal);

    private AnnualPaper(ReadDocument document, AnnualTitle? title, AnnualFormat format, AnnualFormat? due)
    {
        (Document, Title, Format, Due) = (document, title, format, due);
        Sections = new SectionTexts(document, format);
        var labels = RowLabels.Of(format);
        var lines = TurnedTables.Upright(Sections.LinesBetween(format.Sections[1], format.Sections[3]), labels);
        Rows = TableRowReader.Read(RemedyRowReader.Before(lines, format.Remedies), labels);
        var cells = new Dictionary<CellAt, AnnualCell>();
        foreach (var row in Rows.GroupBy(row => row.Row.Key)) Fill(row.FirstOrDefault(one => one.IsBroken) ?? row.FirstOrDefault(one => one.Filled.Count > 0) ?? row.First(), cells);
        FillRemedies(lines, cells);
        Figures = new AnnualFigures(format, cells);
    }

    public ReadDocument Document { get; }

    /// <summary>Null when neither the paper nor the file's name says whose report it is.</summary>
    public AnnualTitle? Title { get; }

    /// <summary>The format of its tables.</summary>
    public AnnualFormat Format { get; }

    /// <summary>The format that its year is reported in; null when the year is not known.</summary>
    public AnnualFormat? Due { get; }

    public SectionTexts Sections { get; }

    /// <summary>The paper's own words, for the checks of any paper.</summary>
    public ReadDocument Words => Sections.WithoutTables(Format.Sections[1], Format.Sections[3]);

    /// <summary>Rows of 表二 and 表三 as found.</summary>
    public IReadOnlyList<FoundRow> Rows { get; }

    public AnnualFigures Figures { get; }

    /// <summary>Rows that hold figures of which it cannot be told which belongs where.</summary>
    public List<UnplacedRow> Unplaced { get; } = [];

    public bool HasRemedies { get; private set; }

    /// <summary>The prose of the sections that are written, not filled in.</summary>
    public IReadOnlyList<Sentence> Sentences => field ??= [.. Format.Written.SelectMany(section => Phrases.Sentences.In(Sections.Prose(section)))];

    /// <summary>The section's words as pieces, cut once however many papers they are laid beside.</summary>
    public TextPieces PiecesOf(AnnualSection section) => pieces.TryGetValue(section.Key, out var known)
        ? known
        : pieces[section.Key] = new TextPieces(string.Concat(Sections.Prose(section).Select(paragraph => paragraph.Text)));

    /// <returns>Null when the document is no annual report.</returns>
    /// <exception cref="RefusedException">Two reports stand in one file.</exception>
    public static AnnualPaper? In(ReadDocument document, AnnualFormats formats)
    {
        var title = AnnualTitle.In(document);
        if (title is null && !document.Lines.Any(line => IsOfReport(line, formats))) return null;
        var due = title is null ? null : formats.Of(title.Year);
        var paper = new AnnualPaper(document, title, FormatOf(document, formats) ?? due ?? formats.Newest, due);
        var known = paper.Rows.Select(row => row.Row.Key).Distinct().Count();
        if (known < FewestRows && (title is null || paper.Sections.Count < FewestSections)) return null;
        var first = RowLabels.Bare(paper.Format.Row(paper.Format.Balance.Left[0]).Title);
        return document.Lines.Count(line => line.Cells.Any(cell => cell.Length < 40 && cell.Length >= first.Length && IsLabel(cell) && RowLabels.Bare(cell) == first)) > 1 ? throw new RefusedException($"{document.File}里有不止一份年度报告，请每份存成一个文件再核验。") : paper;
    }

    public AnnualTable TableOf(AnnualRow row) => Format.Tables.First(table => table.Rows.Contains(row));

    /// <summary>Whether the row was met, whatever stands in it.</summary>
    public bool Has(AnnualRow row) => Format.Remedies.Rows.Contains(row) ? HasRemedies : Rows.Any(found => found.Row == row);

    /// <summary>How many of the table's rows were found.</summary>
    public int RowsRead(AnnualTable table) =>
        table.Number == Format.Remedies.Number ? (HasRemedies ? 1 : 0) : Rows.Select(row => row.Row).Distinct().Count(table.Rows.Contains);

    /// <summary>A sentence of the prose may have the same words as a row: it has a figure in it, or a mark at its end.</summary>
    private static bool IsLabel(string cell) => !cell.Any(char.IsDigit) && cell[^1] is not ('。' or '：' or ':' or '，' or '；');

    private static bool IsOfReport(ReadLine line, AnnualFormats formats) =>
        line.Cells.Any(cell => cell.Length is > 10 and < 40 && RowLabels.Bare(cell) is var words
            && formats.All.Any(format => RowLabels.Of(format).IsHeadOfRequests(words)));

    /// <summary>The format most of whose own words the tables have; null when they have none.</summary>
    private static AnnualFormat? FormatOf(ReadDocument document, AnnualFormats formats)
    {
        var shortest = formats.All.SelectMany(format => format.Marks).Min(mark => mark.Length);
        var cells = document.Lines.SelectMany(line => line.Cells).Where(cell => cell.Length <= 60 && cell.Length >= shortest);
        var words = string.Join('\n', cells.Select(Compact.Of));
        var ranked = formats.All.Select(format => (format, Marks: format.Marks.Count(mark => words.Contains(mark, StringComparison.Ordinal)))).MaxBy(pair => pair.Marks);
        return ranked.Marks > 0 ? ranked.format : null;
    }

    private void Fill(FoundRow found, Dictionary<CellAt, AnnualCell> cells)
    {
        if (found.IsBroken || RowPlacing.Place(found, Rows) is not { } values)
        {
            Unplaced.Add(new UnplacedRow(TableOf(found.Row), [found.Row], found.IsBroken));
            return;
        }
        foreach (var (column, value) in found.Row.Columns.Zip(values)) cells[new CellAt(found.Row.Key, column.Key)] = CellText.Read(value, column);
    }

    private void FillRemedies(IReadOnlyList<ReadLine> lines, Dictionary<CellAt, AnnualCell> cells)
    {
        HasRemedies = RemedyRowReader.IsThere(lines, Format.Remedies);
        if (!HasRemedies) return;
        if (RemedyRowReader.Read(lines, Format.Remedies) is not { } values)
        {
            Unplaced.Add(new UnplacedRow(Format.Remedies, Format.Remedies.Rows));
            return;
        }
        foreach (var (at, value) in values) cells[at] = CellText.Read(value, Format.Row(at.Row).Columns.First(column => column.Key == at.Column));
    }
}
