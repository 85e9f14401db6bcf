using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Lantai.Files;

/// <summary>
/// The cells of a workbook that hold something and show nothing of it: by their format, or squeezed into a row or column of
/// no size; and what only shows when somebody clicks: lists to choose from, hints, words within formulas.
/// </summary>
internal sealed partial class HiddenCells
{
    public const string Unseen = "不显示的单元格";
    public const string Choices = "下拉选项或输入提示";
    public const string FormulaWords = "公式里不显示的文字";

    /// <summary>Points of a row and characters of a column, up to which nothing in them can be read.</summary>
    private const decimal ThinRow = 2, ThinColumn = 0.5m;

    private readonly CellStyles styles;
    private readonly RichText texts;
    private readonly List<CellRange> colored;

    /// <param name="tables">The workbook's tables, whose formats colour their cells.</param>
    public HiddenCells(CellStyles styles, RichText texts, IEnumerable<XDocument> tables) =>
        (this.styles, this.texts, colored) = (styles, texts, [.. tables.SelectMany(table => CellRange.All(table.Root?.Attribute("ref")?.Value))]);

    /// <summary>What the sheets of a package hide in this way.</summary>
    public static IEnumerable<string> Find(ZipArchive zip)
    {
        XDocument Load(ZipArchiveEntry entry)
        {
            using var xml = SafeXml.Read(entry.Open());
            return XDocument.Load(xml);
        }
        IEnumerable<ZipArchiveEntry> In(string folder) => zip.Entries
            .Where(entry => entry.FullName.StartsWith(folder, StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal));
        XDocument? Part(string path) => zip.GetEntry(path) is { } entry ? Load(entry) : null;
        var styles = new CellStyles(Part("xl/styles.xml"), new OfficeTheme(Part("xl/theme/theme1.xml")));
        var cells = new HiddenCells(styles, new RichText(SharedTexts(zip.GetEntry("xl/sharedStrings.xml"))), In("xl/tables/").Select(Load));
        return In("xl/worksheets/").SelectMany(cells.InSheet);
    }

    private static IEnumerable<XElement> SharedTexts(ZipArchiveEntry? entry)
    {
        if (entry is null) yield break;
        using var reader = SafeXml.Read(entry.Open());
        while (!reader.EOF)
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" }) yield return (XElement)XNode.ReadFrom(reader);
            else reader.Read();
    }

    /// <summary>Whether the cell shows nothing of what it holds; of a text in several fonts each run is looked at by itself.</summary>
    /// <param name="conditions">Where conditions colour the sheet.</param>
    public bool IsUnseen(XElement cell, IReadOnlyList<CellRange> conditions) => cell.HasElements && (styles.Hides(cell)
        || (texts.Runs(cell).Count == 0 && (styles.IsTiny(cell) || (styles.HasColorOfGround(cell) && !IsColored(cell, conditions)))));

    /// <summary>The runs of the cell's text that nobody sees.</summary>
    /// <param name="conditions">Where conditions colour the sheet.</param>
    public IReadOnlyList<XElement> UnseenRuns(XElement cell, IReadOnlyList<CellRange> conditions) =>
        [.. texts.Runs(cell).Where(run => RichText.HasWords(run) && RichText.Font(run) is var font
            && (styles.IsTiny(cell, font) || (styles.HasColorOfGround(cell, font) && !IsColored(cell, conditions))))];

    /// <summary>The runs of the cell's text; none where all of it has the cell's font.</summary>
    public IReadOnlyList<XElement> Runs(XElement cell) => texts.Runs(cell);

    private bool IsColored(XElement cell, IReadOnlyList<CellRange> conditions) => colored.Concat(conditions).Any(range => range.Holds(cell));

    public static bool IsThinRow(string? height) => IsUpTo(height, ThinRow);

    public static bool IsThinColumn(string? width) => IsUpTo(width, ThinColumn);

    /// <summary>A list of choices that is written out, or a hint that a click shows (18.3.1.32).</summary>
    public static bool IsChoice(string name, Func<string, string?> attribute) =>
        name == "dataValidation" && ((string[])["prompt", "promptTitle", "error", "errorTitle"]).Any(key => !string.IsNullOrEmpty(attribute(key)));

