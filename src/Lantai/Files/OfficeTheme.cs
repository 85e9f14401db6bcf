using System.Globalization;
using System.Xml.Linq;

namespace Lantai.Files;

/// <summary>The colours of an Office file's theme (ISO/IEC 29500-1, 20.1.6.2), as six hexadecimal digits.</summary>
internal sealed class OfficeTheme
{
    /// <summary>18.8.3: as a workbook counts them, from 0.</summary>
    private static readonly string[] Counted =
        ["lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];

    private readonly Dictionary<string, string> colors = new(StringComparer.Ordinal) { ["lt1"] = "FFFFFF", ["dk1"] = "000000" };

    /// <param name="theme">theme/theme1.xml; null leaves white and black for the light and the dark ground.</param>
    public OfficeTheme(XDocument? theme)
    {
        foreach (var color in theme?.Descendants().FirstOrDefault(element => element.Name.LocalName == "clrScheme")?.Elements() ?? [])
            if (color.Elements().FirstOrDefault() is { } said
                && (said.Attribute("lastClr") ?? said.Attribute("val"))?.Value is { Length: 6 } value && value.All(char.IsAsciiHexDigit))
                colors[color.Name.LocalName] = value.ToUpperInvariant();
    }

    /// <summary>A colour by its name in drawings, bg1 or accent2; null where the theme does not say.</summary>
    public string? Named(string name) => colors.GetValueOrDefault(name switch { "bg1" => "lt1", "tx1" => "dk1", "bg2" => "lt2", "tx2" => "dk2", _ => name });

    /// <summary>A colour by its number in a workbook; null where the theme does not say.</summary>
    /// <param name="tint">18.8.19: from -1 (black) to 1 (white); null is 0.</param>
    public string? Numbered(string number, string? tint)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= Counted.Length) return null;
        if (Named(Counted[at]) is not { } plain) return null;
        if (!double.TryParse(tint ?? "0", NumberStyles.Float, CultureInfo.InvariantCulture, out var share)) return null;
        var channels = Convert.FromHexString(plain).Select(channel => channel / 255.0).ToList();
        var (lightest, darkest) = (channels.Max(), channels.Min());
        var lightness = (lightest + darkest) / 2;
        var wanted = Math.Clamp(share < 0 ? lightness * (1 + share) : lightness * (1 - share) + share, 0, 1);
        // Hue and saturation stay: each channel keeps its place between the greys of the lightness.
        var reach = Reach(lightness) == 0 ? 0 : Reach(wanted) / Reach(lightness);
        return Convert.ToHexString([.. channels.Select(channel => (byte)Math.Round(Math.Clamp(wanted + (channel - lightness) * reach, 0, 1) * 255))]);
    }

    /// <summary>How far a channel of full saturation lies from its lightness.</summary>
    private static double Reach(double lightness) => Math.Min(lightness, 1 - lightness);
}
