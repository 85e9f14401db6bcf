using System.Globalization;
using System.Text;

namespace Lantai.Files;

/// <summary>A reference to an object: 5 0 R.</summary>
internal readonly record struct PdfReference(int Number);

/// <summary>A name without its slash.</summary>
internal readonly record struct PdfName(string Text);

/// <summary>An operator of a content stream, or a word such as obj and stream.</summary>
internal readonly record struct PdfWord(string Text);

/// <summary>
/// Reads the objects of a PDF (ISO 32000-1, 7.2 and 7.3): null, bool, double, byte[] for strings, <see cref="PdfName"/>,
/// <see cref="PdfReference"/>, lists and dictionaries. What is broken ends as <see langword="null"/>, never as an exception.
/// </summary>
internal ref struct PdfLexer(ReadOnlySpan<byte> bytes, int at = 0)
{
    private const int Deepest = 40;

    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int At { get; set; } = at;

    public readonly bool IsAtEnd => At >= bytes.Length;

    /// <summary>The next object or word; null at the end.</summary>
    public object? Next(int depth = 0)
    {
        SkipSpace();
        if (IsAtEnd || depth > Deepest) return null;
        var c = bytes[At];
        switch (c)
        {
            case (byte)'/': return Name();
            case (byte)'(': return LiteralString();
            case (byte)'[': return List(depth);
            case (byte)'<' when Peek(1) == '<': return Dictionary(depth);
            case (byte)'<': return HexString();
            case (byte)'>' when Peek(1) == '>':
                At += 2;
                return new PdfWord(">>");
            case (byte)']' or (byte)'{' or (byte)'}' or (byte)')' or (byte)'>':
                At++;
                return new PdfWord(((char)c).ToString());
        }
        return IsNumberStart(c) ? NumberOrReference() : Word();
    }

    private object NumberOrReference()
    {
        var number = Number();
        if (number < 0 || number != Math.Floor(number)) return number;
        var before = At;
        SkipSpace();
        if (!IsAtEnd && char.IsAsciiDigit((char)bytes[At]))
        {
            Number();
            SkipSpace();
            if (Peek(0) == 'R' && !IsRegular(Peek(1)))
            {
                At++;
                return new PdfReference((int)Math.Min(number, int.MaxValue));
            }
        }
        At = before;
        return number;
    }

    private double Number()
    {
        var start = At;
        while (!IsAtEnd && IsNumberStart(bytes[At])) At++;
        return double.TryParse(Encoding.ASCII.GetString(bytes[start..At]), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }

    private PdfWord Word()
    {
        var start = At;
        while (!IsAtEnd && IsRegular(bytes[At])) At++;
        if (At == start) At++;
        return new PdfWord(Encoding.ASCII.GetString(bytes[start..At]));
    }

    private PdfName Name()
    {
        var start = ++At;
        while (!IsAtEnd && IsRegular(bytes[At])) At++;
        return new PdfName(Encoding.Latin1.GetString(bytes[start..At]));
    }

    private List<object?> List(int depth)
    {
        At++;
        var list = new List<object?>();
        while (Next(depth + 1) is { } item && item is not PdfWord("]")) list.Add(item);
        return list;
    }

    private Dictionary<string, object?> Dictionary(int depth)
    {
        At += 2;
        var dictionary = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (Next(depth + 1) is PdfName key)
        {
            var value = Next(depth + 1);
            if (value is PdfWord(">>")) return dictionary;
            dictionary[key.Text] = value;
        }
        return dictionary;
    }

    private byte[] HexString()
    {
        At++;
        var digits = new List<int>();
        for (; !IsAtEnd && bytes[At] != '>'; At++)
            if (char.IsAsciiHexDigit((char)bytes[At])) digits.Add(HexValue(bytes[At]));
        At++;
        if (digits.Count % 2 == 1) digits.Add(0);
        return [.. Enumerable.Range(0, digits.Count / 2).Select(i => (byte)(digits[2 * i] << 4 | digits[2 * i + 1]))];
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private byte[] LiteralString()
    {
        var value = new List<byte>();
        var open = 1;
        for (At++; !IsAtEnd; At++)
        {
            var c = bytes[At];
            if (c == '\\')
            {
                Escape(value);
                continue;
            }
            if (c == '(') open++;
            if (c == ')' && --open == 0) break;
            value.Add(c);
        }
        At++;
        return [.. value];
    }

    private void Escape(List<byte> value)
    {
        var c = Peek(1);
        At++;
        if (c is >= (byte)'0' and <= (byte)'7')
        {
            var code = 0;
            for (var i = 0; i < 3 && Peek(0) is >= (byte)'0' and <= (byte)'7'; i++, At++) code = code * 8 + bytes[At] - '0';
            At--;
            value.Add((byte)code);
            return;
        }
        if (c == '\r' && Peek(1) == '\n') At++;
        if (c is (byte)'\r' or (byte)'\n') return;
        value.Add(c switch { (byte)'n' => (byte)'\n', (byte)'r' => (byte)'\r', (byte)'t' => (byte)'\t', (byte)'b' => (byte)'\b', (byte)'f' => (byte)'\f', _ => c });
    }

    private void SkipSpace()
    {
        while (!IsAtEnd)
        {
            if (bytes[At] == '%')
                while (!IsAtEnd && bytes[At] is not ((byte)'\r' or (byte)'\n')) At++;
            else if (IsSpace(bytes[At])) At++;
            else return;
        }
    }

    private readonly byte Peek(int ahead) => At + ahead < bytes.Length ? bytes[At + ahead] : (byte)0;

    private static bool IsSpace(byte c) => c is 0 or 9 or 10 or 12 or 13 or 32;

    private static bool IsRegular(byte c) => !IsSpace(c) && c is not ((byte)'/' or (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'%');

    private static bool IsNumberStart(byte c) => char.IsAsciiDigit((char)c) || c is (byte)'+' or (byte)'-' or (byte)'.';
}
