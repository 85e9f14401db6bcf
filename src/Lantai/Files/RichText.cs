using System.Globalization;
using System.Xml.Linq;

namespace Lantai.Files;

/// <summary>
/// The texts of a workbook's cells that are set in more than one font (ISO/IEC 29500-1, 18.4): their runs, in the cell itself or among the
/// shared strings.
/// </summary>
internal sealed class RichText
{
    private readonly Dictionary<string, XElement> shared;

    /// <param name="items">The items of xl/sharedStrings.xml in their order; only those with fonts are kept.</param>
    public RichText(IEnumerable<XElement> items) => shared = items.Index().Where(pair => RunsOf(pair.Item).Any(run => Font(run) is not null))
        .ToDictionary(pair => pair.Index.ToString(CultureInfo.InvariantCulture), pair => pair.Item, StringComparer.Ordinal);

    /// <summary>The runs of the cell's text; none where all of it has the cell's font.</summary>
    public IReadOnlyList<XElement> Runs(XElement cell)
    {
        var text = cell.Attribute("t")?.Value switch
        {
            "s" => shared.GetValueOrDefault(CellStyles.Child(cell, "v")?.Value ?? ""),
            "inlineStr" => CellStyles.Child(cell, "is"),
            _ => null,
        };
        List<XElement> runs = text is null ? [] : [.. RunsOf(text)];
        return runs.Exists(run => Font(run) is not null) ? runs : [];
    }

    /// <summary>The font of a run; null where the cell's holds.</summary>
    public static XElement? Font(XElement run) => CellStyles.Child(run, "rPr");

    public static bool HasWords(XElement run) => !string.IsNullOrWhiteSpace(CellStyles.Child(run, "t")?.Value);

    private static IEnumerable<XElement> RunsOf(XElement text) => text.Elements().Where(element => element.Name.LocalName == "r");
}
