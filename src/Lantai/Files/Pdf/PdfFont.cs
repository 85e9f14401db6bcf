using System.Text;

namespace Lantai.Files;

/// <summary>How a font's codes become characters: its ToUnicode map, or an encoding whose codes are characters already.</summary>
internal sealed class PdfFont
{
    private readonly Dictionary<int, string> map = [];
    private readonly Encoding? encoding;
    private readonly bool isWide;

    public PdfFont(PdfFile file, Dictionary<string, object?> font)
    {
        isWide = font.GetValueOrDefault("Subtype") is PdfName("Type0");
        if (font.TryGetValue("ToUnicode", out var toUnicode)) ReadMap(file.Stream(toUnicode));
        encoding = (file.Value(font.GetValueOrDefault("Encoding")) as PdfName?)?.Text switch
        {
            { } name when name.StartsWith("UniGB-", StringComparison.Ordinal) => Encoding.BigEndianUnicode,
            { } name when name.StartsWith("GB", StringComparison.Ordinal) => CodePagesEncodingProvider.Instance.GetEncoding("GB18030"),
            _ => isWide ? null : Encoding.Latin1,
        };
    }

    /// <summary>The text of a string shown in this font; "" where nothing says what its codes mean.</summary>
    public string Decode(byte[] codes)
    {
        if (map.Count == 0) return encoding?.GetString(codes) ?? "";
        var text = new StringBuilder();
        var width = isWide ? 2 : 1;
        for (var i = 0; i + width <= codes.Length; i += width)
        {
            var code = isWide ? codes[i] << 8 | codes[i + 1] : codes[i];
            if (map.TryGetValue(code, out var mapped)) text.Append(mapped);
            else if (!isWide) text.Append((char)code);
        }
        return text.ToString();
    }

    /// <summary>ISO 32000-1, 9.10.3: bfchar and bfrange of a ToUnicode map.</summary>
    private void ReadMap(byte[] cmap)
    {
        var lexer = new PdfLexer(cmap);
        var operands = new List<object?>();
        while (lexer.Next() is { } item)
        {
            if (item is not PdfWord(var word))
            {
                operands.Add(item);
                continue;
            }
            if (word == "endbfchar")
                for (var i = 0; i + 1 < operands.Count; i += 2) Add(Code(operands[i]), operands[i + 1], 0);
            if (word == "endbfrange")
                for (var i = 0; i + 2 < operands.Count; i += 3) AddRange(Code(operands[i]), Code(operands[i + 1]), operands[i + 2]);
            operands.Clear();
        }
    }

    private void AddRange(int from, int to, object? target)
    {
        for (var code = from; code <= to && code - from <= ushort.MaxValue; code++)
        {
            if (target is List<object?> list) Add(code, code - from < list.Count ? list[code - from] : null, 0);
            else Add(code, target, code - from);
        }
    }

    private void Add(int code, object? target, int offset)
    {
        if (code < 0 || target is not byte[] { Length: > 0 } utf16) return;
        var text = utf16.Length == 1 ? ((char)utf16[0]).ToString() : Encoding.BigEndianUnicode.GetString(utf16);
        map[code] = offset == 0 ? text : text[..^1] + (char)(text[^1] + offset);
    }

    private static int Code(object? bytes) => bytes is byte[] { Length: > 0 and <= 4 } code ? code.Aggregate(0, (all, b) => all << 8 | b) : -1;
}