    private static bool IsUpTo(string? size, decimal most) =>
        decimal.TryParse(size, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number <= most;

    /// <summary>What a sheet has told so far.</summary>
    private sealed class SheetLook
    {
        public HashSet<string> Found { get; } = new(StringComparer.Ordinal);
        public List<CellRange> Thin { get; } = [];
        public List<CellRange> Conditions { get; } = [];

        /// <summary>Cells whose letters may have the colour of their ground: the conditions that colour some come behind the cells.</summary>
        public List<XElement> Waiting { get; } = [];

        public CellPlaces Places { get; } = new();
        public bool IsThinRow { get; set; }
    }

    private IEnumerable<string> InSheet(ZipArchiveEntry entry)
    {
        var look = new SheetLook();
        using var reader = SafeXml.Read(entry.Open());
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "c")
            {
                LookAt(look.Places.Named((XElement)XNode.ReadFrom(reader)), look);
                continue;
            }
            if (reader.NodeType == XmlNodeType.Element) Note(reader, look);
            reader.Read();
        }
        if (look.Waiting.Exists(cell => IsUnseen(cell, look.Conditions))) look.Found.Add(Unseen);
        if (look.Waiting.Exists(cell => UnseenRuns(cell, look.Conditions).Count > 0)) look.Found.Add(UnseenWords.Title);
        return look.Found;
    }

    /// <summary>What is no cell. Rows and columns of no size at all count as hidden and are named so.</summary>
    private static void Note(XmlReader reader, SheetLook look)
    {
        switch (reader.LocalName)
        {
            case "row":
                look.Places.EnterRow(reader.GetAttribute("r"));
                look.IsThinRow = reader.GetAttribute("ht") is var height && IsThinRow(height) && !CleanWorkbook.IsNothing(height);
                break;
            case "col" when reader.GetAttribute("width") is var width && IsThinColumn(width) && !CleanWorkbook.IsNothing(width):
                look.Thin.Add(CellRange.Columns(reader.GetAttribute("min"), reader.GetAttribute("max")));
                break;
            case "conditionalFormatting": look.Conditions.AddRange(CellRange.All(reader.GetAttribute("sqref"))); break;
            case "formula1" when reader.Depth > 1 && !reader.IsEmptyElement && reader.Read() && reader.Value.StartsWith('"'): look.Found.Add(Choices); break;
            case var name when IsChoice(name, reader.GetAttribute): look.Found.Add(Choices); break;
        }
    }

    private void LookAt(XElement cell, SheetLook look)
    {
        if (!cell.HasElements) return;
        if (HasHiddenWords(cell)) look.Found.Add(FormulaWords);
        if (look.IsThinRow || styles.Hides(cell) || look.Thin.Exists(columns => columns.Holds(cell))) look.Found.Add(Unseen);
        else if (styles.IsTiny(cell) || styles.HasColorOfGround(cell) || texts.Runs(cell).Count > 0) look.Waiting.Add(cell);
    }

    /// <summary>Words written into a formula that are not what it shows; the signs of dates are formats.</summary>
    private static bool HasHiddenWords(XElement cell)
    {
        if (CellStyles.Child(cell, "f")?.Value is not { Length: > 0 } formula) return false;
        var shown = CellStyles.Child(cell, "v")?.Value ?? "";
        return Literals().Matches(formula).Select(match => match.Groups[1].Value)
            .Any(words => !shown.Contains(words, StringComparison.Ordinal)
                && words.Count(c => c is >= '\u4e00' and <= '\u9fff' && !"年月日时分秒".Contains(c)) >= 2);
    }

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Literals();
}

/// <summary>Says of every cell where it is: a row or cell that does not tell stands behind the one before (18.3.1.4, 18.3.1.73).</summary>
internal sealed class CellPlaces
{
    private int row, column;

    public void EnterRow(string? number) => (row, column) = (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : row + 1, 0);

    /// <summary>The cell, now with its place, such as B7.</summary>
    public XElement Named(XElement cell)
    {
        column = cell.Attribute("r") is { } told ? CellRange.Place(told.Value).Column : column + 1;
        if (cell.Attribute("r") is null) cell.SetAttributeValue("r", CellRange.Name(column, row));
        return cell;
    }
}

/// <summary>A rectangle of cells; sides count from 1.</summary>
internal readonly record struct CellRange(int Left, int Top, int Right, int Bottom)
{
    private const int MostColumns = 16_384, MostRows = 1_048_576;

    /// <summary>Ranges as A1:C5 B7, divided by blanks.</summary>
    public static IEnumerable<CellRange> All(string? ranges) => (ranges ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse);

    public static CellRange Columns(string? first, string? last) => new(Number(first, 1), 1, Number(last, MostColumns), MostRows);

    public bool Holds(XElement cell)
    {
        var (column, row) = Place(cell.Attribute("r")?.Value ?? "");
        return column >= Left && column <= Right && row >= Top && row <= Bottom;
    }

    private static CellRange Parse(string range)
    {
        var colon = range.IndexOf(':');
        var (left, top) = Place(colon < 0 ? range : range[..colon]);
        var (right, bottom) = Place(colon < 0 ? range : range[(colon + 1)..]);
        return new(left, top, right == 0 ? MostColumns : right, bottom == 0 ? MostRows : bottom);
    }

    /// <summary>B7 for the second column of the seventh row.</summary>
    public static string Name(int column, int row)
    {
        var name = row.ToString(CultureInfo.InvariantCulture);
        for (; column > 0; column = (column - 1) / 26) name = (char)('A' + (column - 1) % 26) + name;
        return name;
    }

    public static (int Column, int Row) Place(string cell)
    {
        var (column, row) = (0, 0);
        foreach (var c in cell)
            if (char.IsAsciiLetter(c)) column = (column * 26 + (char.ToUpperInvariant(c) - 'A' + 1)) % (MostColumns * 2);
            else if (char.IsAsciiDigit(c)) row = (row * 10 + (c - '0')) % (MostRows * 2);
        return (column, row);
    }

    private static int Number(string? text, int otherwise) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
