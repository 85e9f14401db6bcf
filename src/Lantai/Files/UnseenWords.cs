using System.Globalization;
using System.Xml.Linq;

namespace Lantai.Files;

/// <summary>
/// Runs of a Word document whose letters nobody sees, though nothing says that they are hidden: in the colour of their ground,
/// of no size, in a line or frame of no height (ISO/IEC 29500-1, 17.3). Where the ground cannot be known (a table's style, a
/// picture behind the text, <see cref="BoxGround"/>) the letters count as seen.
/// </summary>
internal sealed class UnseenWords
{
    public const string Title = "与底色相同或小得看不见的文字";

    /// <summary>Half points (w:sz), twentieths of a point (lines, frames), per cent of the width of letters.</summary>
    private const int TinySize = 4, TinyLine = 40, TinyScale = 5;

    /// <summary>Half points up or down, by which letters leave the page.</summary>
    private const int FarPosition = 1_000;

    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private static readonly Dictionary<string, string> Highlights = new(StringComparer.Ordinal)
    {
        ["black"] = "000000",
        ["white"] = "FFFFFF",
        ["yellow"] = "FFFF00",
        ["green"] = "00FF00",
        ["cyan"] = "00FFFF",
        ["magenta"] = "FF00FF",
        ["blue"] = "0000FF",
        ["red"] = "FF0000",
        ["darkBlue"] = "000080",
        ["darkCyan"] = "008080",
        ["darkGreen"] = "008000",
        ["darkMagenta"] = "800080",
        ["darkRed"] = "800000",
        ["darkYellow"] = "808000",
        ["darkGray"] = "808080",
        ["lightGray"] = "C0C0C0",
    };

    private readonly Dictionary<string, XElement> styles;
    private readonly XElement? usual;
    private readonly OfficeTheme theme;

