using System.Globalization;
using System.Xml.Linq;

namespace Lantai.Disclosure;

/// <summary>The numbers that Word puts before paragraphs (ISO/IEC 29500-1, 17.9), written out as text: 一、 （二） 3.</summary>
internal sealed class WordNumbers
{
    private const string Digits = "〇一二三四五六七八九";

    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private sealed record Level(string Format, string Text, int Start);

    private readonly Dictionary<(string List, int Depth), Level> levels = [];
    private readonly Dictionary<string, string> lists = [];
    private readonly Dictionary<string, (string List, int Depth)> styles = [];
    private readonly Dictionary<(string List, int Depth), int> counts = [];

    public WordNumbers(XDocument? numbering, XDocument? styleSheet)
    {
        foreach (var list in numbering?.Root!.Elements(W + "abstractNum") ?? [])
            foreach (var level in list.Elements(W + "lvl"))
                levels[(Attribute(list, "abstractNumId"), Number(Attribute(level, "ilvl")))] =
                    new Level(Child(level, "numFmt"), Child(level, "lvlText"), Number(Child(level, "start"), 1));
        foreach (var use in numbering?.Root!.Elements(W + "num") ?? []) lists[Attribute(use, "numId")] = Child(use, "abstractNumId");
        foreach (var style in styleSheet?.Descendants(W + "style") ?? [])
            if (style.Element(W + "pPr")?.Element(W + "numPr") is { } numbered)
                styles[Attribute(style, "styleId")] = (Child(numbered, "numId"), Number(Child(numbered, "ilvl")));
    }

    /// <summary>The number before the paragraph; "" when it has none. Counts on.</summary>
    public string Next(XElement? properties)
    {
        if (Place(properties) is not { } place || !lists.TryGetValue(place.List, out var list) || !levels.TryGetValue((list, place.Depth), out var level))
            return "";
        foreach (var deeper in counts.Keys.Where(key => key.List == list && key.Depth > place.Depth).ToList()) counts.Remove(deeper);
        counts[(list, place.Depth)] = counts.TryGetValue((list, place.Depth), out var count) ? count + 1 : level.Start;
        if (level.Format is "none") return "";
        if (level.Format is "bullet") return "· ";
        var text = level.Text;
        for (var depth = 0; depth <= place.Depth; depth++)
            if (levels.TryGetValue((list, depth), out var part))
                text = text.Replace($"%{depth + 1}", Write(counts.GetValueOrDefault((list, depth), part.Start), part.Format), StringComparison.Ordinal);
        return text.Length > 0 && char.IsAsciiLetterOrDigit(text[^1]) ? text + " " : text;
    }

    private (string List, int Depth)? Place(XElement? properties)
    {
        if (properties?.Element(W + "numPr") is { } numbered)
            return Child(numbered, "numId") is "0" or "" ? null : (Child(numbered, "numId"), Number(Child(numbered, "ilvl")));
        return styles.TryGetValue(Attribute(properties?.Element(W + "pStyle"), "val"), out var place) && place.List.Length > 0 ? place : null;
    }

    private static string Write(int number, string format) => format switch
    {
        "chineseCounting" or "chineseCountingThousand" or "japaneseCounting" or "taiwaneseCounting" or "ideographDigital" => Chinese(number),
        "upperLetter" => number is >= 1 and <= 26 ? ((char)('A' + number - 1)).ToString() : $"{number}",
        "lowerLetter" => number is >= 1 and <= 26 ? ((char)('a' + number - 1)).ToString() : $"{number}",
        "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" => number is >= 1 and <= 20 ? ((char)('①' + number - 1)).ToString() : $"{number}",
        "upperRoman" => number is >= 1 and <= 12 ? ((char)('Ⅰ' + number - 1)).ToString() : $"{number}",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private static string Chinese(int number) => number switch
    {
        < 10 => Digits[Math.Max(0, number)].ToString(),
        < 20 => "十" + (number % 10 == 0 ? "" : Digits[number % 10]),
        < 100 => $"{Digits[number / 10]}十{(number % 10 == 0 ? "" : Digits[number % 10])}",
        _ => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => Digits[digit - '0'])),
    };

    private static string Attribute(XElement? element, string name) => element?.Attribute(W + name)?.Value ?? "";

    private static string Child(XElement element, string name) => Attribute(element.Element(W + name), "val");

    private static int Number(string text, int otherwise = 0) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
