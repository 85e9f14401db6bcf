namespace Lantai.Files;

/// <summary>
/// Two copies of a PDF that are looked at beside it: one keeps of its text only what is painted (ISO 32000-1, 9.3.6), the other none.
/// Neither is handed out.
/// </summary>
internal sealed class PdfCopies
{
    /// <summary>9.3.6: the rendering mode of text that is neither filled nor stroked, as the words recognised in a scan.</summary>
    private const double Unpainted = 3;

    private readonly PdfFile file;
    private readonly Dictionary<int, byte[]> painted = [], bare = [];
    private bool isUnread;

    private PdfCopies(PdfFile file) => this.file = file;

    /// <returns>Null where the contents of a page or form cannot be read.</returns>
    public static (byte[] Painted, byte[] Bare)? Of(byte[] pdf)
    {
        var file = new PdfFile(pdf);
        if (file.IsEncrypted || file.Root is not { } root) return null;
        var copies = new PdfCopies(file);
        foreach (var page in file.Pages)
            copies.Take(file.Value(page.GetValueOrDefault("Contents")) is List<object?> parts ? parts : [page.GetValueOrDefault("Contents")]);
        foreach (var number in file.Numbers.Where(number => file.IsStream(number) && IsForm(file.Dictionary(new PdfReference(number))!)))
            copies.Take([new PdfReference(number)]);
        return copies.isUnread ? null : (CleanPdf.Write(file, root, copies.painted), CleanPdf.Write(file, root, copies.bare));
    }

    /// <summary>A form, or the tile of a pattern.</summary>
    private static bool IsForm(Dictionary<string, object?> dictionary) =>
        dictionary.GetValueOrDefault("Subtype") is PdfName("Form") || dictionary.GetValueOrDefault("PatternType") is 1d;

    /// <param name="parts">Contents that are read one after the other, as those of a page.</param>
    private void Take(IEnumerable<object?> parts)
    {
        var (mode, kept) = (0d, new Stack<double>());
        foreach (var part in parts.OfType<PdfReference>().Where(part => file.IsStream(part.Number) && !bare.ContainsKey(part.Number)))
        {
            var content = file.Stream(part);
            isUnread |= content.Length == 0 && file.Packed(part.Number).Length > 0;
            var shown = Shown(content, kept, ref mode);
            painted[part.Number] = Without(content, shown.Where(piece => piece.Mode == Unpainted));
            bare[part.Number] = Without(content, shown);
        }
    }

    /// <summary>The operators that show text (9.4.3), from their first operand to their end.</summary>
    private static List<(int From, int To, double Mode)> Shown(byte[] content, Stack<double> kept, ref double mode)
    {
        var (shown, operands, start) = (new List<(int, int, double)>(), new List<object?>(), 0);
        var lexer = new PdfLexer(content);
        while (lexer.Next() is { } item)
        {
            if (item is not PdfWord(var word))
            {
                operands.Add(item);
                continue;
            }
            switch (word)
            {
                case "q": kept.Push(mode); break;
                case "Q" when kept.Count > 0: mode = kept.Pop(); break;
                case "Tr" when operands is [.., double told]: mode = told; break;
                case "ID": lexer.At = EndOfPicture(content, lexer.At); break;
                case "Tj" or "TJ" or "'" or "\"": shown.Add((start, lexer.At, mode)); break;
            }
            operands.Clear();
            start = lexer.At;
        }
        return shown;
    }

    /// <summary>8.9.7: the bytes of a picture within the content end before an EI that stands by itself.</summary>
    private static int EndOfPicture(byte[] content, int at)
    {
        for (; at + 3 < content.Length; at++)
            if (content[at] <= ' ' && content[at + 1] == 'E' && content[at + 2] == 'I' && content[at + 3] <= ' '
                && content.AsSpan(at + 3, Math.Min(8, content.Length - at - 3)).IndexOfAnyExceptInRange((byte)'\t', (byte)'~') < 0) return at + 1;
        return content.Length;
    }

    /// <summary>Spaces stand where something was taken out; what moves to the next line before it shows (9.4.3) still moves.</summary>
    private static byte[] Without(byte[] content, IEnumerable<(int From, int To, double Mode)> pieces)
    {
        var left = content.ToArray();
        foreach (var (from, to, _) in pieces)
        {
            left.AsSpan(from, to - from).Fill((byte)' ');
            if (content[to - 1] is (byte)'\'' or (byte)'"' && to - from > 2) "T*"u8.CopyTo(left.AsSpan(to - 2));
        }
        return left;
    }
}