    /// <param name="styles">word/styles.xml.</param>
    public UnseenWords(XDocument? styles, OfficeTheme theme)
    {
        this.theme = theme;
        this.styles = (styles?.Descendants(W + "style") ?? []).GroupBy(style => style.Attribute(W + "styleId")?.Value ?? "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        usual = styles?.Descendants(W + "rPrDefault").FirstOrDefault();
    }

    /// <summary>The runs of a part with letters that nobody sees.</summary>
    public IEnumerable<XElement> In(XDocument part)
    {
        var hasPicture = part.Descendants().Any(element => element.Name.LocalName == "anchor" && element.Attribute("behindDoc")?.Value is "1" or "true"
            || element.Attribute("style")?.Value.Contains("z-index:-", StringComparison.Ordinal) == true);
        var behind = new Behind(hasPicture, new BoxGround(part, theme));
        return part.Descendants(W + "r")
            .Where(run => run.Elements(W + "t").Any(text => !string.IsNullOrWhiteSpace(text.Value)) && IsUnseen(run, behind));
    }

    /// <summary>What may lie behind the words of a part: a picture behind its text, and what its boxes stand on.</summary>
    private sealed record Behind(bool HasPicture, BoxGround Boxes);

    private bool IsUnseen(XElement run, Behind behind)
    {
        var paragraph = run.Ancestors(W + "p").FirstOrDefault();
        var own = Chain(run.Element(W + "rPr"), "rStyle").ToList();
        var around = Chain(paragraph?.Element(W + "pPr"), "pStyle").ToList();
        string? Letters(string name) => own.Concat(around.Skip(1)).Concat(usual is null ? [] : [usual]).Select(place => Value(place, name))
            .FirstOrDefault(value => value is not null);
        if (Number(Letters("sz")) <= TinySize || Number(Letters("w")) <= TinyScale || Math.Abs(Number(Letters("position")) ?? 0) >= FarPosition) return true;
        return IsSqueezed(paragraph?.Element(W + "pPr")) || HasColorOfGround(run, own, around, behind);
    }

    private static bool IsSqueezed(XElement? properties)
    {
        var (line, frame) = (properties?.Element(W + "spacing"), properties?.Element(W + "framePr"));
        return (Text(line, "lineRule") == "exact" && Number(Text(line, "line")) <= TinyLine)
            || (Text(frame, "hRule") == "exact" && Number(Text(frame, "h")) <= TinyLine);
    }

    private bool HasColorOfGround(XElement run, List<XElement> own, List<XElement> around, Behind behind)
    {
        var color = own.Concat(around.Skip(1)).Concat(usual is null ? [] : [usual]).Select(place => Property(place, "color"))
            .FirstOrDefault(found => found is not null);
        return Color(color, "val", "theme") is { } letters && Ground(run, own, around, behind) is { } ground && CellColors.AreClose(letters, ground);
    }

    /// <summary>Null where it cannot be known.</summary>
    private string? Ground(XElement run, List<XElement> own, List<XElement> around, Behind behind)
    {
        if (own.Select(place => Value(place, "highlight")).FirstOrDefault(value => value is not null) is { } mark && mark != "none")
            return Highlights.GetValueOrDefault(mark);
        foreach (var shade in own.Concat(around).Select(place => Property(place, "shd")))
            if (IsShade(shade)) return Shade(shade!);
        foreach (var outer in run.Ancestors())
        {
            if (outer.Name.LocalName == "txbxContent" && behind.Boxes.Of(outer) is var box && box != BoxGround.None) return box;
            if (IsShade(outer.Element(W + "tcPr")?.Element(W + "shd"))) return Shade(outer.Element(W + "tcPr")!.Element(W + "shd")!);
            if (outer.Name != W + "tbl" || outer.Element(W + "tblPr") is not { } table) continue;
            if (IsShade(table.Element(W + "shd"))) return Shade(table.Element(W + "shd")!);
            if (Chain(table, "tblStyle").Skip(1).Any(style => style.Descendants(W + "shd").Any(IsShade))) return null;
        }
        if (behind.HasPicture) return null;
        return run.Document?.Root?.Element(W + "background") is { } page ? Color(page, "color", "theme") : "FFFFFF";
    }

    /// <summary>Nothing, auto and clear are no shade.</summary>
    private static bool IsShade(XElement? shade) => shade is not null
        && (Text(shade, "themeFill") is not null || Text(shade, "fill") is not (null or "auto") || Text(shade, "val") is not ("clear" or "nil"));

    /// <summary>Null for patterns.</summary>
    private static string? Shade(XElement shade) => Text(shade, "val") switch
    {
        null or "clear" => Color(shade, "fill", "themeFill"),
        "solid" => Color(shade, "color", "themeColor"),
        _ => null,
    };

    /// <summary>Six hexadecimal digits; null for auto, which is black on light and white on dark, and for other colours of the theme.</summary>
    private static string? Color(XElement? color, string plain, string theme)
    {
        var named = Text(color, theme == "theme" ? "themeColor" : theme);
        if (named is not null && (Text(color, theme + "Tint") ?? Text(color, theme + "Shade")) is null)
            return named switch { "background1" or "light1" => "FFFFFF", "text1" or "dark1" => "000000", _ => Six(Text(color, plain)) };
        return Six(Text(color, plain));
    }

    private static string? Six(string? value) => value is { Length: 6 } && value.All(char.IsAsciiHexDigit) ? value.ToUpperInvariant() : null;

    /// <summary>The properties themselves, then those of their style and of what it is based on.</summary>
    private IEnumerable<XElement> Chain(XElement? properties, string style)
    {
        yield return properties ?? new XElement(W + "none");
        var id = Text(properties?.Element(W + style), "val");
        for (var up = 0; up < 20 && id is not null && styles.TryGetValue(id, out var found); up++)
        {
            yield return found;
            id = Text(found.Element(W + "basedOn"), "val");
        }
    }

    /// <summary>A property of a run's or paragraph's own, or of a style.</summary>
    private static XElement? Property(XElement place, string name) =>
        place.Element(W + name) ?? place.Element(W + "rPr")?.Element(W + name) ?? place.Element(W + "pPr")?.Element(W + name);

    private static string? Value(XElement place, string name) => Text(Property(place, name), "val");

    private static string? Text(XElement? element, string name) => element?.Attribute(W + name)?.Value;

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
