using System.IO.Compression;

namespace Lantai.Patrol.Attachments;

/// <summary>
/// The objects of a PDF, found by looking for them: a damaged cross-reference table, which readers mend silently, does
/// not matter here. Bounded in objects and in unfolded bytes.
/// </summary>
internal sealed class PdfFile
{
    private const int MostObjects = 200_000;
    private const long MostUnfolded = 128L << 20;

    private readonly byte[] bytes;
    private readonly Dictionary<int, (Dictionary<string, object?> Dictionary, int StreamAt)> objects = [];
    private readonly Dictionary<int, object?> values = [];
    private long unfolded;

    public PdfFile(ReadOnlySpan<byte> file)
    {
        bytes = file.ToArray();
        Scan();
        foreach (var number in objects.Keys.ToList())
            if (objects[number].Dictionary.GetValueOrDefault("Type") is PdfName("ObjStm")) Unpack(number);
    }

    /// <summary>Its strings and streams are encrypted; nothing in it can be read.</summary>
    public bool IsEncrypted { get; private set; }

    public IEnumerable<Dictionary<string, object?>> Pages => objects.OrderBy(pair => pair.Key)
        .Select(pair => pair.Value.Dictionary).Where(dictionary => dictionary.GetValueOrDefault("Type") is PdfName("Page"));

    /// <summary>The object itself where a reference stands for it.</summary>
    public object? Value(object? given)
    {
        for (var hops = 0; given is PdfReference(var number) && hops < 8; hops++)
            given = objects.TryGetValue(number, out var known) ? known.Dictionary : values.GetValueOrDefault(number);
        return given;
    }

    public Dictionary<string, object?>? Dictionary(object? given) => Value(given) as Dictionary<string, object?>;

    /// <summary>The unfolded bytes of the stream that the reference names; empty for none or a filter that is not known.</summary>
    public byte[] Stream(object? reference)
    {
        if (reference is not PdfReference(var number) || !objects.TryGetValue(number, out var known) || known.StreamAt < 0) return [];
        var end = bytes.AsSpan(known.StreamAt).IndexOf("endstream"u8);
        var raw = bytes.AsSpan(known.StreamAt, end < 0 ? bytes.Length - known.StreamAt : end);
        if (Value(known.Dictionary.GetValueOrDefault("Length")) is double length && length > 0 && length <= bytes.Length - known.StreamAt) raw = bytes.AsSpan(known.StreamAt, (int)length);
        return Value(known.Dictionary.GetValueOrDefault("Filter")) switch
        {
            null => raw.ToArray(),
            PdfName("FlateDecode") or List<object?> { Count: 1 } and [PdfName("FlateDecode")] => Inflate(raw.ToArray()),
            _ => [],
        };
    }

    private void Scan()
    {
        for (var at = 0; bytes.AsSpan(at).IndexOf(" obj"u8) is var next and >= 0 && objects.Count < MostObjects;)
        {
            var word = at + next;
            at = word + 4;
            if (NumberBefore(word) is not { } number) continue;
            var lexer = new PdfLexer(bytes, at);
            var value = lexer.Next();
            if (value is not Dictionary<string, object?> dictionary)
            {
                values[number] = value;
                continue;
            }
            var after = lexer.At;
            var isStream = lexer.Next() is PdfWord("stream");
            objects[number] = (dictionary, isStream ? StreamStart(lexer.At) : -1);
            at = isStream ? lexer.At : after;
        }
        IsEncrypted = bytes.AsSpan().IndexOf("/Encrypt"u8) >= 0;
    }

    /// <summary>The object number of "12 0 obj", seen from before its last word.</summary>
    private int? NumberBefore(int end)
    {
        var at = end;
        while (at > 0 && char.IsAsciiDigit((char)bytes[at - 1])) at--;
        if (at == end || at == 0 || bytes[at - 1] != ' ') return null;
        var stop = at - 1;
        var start = stop;
        while (start > 0 && char.IsAsciiDigit((char)bytes[start - 1])) start--;
        return int.TryParse(bytes.AsSpan(start, stop - start), out var number) ? number : null;
    }

    private int StreamStart(int at)
    {
        if (at < bytes.Length && bytes[at] == '\r') at++;
        return at < bytes.Length && bytes[at] == '\n' ? at + 1 : at;
    }

    /// <summary>ISO 32000-1, 7.5.7: pairs of number and offset, then the objects.</summary>
    private void Unpack(int number)
    {
        var content = Stream(new PdfReference(number));
        if (objects[number].Dictionary.GetValueOrDefault("N") is not double count || objects[number].Dictionary.GetValueOrDefault("First") is not double first) return;
        var head = new PdfLexer(content);
        for (var i = 0; i < count && objects.Count < MostObjects; i++)
        {
            if (head.Next() is not double inner || head.Next() is not double offset || first + offset >= content.Length) return;
            var value = new PdfLexer(content, (int)(first + offset)).Next();
            if (value is Dictionary<string, object?> dictionary) objects.TryAdd((int)inner, (dictionary, -1));
            else values.TryAdd((int)inner, value);
        }
    }

    private byte[] Inflate(byte[] packed)
    {
        using var output = new MemoryStream();
        try
        {
            using var inflater = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            var block = new byte[32 * 1024];
            for (int read; (read = inflater.Read(block)) > 0 && (unfolded += read) <= MostUnfolded;) output.Write(block, 0, read);
        }
        catch (InvalidDataException)
        {
            // A stream that is cut off gives what it has.
        }
        return output.ToArray();
    }
}
