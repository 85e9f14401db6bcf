using System.Buffers;
using System.Globalization;
using System.Text;

namespace Lantai.Files;

/// <summary>
/// Writes a PDF anew with its pages and what they show: notes, embedded files, scripts, names, hidden layers and the states
/// before stay behind. Streams are taken over packed as they are; only what is reached from the catalog is written.
/// </summary>
internal sealed class CleanPdf
{
    /// <summary>Keys that say who and with what, run something, or carry further files.</summary>
    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
        { "Metadata", "PieceInfo", "LastModified", "AA", "OpenAction", "JavaScript", "JS", "EmbeddedFiles", "AF", "Author", "Collection", "Perms", "Legal", "Threads", "XFA", "OC" };

    private readonly PdfFile file;
    private readonly IReadOnlyDictionary<int, byte[]> contents;
    private readonly HashSet<object> hiddenGroups;
    private readonly Dictionary<int, int> numbers = [];
    private readonly Queue<int> waiting = new();
    private readonly Dictionary<int, HashSet<string>> hiddenNames = [];
    private readonly ArrayBufferWriter<byte> output = new();

    private CleanPdf(PdfFile file, IReadOnlyDictionary<int, byte[]> contents)
    {
        (this.file, this.contents) = (file, contents);
        hiddenGroups = HiddenGroups();
        foreach (var number in file.Numbers) NoteHiddenNames(number);
    }

    /// <exception cref="RefusedException">It is encrypted, or has no catalog.</exception>
    public static byte[] Write(byte[] bytes, string name)
    {
        var file = new PdfFile(bytes);
        if (file.IsEncrypted) throw new RefusedException($"“{name}”设有密码或权限限制，不能自动清理；请用原软件去掉后再上传。");
        if (file.Root is not { } root || file.Dictionary(root) is null)
            throw new RefusedException($"“{name}”的结构不完整，不能自动清理；请用原软件另存一份再上传。");
        return Write(file, root, new Dictionary<int, byte[]>());
    }

    /// <summary>The file with other contents of some of its pages and forms.</summary>
    /// <param name="contents">Unfolded, by the number of the stream.</param>
    public static byte[] Write(PdfFile file, PdfReference root, IReadOnlyDictionary<int, byte[]> contents) => new CleanPdf(file, contents).Write(root);

