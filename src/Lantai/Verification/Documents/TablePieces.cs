using System.Text.RegularExpressions;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Documents;

/// <summary>A row met by a reader.</summary>
/// <param name="IsAfterGap">An empty line or the end of a table stands before it.</param>
internal sealed record RunRow(ReadRow Row, bool IsAfterGap);

/// <summary>
/// Rows with nothing but gaps between them, made into tables: a header that a page break repeated is dropped, a table
/// that an empty line broke is joined; another header, a number column that begins again at 1, or a heading across
/// all columns begins a new table.
/// </summary>
internal sealed partial class TablePieces
{
    private readonly List<ReadTable> tables = [];
    private readonly List<ReadRow> rows = [];
    private List<ReadRow> header = [];
    private string title = "";
    private bool isMarked;
    private string heading = "";
    private int numberColumn = -1;
    private bool hasFigures;

    public static IReadOnlyList<ReadTable> Split(IReadOnlyList<RunRow> run, TableTitle above)
    {
        var pieces = new TablePieces { title = above.Text, isMarked = above.IsMarked };
        var isBroken = false;
        for (var at = 0; at < run.Count; at++)
        {
            var row = run[at].Row;
            isBroken |= run[at].IsAfterGap;
            if (pieces.IsHeaderAgain(row))
            {
                isBroken = true;
                continue;
            }
            pieces.Add(row, isBroken, at + 1 < run.Count ? run[at + 1].Row : null);
            isBroken = false;
        }
        pieces.Close();
        return pieces.tables;
    }

    private void Add(ReadRow row, bool isBroken, ReadRow? next)
    {
        if (IsHeading(row)) Head(row.Filled.First(), IsAcross(row));
        else if (header.Count == 0) Begin(row);
        else if (isBroken && IsOtherHeader(row)) { Close(); title = ""; Begin(row); }
        else if (rows.Count == 0 && IsMoreHeader(row)) header.Add(row);
        else
        {
            if (StartsAnew(row, next, isBroken)) { Close(); title = ""; }
            rows.Add(row);
            hasFigures |= HasFigure(row);
        }
    }

    private void Begin(ReadRow row)
    {
        header = [row];
        heading = "";
        numberColumn = row.Cells.ToList().FindIndex(cell => ColumnWords.IsNumber(Compact.Of(cell)));
    }

    /// <summary>One text across all columns; before the header, or when it names a group, also one text and blanks.</summary>
    private bool IsHeading(ReadRow row) =>
        row.Cells.Count > 1 && row.Filled.Take(2).Count() == 1
        && (header.Count == 0 || IsAcross(row) || GroupHeading().IsMatch(Compact.Of(row.Filled.First())));

    private static bool IsAcross(ReadRow row) => row.Cells.Count > 1 && row.Cells.Skip(1).All(cell => cell == ReadRow.Across);

    /// <summary>Before the header the table's own title, which counts for more than a line that happens to stand above.</summary>
    private void Head(string text, bool isAcross)
    {
        if (header.Count == 0)
        {
            if (title.Length == 0 || (isAcross && !isMarked)) title = Compact.Quoted(text);
            return;
        }
        if (rows.Count > 0) Close();
        heading = Compact.Quoted(text);
    }

    private bool IsHeaderAgain(ReadRow row) => rows.Count > 0 && !HasFigure(row) && header.Exists(old => AreAlike(old, row));

    private static bool AreAlike(ReadRow old, ReadRow row)
    {
        var (same, filled) = (0, 0);
        for (var column = 0; column < Math.Max(old.Cells.Count, row.Cells.Count); column++)
        {
            var (a, b) = (Compact.Of(old.Cell(column)), Compact.Of(row.Cell(column)));
            if (a.Length + b.Length == 0) continue;
            filled++;
            if (a == b) same++;
        }
        return same * 5 >= filled * 3;
    }

    /// <summary>Words in most cells where the table so far has figures: the header of another table.</summary>
    private bool IsOtherHeader(ReadRow row) =>
        hasFigures && !HasFigure(row) && row.Filled.Count() * 2 > row.Cells.Count
        && row.Filled.Any(cell => ColumnWords.IsUnit(Compact.Of(cell)));

    /// <summary>The second line of a header in two lines: under 单位, merged downwards, stands 单位 again or nothing.</summary>
    private bool IsMoreHeader(ReadRow row)
    {
        if (HasFigure(row)) return false;
        var units = Enumerable.Range(0, header[0].Cells.Count).Where(column => ColumnWords.IsUnit(Compact.Of(header[0].Cell(column)))).ToList();
        return units.Count > 0 && units.TrueForAll(column => row.Cell(column).Length == 0 || row.Cell(column) == header[0].Cell(column));
    }

    /// <summary>1 and 2 again after higher numbers; two firsts and a second (1-1-2) are a tie.</summary>
    private bool StartsAnew(ReadRow row, ReadRow? next, bool isBroken) =>
        numberColumn >= 0 && row.Cell(numberColumn) == "1" && (next is null || next.Cell(numberColumn) == "2")
        && rows.Count > 0 && Figure.Parse(rows[^1].Cell(numberColumn)).Number > (isBroken ? 1 : 2);

    private static bool HasFigure(ReadRow row) => row.Cells.Any(cell => Figure.Parse(cell).Kind == FigureKind.Number);

    [GeneratedRegex(@"^([一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[A-E一二三四五]类)|(单位|部门|街道\)|县区|区县|乡镇|组|类)$")]
    private static partial Regex GroupHeading();

    private void Close()
    {
        if (header.Count == 0 && rows.Count == 0) return;
        var named = heading.Length == 0 ? title : title.Length == 0 ? heading : $"{title}（{heading}）";
        tables.Add(new ReadTable(0, named, header.ToList(), rows.ToList()));
        rows.Clear();
        hasFigures = false;
    }
}
