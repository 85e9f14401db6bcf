using System.Xml.Linq;

namespace Lantai.Files;

/// <summary>A Word document with its revisions accepted and comments, hidden text, embedded files and names gone (ISO/IEC 29500-1, 17).</summary>
internal static class CleanWord
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// <summary>What goes once the revisions are accepted: their marks, and what belongs to comments, further files and data.</summary>
    private static readonly HashSet<string> Removed = new(HiddenParts.WordRevisions.Except(["ins", "moveTo"]), StringComparer.Ordinal)
    {
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
        "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "commentRangeStart", "commentRangeEnd", "commentReference",
        "annotationRef", "OLEObject", "altChunk", "dataBinding", "docVars", "attachedTemplate", "mailMerge", "trackRevisions", "rsids",
    };

    public static void Clean(OfficeParts parts)
    {
        parts.RemoveExternal("attachedTemplate", "oleObject", "frame", "subDocument");
        var hidden = HiddenStyles(parts.Tree("word/styles.xml"));
        foreach (var (path, tree) in parts.Trees.Where(part => part.Path.StartsWith("word/", StringComparison.Ordinal) && !part.Path.EndsWith(".rels", StringComparison.Ordinal)).ToList())
        {
            if (path.Contains("/charts/", StringComparison.Ordinal)) tree.Descendants().Where(element => element.Name.LocalName == "externalData").Remove();
            CleanPart(tree, hidden);
        }
        WordCorners.Clean(parts);
    }

    private static void CleanPart(XDocument tree, HashSet<string> hidden)
    {
        Accept(tree);
        tree.Descendants(W + "r").Where(run => IsHidden(run.Element(W + "rPr"), "rStyle", hidden)).Remove();
        tree.Descendants(W + "tr").Where(row => row.Element(W + "trPr")?.Element(W + "hidden") is { } mark && IsOn(mark)).Remove();
        foreach (var paragraph in tree.Descendants(W + "p").Where(paragraph => paragraph.Parent is not null).ToList())
        {
            var properties = paragraph.Element(W + "pPr");
            var isWhole = hidden.Contains(properties?.Element(W + "pStyle")?.Attribute(W + "val")?.Value ?? "");
            if (isWhole) paragraph.Elements().Where(element => element.Name != W + "pPr").Remove();
            var isEmpty = !paragraph.Descendants(W + "r").Any();
            if (isEmpty && (isWhole || IsHidden(properties?.Element(W + "rPr"), "", hidden)) && properties?.Element(W + "sectPr") is null && HasNeighbour(paragraph)) paragraph.Remove();
        }
        tree.Descendants().Where(element => (element.Name.LocalName is "vanish" or "specVanish" || (element.Name.LocalName == "hidden" && element.Parent!.Name.LocalName == "trPr")) && element.Name.Namespace == W).Remove();
        tree.Descendants().Attributes().Where(attribute => attribute.Name.Namespace == W && (attribute.Name.LocalName is "author" or "initials" || attribute.Name.LocalName.StartsWith("rsid", StringComparison.Ordinal))).Remove();
    }

    /// <summary>A cell must keep one paragraph.</summary>
    private static bool HasNeighbour(XElement paragraph) => paragraph.Parent!.Elements(W + "p").Count() > 1 && paragraph.ElementsAfterSelf().Any();

    private static void Accept(XDocument tree)
    {
        tree.Descendants(W + "tr").Where(row => row.Element(W + "trPr")?.Element(W + "del") is not null).Remove();
        tree.Descendants(W + "tc").Where(cell => cell.Element(W + "tcPr")?.Element(W + "cellDel") is not null).Remove();
        foreach (var paragraph in tree.Descendants(W + "p").Where(paragraph => paragraph.Element(W + "pPr")?.Element(W + "rPr")?.Elements().Any(mark => mark.Name == W + "del" || mark.Name == W + "moveFrom") == true).ToList())
            JoinNext(paragraph);
        tree.Descendants().Where(element => Removed.Contains(element.Name.LocalName) && (element.Name.Namespace == W || element.Name.LocalName == "OLEObject")).Remove();
        foreach (var added in tree.Descendants().Where(element => element.Name == W + "ins" || element.Name == W + "moveTo").Reverse().ToList())
            added.ReplaceWith(added.Nodes());
    }

    /// <summary>A deleted paragraph mark: what stays of the paragraph goes on in the next one.</summary>
    private static void JoinNext(XElement paragraph)
    {
        if (paragraph.ElementsAfterSelf().FirstOrDefault() is not { } next || next.Name != W + "p") return;
        var staying = paragraph.Elements().Where(element => element.Name != W + "pPr").ToList();
        staying.Remove();
        if (next.Element(W + "pPr") is { } properties) properties.AddAfterSelf(staying);
        else next.AddFirst(staying);
        paragraph.Remove();
    }

    /// <summary>Styles whose text is hidden, with those that are based on them.</summary>
    private static HashSet<string> HiddenStyles(XDocument? styles)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        var all = styles?.Descendants(W + "style").ToList() ?? [];
        for (var before = -1; before != hidden.Count;)
        {
            before = hidden.Count;
            foreach (var style in all)
                if (style.Element(W + "rPr")?.Element(W + "vanish") is { } mark ? IsOn(mark) : hidden.Contains(style.Element(W + "basedOn")?.Attribute(W + "val")?.Value ?? ""))
                    hidden.Add(style.Attribute(W + "styleId")?.Value ?? "");
        }
        hidden.Remove("");
        return hidden;
    }

    private static bool IsHidden(XElement? properties, string style, HashSet<string> hidden)
    {
        if (properties is null) return false;
        if (properties.Element(W + "vanish") is { } mark) return IsOn(mark);
        return style.Length > 0 && hidden.Contains(properties.Element(W + style)?.Attribute(W + "val")?.Value ?? "");
    }

    private static bool IsOn(XElement mark) => mark.Attribute(W + "val")?.Value is not ("0" or "false" or "off");
}
