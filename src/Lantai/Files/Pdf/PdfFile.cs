using System.IO.Compression;

namespace Lantai.Files;

/// <summary>
/// The objects of a PDF, found by looking for them: a damaged cross-reference table, which readers mend silently, does
/// not matter here. Bounded in objects and in unfolded bytes.
/// </summary>
internal sealed class PdfFile
{
    private const int MostObjects = 200_000;
    private const long MostUnfolded = 128L << 20;

    private readonly byte[] bytes;
    private readonly Dictionary<int, Known> objects = [];
    private long unfolded;

    public PdfFile(ReadOnlySpan<byte> file)
    {
        bytes = file.ToArray();
        Scan();
        foreach (var (number, known) in objects.OrderBy(pair => pair.Value.At).ToList())
            if (Type(known.Value) == "ObjStm") Unpack(number, known.At);
    }

    /// <summary>An object: its value, where its stream begins (-1 for none), and where in the file it was said last.</summary>
    private readonly record struct Known(object? Value, int StreamAt, int At);

    /// <summary>Its strings and streams are encrypted; nothing in it can be read.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>The catalog; null when the file names none.</summary>
    public PdfReference? Root { get; private set; }

    /// <summary>What each table of references says of the whole file.</summary>
    public List<Dictionary<string, object?>> Trailers { get; } = [];

    public IEnumerable<int> Numbers => objects.Keys.Order();

    public IEnumerable<Dictionary<string, object?>> Pages => Numbers
        .Select(number => objects[number].Value).OfType<Dictionary<string, object?>>().Where(dictionary => Type(dictionary) == "Page");

    /// <summary>The object itself where a reference stands for it.</summary>
    public object? Value(object? given)
    {
        for (var hops = 0; given is PdfReference(var number) && hops < 8; hops++)
            given = objects.GetValueOrDefault(number).Value;
        return given;
    }

    public Dictionary<string, object?>? Dictionary(object? given) => Value(given) as Dictionary<string, object?>;

    /// <summary>A key of a page's own or of the nodes above it (7.7.3.4).</summary>
    public object? Inherited(Dictionary<string, object?> node, string key)
    {
        for (var up = 0; up < 20; up++)
        {
            if (node.GetValueOrDefault(key) is { } value) return value;
            if (Dictionary(node.GetValueOrDefault("Parent")) is not { } parent) break;
            node = parent;
        }
        return null;
    }

    public bool IsStream(int number) => objects.TryGetValue(number, out var known) && known.StreamAt >= 0;

    /// <summary>The stream as it lies in the file, packed.</summary>
    public ReadOnlySpan<byte> Packed(int number)
    {
        if (!objects.TryGetValue(number, out var known) || known.StreamAt < 0) return [];
        var rest = bytes.AsSpan(known.StreamAt);
        if (LengthOf(known) is { } length && length <= rest.Length) return rest[..length];
        var end = rest.IndexOf("endstream"u8);
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>The unfolded bytes of the stream that the reference names; empty for none or a filter that is not known.</summary>
    public byte[] Stream(object? reference)
    {
        if (reference is not PdfReference(var number) || !IsStream(number)) return [];
        return Value(Dictionary(reference)!.GetValueOrDefault("Filter")) switch
        {
            null => Packed(number).ToArray(),
            PdfName("FlateDecode") or List<object?> { Count: 1 } and [PdfName("FlateDecode")] => Inflate(Packed(number).ToArray()),
            _ => [],
        };
    }

    private static string? Type(object? value) => value is Dictionary<string, object?> dictionary && dictionary.GetValueOrDefault("Type") is PdfName(var type) ? type : null;

    private int? LengthOf(Known known) => Value(((Dictionary<string, object?>)known.Value!).GetValueOrDefault("Length")) is double length and > 0 and <= int.MaxValue ? (int)length : null;

    private void Scan()
    {
        for (var at = 0; bytes.AsSpan(at).IndexOf(" obj"u8) is var next and >= 0 && objects.Count < MostObjects;)
        {
            var word = at + next;
            at = word + 4;
            if (NumberBefore(word) is not { } number) continue;
            var lexer = new PdfLexer(bytes, at);
            var value = lexer.Next();
            var after = lexer.At;
            var isStream = value is Dictionary<string, object?> && lexer.Next() is PdfWord("stream");
            var known = objects[number] = new Known(value, isStream ? StreamStart(lexer.At) : -1, word);
            at = isStream ? StreamEnd(known) : value is Dictionary<string, object?> ? after : at;
            if (Type(value) == "XRef") TakeRoot((Dictionary<string, object?>)value!);
        }
        for (var at = 0; bytes.AsSpan(at).IndexOf("trailer"u8) is var next and >= 0; at += next + 7)
            if (new PdfLexer(bytes, at + next + 7).Next() is Dictionary<string, object?> trailer) TakeRoot(trailer);
        IsEncrypted = bytes.AsSpan().IndexOf("/Encrypt"u8) >= 0;
    }

    private void TakeRoot(Dictionary<string, object?> trailer)
    {
        Trailers.Add(trailer);
        if (trailer.GetValueOrDefault("Root") is PdfReference root) Root = root;
    }

    /// <summary>Behind the stream where its length is right; else right at its start, and what it holds is looked through.</summary>
    private int StreamEnd(Known known)
    {
        if (((Dictionary<string, object?>)known.Value!).GetValueOrDefault("Length") is not double length || length < 0 || known.StreamAt + length + 20 > bytes.Length) return known.StreamAt;
        var end = known.StreamAt + (int)length;
        return bytes.AsSpan(end, 20).IndexOf("endstream"u8) is >= 0 and < 5 ? end : known.StreamAt;
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

    /// <summary>ISO 32000-1, 7.5.7: pairs of number and offset, then the objects. What was said later in the file holds.</summary>
    private void Unpack(int number, int place)
    {
        var content = Stream(new PdfReference(number));
        var dictionary = Dictionary(new PdfReference(number))!;
        if (dictionary.GetValueOrDefault("N") is not double count || dictionary.GetValueOrDefault("First") is not double first) return;
        var head = new PdfLexer(content);
        for (var i = 0; i < count && objects.Count < MostObjects; i++)
        {
            if (head.Next() is not double inner || head.Next() is not double offset || first + offset >= content.Length) return;
            if (objects.TryGetValue((int)inner, out var known) && known.At > place) continue;
            objects[(int)inner] = new Known(new PdfLexer(content, (int)(first + offset)).Next(), -1, place);
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