    private byte[] Write(PdfReference root)
    {
        Raw("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        var first = Number(root.Number);
        var offsets = new List<long>();
        while (waiting.TryDequeue(out var number))
        {
            offsets.Add(output.WrittenCount);
            Raw($"{numbers[number]} 0 obj\n");
            WriteObject(number);
            Raw("\nendobj\n");
        }
        var table = output.WrittenCount;
        Raw($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) Raw($"{offset:D10} 00000 n \n");
        Raw($"trailer\n<</Size {offsets.Count + 1}/Root {first} 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return output.WrittenSpan.ToArray();
    }

    private int Number(int number)
    {
        if (numbers.TryGetValue(number, out var known)) return known;
        waiting.Enqueue(number);
        return numbers[number] = numbers.Count + 1;
    }

    private void WriteObject(int number)
    {
        var reference = new PdfReference(number);
        if (!file.IsStream(number))
        {
            WriteValue(file.Value(reference));
            return;
        }
        var dictionary = file.Dictionary(reference)!;
        if (IsHidden(dictionary.GetValueOrDefault("OC"))) WriteStream(Nothing, []);
        else if (contents.TryGetValue(number, out var other)) WriteStream(Unfolded(dictionary), other);
        else if (hiddenNames.TryGetValue(number, out var names) && file.Stream(reference) is { Length: > 0 } content)
            WriteStream(Unfolded(dictionary), PdfLayers.Without(content, names));
        else WriteStream(dictionary, file.Packed(number));
    }

    /// <summary>A form that paints nothing.</summary>
    private static Dictionary<string, object?> Nothing =>
        new() { ["Type"] = new PdfName("XObject"), ["Subtype"] = new PdfName("Form"), ["BBox"] = new List<object?> { 0d, 0d, 0d, 0d } };

    private static Dictionary<string, object?> Unfolded(Dictionary<string, object?> dictionary) =>
        dictionary.Where(pair => pair.Key is not ("Filter" or "DecodeParms")).ToDictionary(StringComparer.Ordinal);

    private void WriteStream(Dictionary<string, object?> dictionary, ReadOnlySpan<byte> content)
    {
        WriteValue(new Dictionary<string, object?>(dictionary, StringComparer.Ordinal) { ["Length"] = (double)content.Length });
        Raw("\nstream\n");
        output.Write(content);
        Raw("\nendstream");
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case PdfReference(var number): WriteReference(number); break;
            case PdfName(var name): Raw("/" + name); break;
            case PdfWord(var word): Raw(word); break;
            case double number: Raw(number.ToString("0.######", CultureInfo.InvariantCulture)); break;
            case byte[] text: Raw($"<{Convert.ToHexString(text)}>"); break;
            case List<object?> list: WriteList(list); break;
            case Dictionary<string, object?> dictionary: WriteDictionary(dictionary); break;
            default: Raw("null"); break;
        }
    }

    private void WriteReference(int number)
    {
        var target = file.Value(new PdfReference(number));
        if (target is null || IsLeftOut(target)) Raw("null");
        else Raw($"{Number(number)} 0 R");
    }

    private void WriteList(List<object?> list)
    {
        Raw("[");
        foreach (var item in list.Where(item => !IsLeftOut(file.Value(item))))
        {
            WriteValue(item);
            Raw(" ");
        }
        Raw("]");
    }

    private void WriteDictionary(Dictionary<string, object?> dictionary)
    {
        if (IsLeftOut(dictionary))
        {
            Raw("null");
            return;
        }
        Raw("<<");
        foreach (var (key, value) in dictionary.Where(pair => !Dropped.Contains(pair.Key)))
        {
            // What the state turns off is taken out of the pages.
            if (key == "BaseState" && file.Value(value) is PdfName("OFF")) continue;
            Raw($"/{key} ");
            if (key == "OFF" && file.Value(value) is List<object?>) Raw("[]");
            else WriteValue(value);
            Raw("\n");
        }
        Raw(">>");
    }

    /// <summary>Notes, embedded files, and actions other than going somewhere.</summary>
    private static bool IsLeftOut(object? value)
    {
        if (value is not Dictionary<string, object?> dictionary) return false;
        if (HiddenPdf.IsNote(dictionary) || HiddenPdf.IsHiddenField(dictionary) || dictionary.GetValueOrDefault("Type") is PdfName("EmbeddedFile" or "Metadata")) return true;
        if (dictionary.GetValueOrDefault("Type") is PdfName("Filespec") && dictionary.ContainsKey("EF")) return true;
        return dictionary.GetValueOrDefault("S") is PdfName("JavaScript" or "Launch" or "ImportData" or "SubmitForm" or "Rendition");
    }

    /// <summary>8.11.4.3: the groups that the default configuration turns off.</summary>
    private HashSet<object> HiddenGroups()
    {
        var properties = file.Root is { } root ? file.Dictionary(file.Dictionary(root)?.GetValueOrDefault("OCProperties")) : null;
        var usual = file.Dictionary(properties?.GetValueOrDefault("D"));
        var off = file.Value(usual?.GetValueOrDefault("OFF")) as List<object?> ?? [];
        if (usual is not null && file.Value(usual.GetValueOrDefault("BaseState")) is PdfName("OFF"))
            off = [.. (file.Value(properties!.GetValueOrDefault("OCGs")) as List<object?> ?? []).Except(file.Value(usual.GetValueOrDefault("ON")) as List<object?> ?? [])];
        return [.. off.OfType<object>()];
    }

    private bool IsHidden(object? group)
    {
        if (group is null || hiddenGroups.Count == 0) return false;
        if (hiddenGroups.Contains(group)) return true;
        if (file.Dictionary(group)?.GetValueOrDefault("OCGs") is not { } members) return false;
        return members is List<object?> list ? list.Count > 0 && list.All(member => member is not null && hiddenGroups.Contains(member)) : hiddenGroups.Contains(members);
    }

    /// <summary>Under which names the content of a page or form opens a hidden group.</summary>
    private void NoteHiddenNames(int number)
    {
        if (hiddenGroups.Count == 0 || file.Dictionary(new PdfReference(number)) is not { } dictionary) return;
        var named = file.Dictionary(file.Dictionary(file.Inherited(dictionary, "Resources"))?.GetValueOrDefault("Properties"));
        var names = (named ?? []).Where(pair => IsHidden(pair.Value)).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0) return;
        var contents = file.IsStream(number) ? [new PdfReference(number)] : file.Value(dictionary.GetValueOrDefault("Contents")) is List<object?> parts ? parts : [dictionary.GetValueOrDefault("Contents")];
        foreach (var part in contents.OfType<PdfReference>()) hiddenNames[part.Number] = names;
    }

    private void Raw(string text) => output.Write(Encoding.Latin1.GetBytes(text));
}

/// <summary>The marked content of a page (14.6) that belongs to hidden layers.</summary>
internal static class PdfLayers
{
    /// <summary>The content without what stands between BDC of one of the groups and its EMC.</summary>
    public static byte[] Without(byte[] content, HashSet<string> names)
    {
        using var kept = new MemoryStream();
        var lexer = new PdfLexer(content);
        var operands = new List<object?>();
        var (from, depth, hiddenAt) = (0, 0, 0);
        var start = 0;
        while (lexer.Next() is { } item)
        {
            if (item is not PdfWord(var word))
            {
                operands.Add(item);
                continue;
            }
            if (word is "BDC" or "BMC")
            {
                depth++;
                if (hiddenAt == 0 && operands is [PdfName("OC"), PdfName(var name)] && names.Contains(name))
                {
                    kept.Write(content.AsSpan(from, start - from));
                    hiddenAt = depth;
                }
            }
            if (word == "EMC" && depth-- == hiddenAt && hiddenAt > 0) (hiddenAt, from) = (0, lexer.At);
            operands.Clear();
            start = lexer.At;
        }
        if (hiddenAt == 0) kept.Write(content.AsSpan(from));
        return kept.ToArray();
    }
}
