using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Lantai.Files;

/// <summary>
/// What the parts of a Word document keep out of sight besides hidden letters: shapes that are not shown, a second content for
/// older programs, labels of content controls, places on the author's machine. One list for the gate and the clean copy.
/// </summary>
internal static partial class WordCorners
{
    public const string Place = "文件保存的位置";
    private const string Shapes = "不显示的图形或文本框";
    private const string OtherContent = "给旧版软件看的另一份内容";
    private const string Labels = "内容控件的名称或标签";

    private const string ThemePart = "word/theme/theme1.xml";

    /// <summary>Points from the page's edge, beyond which a shape lies on no page.</summary>
    private const decimal Far = 1_500;

    /// <summary>Larger parts would take too much memory as a tree.</summary>
    private const long MostXml = 32L << 20;

    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static IEnumerable<string> Find(ZipArchive zip)
    {
        var unseen = new UnseenWords(Part(zip, "word/styles.xml"), new OfficeTheme(Part(zip, ThemePart)));
        foreach (var entry in zip.Entries.Where(entry => IsText(entry.FullName)))
        {
            if (entry.Length > MostXml)
            {
                yield return "过长而无法检查颜色和字号的文字";
                continue;
            }
            var part = Load(entry);
            if (unseen.In(part).Any()) yield return UnseenWords.Title;
            if (HiddenShapes(part).Any()) yield return Shapes;
            if (OtherContents(part).Any()) yield return OtherContent;
            if (HiddenLabels(part).Any(label => label.Parent!.Element(W + "dataBinding") is null && label.Attributes().Any(value => value.Value.Any(IsHan))))
                yield return Labels;
            if (PlaceFields(part).Any()) yield return Place;
        }
    }

    /// <summary>Takes out what <see cref="Find"/> names.</summary>
    public static void Clean(OfficeParts parts)
    {
        var unseen = new UnseenWords(parts.Tree("word/styles.xml"), new OfficeTheme(parts.Tree(ThemePart)));
        foreach (var (_, part) in parts.Trees.Where(part => IsText(part.Path)).ToList())
        {
            unseen.In(part).Remove();
            HiddenShapes(part).Remove();
            OtherContents(part).Remove();
            HiddenLabels(part).Remove();
            foreach (var field in PlaceFields(part).ToList())
                if (field.Name == W + "fldSimple") field.ReplaceWith(field.Nodes());
                else field.Remove();
        }
    }

    /// <summary>Whether an address lies on a machine or in an office's network.</summary>
    public static bool IsPlace(string address) => Places().IsMatch(address);

    internal static bool IsText(string path) => path.StartsWith("word/", StringComparison.Ordinal) && path.EndsWith(".xml", StringComparison.Ordinal) && path.IndexOf('/', 5) < 0
        && ((string[])["document", "header", "footer", "footnotes", "endnotes"]).Any(kind => path.AsSpan(5).StartsWith(kind, StringComparison.Ordinal));

    private static XDocument? Part(ZipArchive zip, string path) => zip.GetEntry(path) is { } entry ? Load(entry) : null;

    private static XDocument Load(ZipArchiveEntry entry)
    {
        using var xml = SafeXml.Read(entry.Open());
        return XDocument.Load(xml, LoadOptions.PreserveWhitespace);
    }

    /// <summary>Shapes of VML that are hidden or lie far off the page, and drawings that are (20.4.2.5).</summary>
    private static IEnumerable<XElement> HiddenShapes(XDocument part) => part.Descendants().Where(element =>
        (element.Name.NamespaceName == "urn:schemas-microsoft-com:vml" && element.Attribute("style") is { } style && IsOutOfSight(style.Value))
        || (element.Name == W + "drawing" && element.Elements().Elements().Any(child => child.Name.LocalName == "docPr" && child.Attribute("hidden")?.Value is "1" or "true")));

    private static bool IsOutOfSight(string style) => style.Split(';').Select(rule => rule.Split(':')).Where(rule => rule.Length == 2).Any(rule => rule[0].Trim() switch
    {
        "visibility" => rule[1].Trim() == "hidden",
        "left" or "top" or "margin-left" or "margin-top" => rule[1].Trim() is var length && length.EndsWith("pt", StringComparison.Ordinal)
            && decimal.TryParse(length[..^2], NumberStyles.Float, CultureInfo.InvariantCulture, out var points) && Math.Abs(points) >= Far,
        _ => false,
    });

    /// <summary>ISO/IEC 29500-3: a choice and what stands in its place otherwise; Word writes the same words into both.</summary>
    private static IEnumerable<XElement> OtherContents(XDocument part) => part.Descendants().Where(element => element.Name.LocalName == "Fallback"
        && element.ElementsBeforeSelf().FirstOrDefault(choice => choice.Name.LocalName == "Choice") is { } shown && Letters(element) is { Length: > 0 } other && other != Letters(shown));

    private static string Letters(XElement element) =>
        string.Concat(element.Descendants().Where(text => text.Name.LocalName == "t").SelectMany(text => text.Value).Where(c => !char.IsWhiteSpace(c)));

    private static IEnumerable<XElement> HiddenLabels(XDocument part) =>
        part.Descendants(W + "sdtPr").Elements().Where(label => (label.Name == W + "alias" || label.Name == W + "tag") && label.Attribute(W + "val") is { Value.Length: > 0 });

    /// <summary>17.16: the marks and codes of fields that name a place; what they show is not among them.</summary>
    private static IEnumerable<XElement> PlaceFields(XDocument part)
    {
        foreach (var field in part.Descendants(W + "fldSimple"))
            if (IsPlace(field.Attribute(W + "instr")?.Value ?? "")) yield return field;
        var open = new Stack<(List<XElement> Elements, List<string> Code)>();
        foreach (var element in part.Descendants().Where(element => element.Name == W + "fldChar" || element.Name == W + "instrText").ToList())
        {
            var kind = element.Attribute(W + "fldCharType")?.Value;
            if (kind == "begin") open.Push(([], []));
            if (!open.TryPeek(out var field)) continue;
            field.Elements.Add(element);
            if (kind is null) field.Code.Add(element.Value);
            if (kind != "end") continue;
            open.Pop();
            if (!IsPlace(string.Concat(field.Code))) continue;
            foreach (var piece in field.Elements) yield return piece;
        }
    }

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';

    [GeneratedRegex(@"file:|(^|[\s""'])[A-Za-z]:[\\/]|(^|[\s""'])\\\\[^\s\\]", RegexOptions.IgnoreCase)]
    private static partial Regex Places();
}
