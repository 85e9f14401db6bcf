using System.Text;

namespace Lantai.Files;

/// <summary>
/// Looks through a PDF for what stands beside its pages. Objects lie open or in compressed object streams (ISO 32000-1,
/// 7.5.7); both are read, nothing is drawn or run.
/// </summary>
internal static class HiddenPdf
{
    private const int MostBytes = 100 << 20;

    /// <summary>Annotations that belong to the page itself: links and the fields of a form.</summary>
    internal static readonly string[] OwnAnnotations = ["Link", "Widget", "PrinterMark", "TrapNet"];

    public static IReadOnlyList<string> Find(Stream content)
    {
        content.Position = 0;
        var bytes = new byte[Math.Min(content.Length, MostBytes)];
        content.ReadExactly(bytes);
        var file = new PdfFile(bytes);
        if (file.IsEncrypted) return ["加密的内容（无法检查）"];
        var found = new SortedSet<string>(StringComparer.Ordinal);
        if (HasEarlierState(bytes)) found.Add("改动以前的内容");
        if (PdfMargins.HasText(file)) found.Add(PdfMargins.Title);
        var reached = Reached(file);
        foreach (var number in file.Numbers)
        {
            var reference = new PdfReference(number);
            LookAt(file, file.Value(reference), found);
            if (!reached.Contains(number) && HasWords(file, number)) found.Add("没有用到的内容");
            if (file.IsStream(number) && file.Dictionary(reference)!.GetValueOrDefault("Type") is PdfName("Metadata") && NamesAuthor(file.Stream(reference))) found.Add("作者姓名");
        }
        return [.. found];
    }

    private static void LookAt(PdfFile file, object? value, SortedSet<string> found)
    {
        if (value is List<object?> list)
            foreach (var item in list) LookAt(file, item, found);
        if (value is not Dictionary<string, object?> dictionary) return;
        if (IsNote(dictionary)) found.Add("批注");
        if (IsHiddenField(dictionary) && file.Value(dictionary.GetValueOrDefault("V")) is byte[] { Length: > 0 }) found.Add("不显示的表单内容");
        foreach (var (key, inner) in dictionary)
        {
            if (key is "EmbeddedFiles" or "EmbeddedFile" || (key == "Type" && inner is PdfName("EmbeddedFile"))) found.Add("嵌入的文件");
            if (key is "JavaScript" or "JS") found.Add("脚本");
            if (key == "Author" && file.Value(inner) is byte[] { Length: > 0 }) found.Add("作者姓名");
            if (key == "BaseState" && file.Value(inner) is PdfName("OFF")) found.Add("隐藏的图层");
            if (key == "OFF" && file.Value(inner) is List<object?> { Count: > 0 }) found.Add("隐藏的图层");
            LookAt(file, inner, found);
        }
    }

    /// <summary>An annotation of the kinds that readers write beside the text.</summary>
    internal static bool IsNote(Dictionary<string, object?> dictionary) =>
        dictionary.GetValueOrDefault("Subtype") is PdfName("Text" or "FreeText" or "Popup" or "Highlight" or "Underline" or "StrikeOut" or "Squiggly" or "Caret" or "Ink" or "Stamp"
            or "FileAttachment" or "Line" or "Square" or "Circle" or "Polygon" or "PolyLine" or "Redact" or "Sound" or "Movie" or "Screen" or "RichMedia" or "3D")
        && (dictionary.GetValueOrDefault("Type") is PdfName("Annot") || dictionary.ContainsKey("Rect"));

    /// <summary>12.5.3: bits of an annotation's flags.</summary>
    private const int Hidden = 2, Print = 4, NoView = 32;

    /// <summary>12.5.3: a field of a form of which neither page nor print shows anything (hidden, or neither viewed nor printed).</summary>
    internal static bool IsHiddenField(Dictionary<string, object?> dictionary) =>
        dictionary.GetValueOrDefault("Subtype") is PdfName("Widget") && dictionary.GetValueOrDefault("F") is double flags
        && (((int)flags & Hidden) != 0 || ((int)flags & (NoView | Print)) == NoView);

    /// <summary>Objects to which the trailer leads; those of a file without a catalog count as reached.</summary>
    private static HashSet<int> Reached(PdfFile file)
    {
        if (file.Root is not { } root || file.Dictionary(root) is null) return [.. file.Numbers];
        var reached = new HashSet<int>();
        var waiting = new Stack<object?>([.. file.Trailers]);
        while (waiting.TryPop(out var value))
            switch (value)
            {
                case PdfReference(var number) when reached.Add(number): waiting.Push(file.Value(new PdfReference(number))); break;
                case List<object?> list: list.ForEach(waiting.Push); break;
                case Dictionary<string, object?> dictionary: foreach (var inner in dictionary.Values) waiting.Push(inner); break;
            }
        return reached;
    }

    /// <summary>An object that says something by itself: a string, or a page's or form's text.</summary>
    private static bool HasWords(PdfFile file, int number)
    {
        var reference = new PdfReference(number);
        if (!file.IsStream(number)) return file.Value(reference) is byte[] { Length: >= 4 };
        if (file.Dictionary(reference)!.GetValueOrDefault("Type") is PdfName("ObjStm" or "XRef")) return false;
        var painted = file.Stream(reference).AsSpan();
        return painted.IndexOf("BT"u8) >= 0 && (painted.IndexOf("Tj"u8) >= 0 || painted.IndexOf("TJ"u8) >= 0);
    }

    /// <summary>
    /// Saved in addition (7.5.6): what was changed or removed still lies before it. A file for the web has one more end mark
    /// from the beginning.
    /// </summary>
    private static bool HasEarlierState(ReadOnlySpan<byte> bytes)
    {
        var marks = 0;
        for (var at = 0; bytes[at..].IndexOf("%%EOF"u8) is var next and >= 0; at += next + 5) marks++;
        return marks > (bytes[..Math.Min(bytes.Length, 1024)].IndexOf("/Linearized"u8) >= 0 ? 2 : 1);
    }

    private static bool NamesAuthor(byte[] metadata)
    {
        var text = Encoding.UTF8.GetString(metadata);
        var start = text.IndexOf("<dc:creator>", StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf("</dc:creator>", start, StringComparison.Ordinal);
        return end > start && Words(text[start..end]).Trim().Length > 0;
    }

    private static string Words(string xml)
    {
        var words = new StringBuilder();
        var inTag = false;
        foreach (var c in xml)
        {
            if (c is '<' or '>') inTag = c == '<';
            else if (!inTag) words.Append(c);
        }
        return words.ToString();
    }
}
