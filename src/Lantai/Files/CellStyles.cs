using System.Globalization;
using System.Xml.Linq;

namespace Lantai.Files;

/// <summary>
/// Which formats of a workbook's cells show nothing of what the cell holds: the number format ;;;, letters in the colour of
/// the ground, letters of no size (ISO/IEC 29500-1, 18.8).
/// </summary>
internal sealed class CellStyles
{
    /// <summary>Points; nobody reads letters of this size.</summary>
    internal const decimal Tiny = 2;

    private readonly OfficeTheme theme;
    private readonly List<Look> looks = [];

    /// <summary>How cells of one format look.</summary>
    private sealed record Look(bool HidesNumbers, bool HidesText, bool IsTiny, bool HasColorOfGround, XElement? Fill);

    /// <param name="styles">xl/styles.xml; null for a workbook without formats.</param>
    public CellStyles(XDocument? styles, OfficeTheme theme)
    {
        this.theme = theme;
        var formats = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var format in All(styles, "numFmts")) formats[Text(format, "numFmtId")] = Text(format, "formatCode");
        var (fonts, fills) = (All(styles, "fonts").ToList(), All(styles, "fills").ToList());
        foreach (var cell in All(styles, "cellXfs"))
        {
            var (font, fill) = (At(fonts, cell, "fontId"), At(fills, cell, "fillId"));
            var code = formats.GetValueOrDefault(Text(cell, "numFmtId"), "");
            looks.Add(new Look(HidesNumbers(code), HidesText(code), IsTiny(font), CellColors.IsSame(font, fill, theme), fill));
        }
    }

    /// <summary>Whether the number format hides what the cell holds, wherever the cell lies.</summary>
    public bool Hides(XElement cell) => LookOf(cell) is { } look && (IsText(cell) ? look.HidesText : look.HidesNumbers);

    /// <param name="own">The font of a run; null where the cell's holds.</param>
    public bool IsTiny(XElement cell, XElement? own = null) => own is null ? LookOf(cell) is { IsTiny: true } : IsTiny(own);

    /// <summary>Whether the letters have the colour of the cell; a table's or a condition's format may colour it all the same.</summary>
    /// <param name="own">The font of a run; null where the cell's holds.</param>
    public bool HasColorOfGround(XElement cell, XElement? own = null) =>
        own is null ? LookOf(cell) is { HasColorOfGround: true } : CellColors.IsSame(own, LookOf(cell)?.Fill, theme);

    /// <summary>A number format of which no section shows a number: ;;; and the like (18.8.31).</summary>
    internal static bool HidesNumbers(string code) => code.Contains(';') && Sections(code).Take(3).All(IsBlank);

    private static bool HidesText(string code) => Sections(code) is [_, _, _, var text, ..] && IsBlank(text);

    private static string[] Sections(string code) => code.Split(';');

    private static bool IsBlank(string section) => section.Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Length == 0;

    private static bool IsText(XElement cell) => cell.Attribute("t")?.Value is "s" or "inlineStr" or "str";

    private static bool IsTiny(XElement? font) =>
        decimal.TryParse(Child(font, "sz")?.Attribute("val")?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && size <= Tiny;

    private Look? LookOf(XElement cell) =>
        int.TryParse(cell.Attribute("s")?.Value ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < looks.Count ? looks[at] : null;

    private static XElement? At(List<XElement> list, XElement cell, string name) =>
        int.TryParse(Text(cell, name), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < list.Count ? list[at] : null;

    private static IEnumerable<XElement> All(XDocument? styles, string list) => Child(styles?.Root, list)?.Elements() ?? [];

    internal static XElement? Child(XElement? parent, string name) => parent?.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static string Text(XElement element, string name) => element.Attribute(name)?.Value ?? "";
}

/// <summary>The colours of letters and of what lies under them.</summary>
internal static class CellColors
{
    /// <summary>Per channel: a difference that no eye sees.</summary>
    private const int Close = 8;

    private static readonly Dictionary<string, string> Indexed = new(StringComparer.Ordinal)
    { ["0"] = "000000", ["8"] = "000000", ["64"] = "000000", ["1"] = "FFFFFF", ["9"] = "FFFFFF", ["65"] = "FFFFFF" };

    public static bool IsSame(XElement? font, XElement? fill, OfficeTheme theme)
    {
        if (CellStyles.Child(font, "color") is not { } color) return false;
        var pattern = CellStyles.Child(fill, "patternFill");
        if (fill is not null && pattern is null) return false;
        return pattern?.Attribute("patternType")?.Value switch
        {
            null or "none" => AreClose(Of(color, theme), "FFFFFF"),
            "solid" => AreClose(Of(color, theme), Of(CellStyles.Child(pattern, "fgColor"), theme)),
            _ => false,
        };
    }

    /// <summary>Two colours as six hexadecimal digits, or by other names that are the same.</summary>
    public static bool AreClose(string one, string other)
    {
        if (one == other) return true;
        return one.Length == 6 && other.Length == 6 && uint.TryParse(one, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var a)
            && uint.TryParse(other, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var b)
            && Enumerable.Range(0, 3).All(i => Math.Abs((int)(a >> 8 * i & 0xFF) - (int)(b >> 8 * i & 0xFF)) <= Close);
    }

    private static string Of(XElement? color, OfficeTheme theme)
    {
        if (color?.Attribute("rgb")?.Value is { Length: >= 6 } rgb) return rgb[^6..].ToUpperInvariant();
        if (color?.Attribute("indexed")?.Value is { } index) return Indexed.GetValueOrDefault(index, "indexed " + index);
        if (color?.Attribute("theme")?.Value is not { } place) return "000000";
        var tint = color.Attribute("tint")?.Value;
        return theme.Numbered(place, tint) ?? $"theme {place} {tint}";
    }
}
