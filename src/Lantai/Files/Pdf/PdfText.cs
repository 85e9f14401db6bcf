using System.Text;

namespace Lantai.Files;

/// <summary>The text layer of a PDF, in the order in which it is painted: enough to find a number in it, not to set it again.</summary>
internal static class PdfText
{
    private const int MostPages = 2_000;
    private const int DeepestForm = 4;

    /// <summary>A gap of this many thousandths of an em between two strings is a space.</summary>
    private const double WordGap = -250;

    public static string Read(ReadOnlySpan<byte> bytes)
    {
        var file = new PdfFile(bytes);
        if (file.IsEncrypted) return "";
        var text = new StringBuilder();
        var fonts = new Dictionary<object, PdfFont>();
        foreach (var page in file.Pages.Take(MostPages))
        {
            var contents = file.Value(page.GetValueOrDefault("Contents")) is List<object?> parts ? parts : [page.GetValueOrDefault("Contents")];
            var painted = contents.SelectMany(part => file.Stream(part).Append((byte)'\n')).ToArray();
            Paint(file, painted, file.Dictionary(file.Inherited(page, "Resources")) ?? [], fonts, text, 0);
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>No page can be read of it, though it is not encrypted.</summary>
    public static bool HasNoPage(ReadOnlySpan<byte> bytes)
    {
        var file = new PdfFile(bytes);
        return !file.IsEncrypted && !file.Pages.Any();
    }

    private static void Paint(PdfFile file, byte[] content, Dictionary<string, object?> resources, Dictionary<object, PdfFont> fonts, StringBuilder text, int depth)
    {
        var lexer = new PdfLexer(content);
        var operands = new List<object?>();
        PdfFont? font = null;
        while (lexer.Next() is { } item)
        {
            if (item is not PdfWord(var word))
            {
                operands.Add(item);
                continue;
            }
            if (word == "Tf" && operands is [PdfName name, ..]) font = Font(file, resources, name.Text, fonts);
            else if (word == "Do" && operands is [PdfName form] && depth < DeepestForm) PaintForm(file, resources, form.Text, fonts, text, depth);
            else Show(word, operands, font, text);
            operands.Clear();
        }
    }

    private static void Show(string word, List<object?> operands, PdfFont? font, StringBuilder text)
    {
        switch (word)
        {
            case "Tj" when operands is [byte[] shown]:
                text.Append(font?.Decode(shown));
                break;
            case "'" or "\"" when operands is [.., byte[] shown]:
                text.Append('\n').Append(font?.Decode(shown));
                break;
            case "TJ" when operands is [List<object?> pieces]:
                foreach (var piece in pieces)
                {
                    if (piece is byte[] shown) text.Append(font?.Decode(shown));
                    else if (piece is < WordGap) text.Append(' ');
                }
                break;
            case "Td" or "TD" when operands is [double, double down] && down != 0:
            case "T*" or "ET" or "Tm":
                if (text.Length > 0 && text[^1] != '\n') text.Append('\n');
                break;
        }
    }

    private static void PaintForm(PdfFile file, Dictionary<string, object?> resources, string name, Dictionary<object, PdfFont> fonts, StringBuilder text, int depth)
    {
        if (file.Dictionary(resources.GetValueOrDefault("XObject"))?.GetValueOrDefault(name) is not { } reference) return;
        if (file.Dictionary(reference) is not { } form || form.GetValueOrDefault("Subtype") is not PdfName("Form")) return;
        Paint(file, file.Stream(reference), file.Dictionary(form.GetValueOrDefault("Resources")) ?? resources, fonts, text, depth + 1);
    }

    private static PdfFont? Font(PdfFile file, Dictionary<string, object?> resources, string name, Dictionary<object, PdfFont> fonts)
    {
        if (file.Dictionary(resources.GetValueOrDefault("Font"))?.GetValueOrDefault(name) is not { } given || file.Dictionary(given) is not { } font) return null;
        if (!fonts.TryGetValue(font, out var known)) fonts[font] = known = new PdfFont(file, font);
        return known;
    }
}
