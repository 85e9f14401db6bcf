using System.Text;
using System.Text.RegularExpressions;

namespace Lantai.Files;

/// <summary>
/// Tries to get at what a redacted file must not hold, as a reader would who wants to: its text, names and dates, objects that no
/// page shows, states before, and what shines through a box.
/// </summary>
internal static partial class RedactionAttack
{
    /// <returns>What was got at, in words; none when the file holds.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(byte[] pdf, int pages, ILookup<int, PageBox> marks, CancellationToken stop = default)
    {
        using var content = new MemoryStream(pdf);
        List<string> found = [.. HiddenContent.Find(content, "遮盖后的文件.pdf"), .. Objects(pdf), .. Bytes(pdf)];
        using var file = DrawableFile.Of(pdf);
        if ((await Poppler.TextAsync(file.Path, stop)).AsSpan().Trim(" \f\r\n").Length > 0) found.Add("文字层");
        var drawn = 0;
        await foreach (var pixels in BurnIn.DrawAsync(file.Path, stop))
        {
            drawn++;
            if (marks[drawn].Any(box => !pixels.IsBlack(box))) found.Add($"第{drawn}页有没有盖住的内容");
        }
        if (drawn != pages) found.Add($"页数由{pages}变为{drawn}");
        return [.. found.Distinct()];
    }

    /// <summary>Every object is the catalog, the tree, a page, a line that paints one picture, or a picture; none has a key beside its own.</summary>
    private static IEnumerable<string> Objects(byte[] pdf)
    {
        var file = new PdfFile(pdf);
        foreach (var number in file.Numbers)
        {
            var reference = new PdfReference(number);
            if (file.Dictionary(reference) is not { } dictionary || !IsKnown(file, reference, dictionary)) yield return $"多出的对象（{number}）";
        }
    }

    private static bool IsKnown(PdfFile file, PdfReference reference, Dictionary<string, object?> dictionary) => dictionary.GetValueOrDefault("Type") switch
    {
        PdfName("Catalog") => Has(dictionary, "Type", "Pages"),
        PdfName("Pages") => Has(dictionary, "Type", "Count", "Kids"),
        PdfName("Page") => Has(dictionary, "Type", "Parent", "MediaBox", "Resources", "Contents"),
        PdfName("XObject") => dictionary.GetValueOrDefault("Subtype") is PdfName("Image")
            && Has(dictionary, "Type", "Subtype", "Width", "Height", "ColorSpace", "BitsPerComponent", "Filter", "Length"),
        null => Has(dictionary, "Length") && PaintsOnePicture().IsMatch(Encoding.Latin1.GetString(file.Stream(reference)).TrimEnd()),
        _ => false,
    };

    private static bool Has(Dictionary<string, object?> dictionary, params string[] keys) => dictionary.Keys.All(keys.Contains);

    /// <summary>One state, nothing behind its end, and nobody's name in the trailer.</summary>
    private static IEnumerable<string> Bytes(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        if (!text.EndsWith("%%EOF\n", StringComparison.Ordinal) || text.IndexOf("%%EOF", StringComparison.Ordinal) != text.Length - 6) yield return "改动以前的内容";
        var trailer = text[text.LastIndexOf("trailer", StringComparison.Ordinal)..];
        if (trailer.Contains("/Info", StringComparison.Ordinal) || trailer.Contains("/ID", StringComparison.Ordinal)) yield return "文件属性";
    }

    [GeneratedRegex(@"^q [0-9.]+ 0 0 [0-9.]+ 0 0 cm /Im Do Q$")]
    private static partial Regex PaintsOnePicture();
}
