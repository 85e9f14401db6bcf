using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Lantai.Wording;

namespace Lantai.Patrol.Reading;

/// <summary>
/// The page's visible characters: white space collapsed as a browser does, runs joined across inline tags, a line
/// feed at every edge of a block. It remembers from which byte each run came.
/// </summary>
internal sealed class PageText
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(" \t\n\r\f&"u8);

    private readonly List<(int Char, int Byte)> runs = [];
    private char[] chars = new char[16 * 1024];
    private (int Char, int Byte) asked = (-1, 0);
    private bool space, lineBreak;

    public int Length { get; private set; }

    /// <summary>Where the block being read began.</summary>
    public int BlockStart { get; private set; }

    public ReadOnlySpan<char> Chars => chars.AsSpan(0, Length);

    public void Clear()
    {
        runs.Clear();
        asked = (-1, 0);
        (Length, BlockStart, space, lineBreak) = (0, 0, false, false);
    }

    /// <summary>Ends the block; answers its range, empty when nothing stood in it.</summary>
    public (int Start, int End) Cut()
    {
        (space, lineBreak) = (false, false);
        var block = (BlockStart, Length);
        if (Length == BlockStart) return block;
        Room(1);
        chars[Length++] = '\n';
        BlockStart = Length;
        return block;
    }

    /// <param name="source">UTF-8 of the page, entities in it.</param>
    /// <param name="at">The place of its first byte in the page.</param>
    public void Add(ReadOnlySpan<byte> source, int at)
    {
        var done = 0;
        while (done < source.Length)
        {
            var next = source[done..].IndexOfAny(Special);
            var end = next < 0 ? source.Length : done + next;
            if (end > done) AddPlain(source[done..end], at + done);
            if (end == source.Length) return;
            done = source[end] == '&' ? end + AddEntity(source[end..], at + end) : end + SkipSpace(source[end..]);
        }
    }

    /// <summary>The byte of the page at which a character stands.</summary>
    public int ByteOf(int character)
    {
        var index = runs.BinarySearch((character, int.MaxValue));
        if (runs.Count == 0) return 0;
        var run = runs[Math.Max(0, index < 0 ? ~index - 1 : index)];
        // Asked in the order of the page, a run of a million characters is counted once.
        var from = asked.Char >= run.Char && asked.Char <= character ? asked : run;
        asked = (Math.Max(from.Char, character), from.Byte + Encoding.UTF8.GetByteCount(chars.AsSpan(from.Char, Math.Max(0, character - from.Char))));
        return asked.Byte;
    }

    /// <summary>Whether what begins at this byte of the page is text.</summary>
    public bool Holds(int at)
    {
        var (low, high) = (0, runs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (runs[middle].Byte <= at) low = middle + 1;
            else high = middle;
        }
        if (low == 0) return false;
        var (first, start) = runs[low - 1];
        var end = low < runs.Count ? runs[low].Char : Length;
        return at < start + Encoding.UTF8.GetByteCount(chars.AsSpan(first, end - first));
    }

    private int SkipSpace(ReadOnlySpan<byte> source)
    {
        var at = 0;
        for (; at < source.Length && source[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f'; at++)
            lineBreak |= source[at] == '\n';
        space = true;
        return at;
    }

    private void AddPlain(ReadOnlySpan<byte> source, int at)
    {
        Room(source.Length + 1);
        if (space)
        {
            Rune.DecodeFromUtf8(source, out var first, out _);
            FlushSpace(first.IsBmp ? (char)first.Value : '\0');
        }
        Utf8.ToUtf16(source, chars.AsSpan(Length), out _, out var written);
        chars.AsSpan(Length, written).Replace('\0', '\uFFFD'); // HTML 13.2.5.1; and no database keeps it.
        runs.Add((Length, at));
        Length += written;
    }

    private int AddEntity(ReadOnlySpan<byte> source, int at)
    {
        Span<char> decoded = stackalloc char[2];
        var (used, count) = Entities.Decode(source, false, decoded);
        if (used == 0)
        {
            AddPlain(source[..1], at);
            return 1;
        }
        if (count == 1 && decoded[0] is ' ' or '\t' or '\n' or '\r' or '\f')
        {
            SkipSpace([(byte)decoded[0]]);
            return used;
        }
        FlushSpace(decoded[0]);
        Room(2);
        runs.Add((Length, at));
        for (var i = 0; i < count; i++) chars[Length++] = decoded[i];
        return used;
    }

    /// <summary>A line's end between two Han characters is the typist's, not the reader's (CSS Text 3, 4.1.1).</summary>
    private void FlushSpace(char next)
    {
        var joins = lineBreak && Length > 0 && Glyphs.IsHan(chars[Length - 1]) && Glyphs.IsHan(next);
        if (space && Length > BlockStart && !joins)
        {
            Room(1);
            chars[Length++] = ' ';
        }
        (space, lineBreak) = (false, false);
    }

    private void Room(int more)
    {
        if (Length + more > chars.Length) Array.Resize(ref chars, Math.Max(chars.Length * 2, Length + more));
    }
}
