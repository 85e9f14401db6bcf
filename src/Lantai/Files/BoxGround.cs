using System.Xml.Linq;

namespace Lantai.Files;

/// <summary>
/// The colour on which the words of a text box stand: what fills its shape (ISO/IEC 29500-1, 20.1.8; ISO/IEC 29500-4, 19.1 for
/// the shapes of older versions).
/// </summary>
/// <param name="part">The part of the document in which the boxes stand.</param>
internal sealed class BoxGround(XDocument part, OfficeTheme theme)
{
    /// <summary>Nothing fills the shape, and no picture is about that could lie under it: the words stand on what is around it.</summary>
    public const string None = "none";

    /// <summary>A picture or a filled shape of the part, over which a box that nothing fills may lie.</summary>
    private readonly Lazy<bool> hasGround = new(() => part.Descendants().Any(element => IsGround(element, theme)));

    /// <param name="content">The words of the box, w:txbxContent.</param>
    /// <returns>Six hexadecimal digits, <see cref="None"/>, or null where it cannot be known.</returns>
    public string? Of(XElement content)
    {
        if (content.Parent?.Parent is not { } shape) return null;
        var fill = shape.Name.LocalName == "wsp" ? OfDrawing(shape, theme) : OfOlderShape(shape);
        return fill == None && hasGround.Value ? null : fill;
    }

    private static string? OfDrawing(XElement shape, OfficeTheme theme)
    {
        var own = Child(shape, "spPr")?.Elements().FirstOrDefault(element => element.Name.LocalName.EndsWith("Fill", StringComparison.Ordinal));
        if (own is not null) return own.Name.LocalName switch { "noFill" => None, "solidFill" => Plain(own, theme), _ => null };
        // 20.1.4.2.10: the first fill of a theme is a plain one, the next are shaded.
        var styled = Child(Child(shape, "style"), "fillRef");
        return styled?.Attribute("idx")?.Value switch { null or "0" => None, "1" => Plain(styled, theme), _ => null };
    }

    /// <summary>A colour that is lighter, darker or clearer than said cannot be known.</summary>
    private static string? Plain(XElement fill, OfficeTheme theme)
    {
        if (fill.Elements().FirstOrDefault() is not { HasElements: false } color || color.Attribute("val")?.Value is not { } value) return null;
        return color.Name.LocalName switch { "srgbClr" => value.ToUpperInvariant(), "schemeClr" => theme.Named(value), _ => null };
    }

    /// <summary>A shape that does not say is filled in white.</summary>
    private static string? OfOlderShape(XElement shape)
    {
        var fill = Child(shape, "fill");
        if (shape.Attribute("filled")?.Value is "f" or "false" || fill?.Attribute("on")?.Value is "f" or "false") return None;
        if (fill?.Attribute("type")?.Value is not (null or "solid") || fill?.Attribute("opacity") is not null) return null;
        return (fill?.Attribute("color") ?? shape.Attribute("fillcolor"))?.Value.Split(' ')[0] switch
        {
            null or "white" => "FFFFFF",
            "black" => "000000",
            { Length: 7 } color when color[0] == '#' => color[1..].ToUpperInvariant(),
            { Length: 4 } color when color[0] == '#' => string.Concat(color[1..].SelectMany(digit => new[] { digit, digit })).ToUpperInvariant(),
            _ => null,
        };
    }

    private static bool IsGround(XElement element, OfficeTheme theme) => element.Name.LocalName switch
    {
        "pic" or "imagedata" or "chart" => true,
        "wsp" => IsOther(OfDrawing(element, theme)),
        // Within a fallback it is the shape before once more.
        "rect" or "roundrect" or "oval" or "shape" => element.Name.NamespaceName == "urn:schemas-microsoft-com:vml" && IsOther(OfOlderShape(element))
            && !element.Ancestors().Any(outer => outer.Name.LocalName == "Fallback"),
        _ => false,
    };

    /// <summary>Words that are not seen on the paper are not seen on a white shape either.</summary>
    private static bool IsOther(string? fill) => fill != None && (fill is null || !CellColors.AreClose(fill, "FFFFFF"));

    private static XElement? Child(XElement? parent, string name) => CellStyles.Child(parent, name);
}
