using System.Text;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Crawl;

/// <summary>
/// Many byte strings, each kept once under a number from 0. A million addresses are a few large arrays here, where as
/// strings in a dictionary they would be millions of objects. Not safe for several threads.
/// </summary>
internal sealed class ByteTable
{
    private const int ChunkSize = 256 * 1024;

    private readonly List<byte[]> chunks = [];
    private readonly List<Entry> entries = [];
    private int[] slots = new int[1024];
    private int used = ChunkSize;

    private readonly record struct Entry(uint Hash, int Chunk, int Start, int Length);

    public int Count => entries.Count;

    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            var entry = entries[number];
            return chunks[entry.Chunk].AsSpan(entry.Start, entry.Length);
        }
    }

    public string Text(int number) => Encoding.UTF8.GetString(this[number]);

    /// <summary>The number of the bytes, new or known.</summary>
    public int Number(ReadOnlySpan<byte> bytes, out bool isNew)
    {
        var hash = (uint)Hashes.Long(bytes);
        var slot = Slot(hash);
        for (; slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            var number = slots[slot] - 1;
            if (entries[number].Hash != hash || !this[number].SequenceEqual(bytes)) continue;
            isNew = false;
            return number;
        }
        isNew = true;
        entries.Add(Keep(bytes, hash));
        slots[slot] = entries.Count;
        if (entries.Count * 2 > slots.Length) Grow();
        return entries.Count - 1;
    }

    public int Number(ReadOnlySpan<byte> bytes) => Number(bytes, out _);

    private Entry Keep(ReadOnlySpan<byte> bytes, uint hash)
    {
        if (used + bytes.Length > ChunkSize)
        {
            chunks.Add(new byte[Math.Max(ChunkSize, bytes.Length)]);
            used = 0;
        }
        bytes.CopyTo(chunks[^1].AsSpan(used));
        var entry = new Entry(hash, chunks.Count - 1, used, bytes.Length);
        used += bytes.Length;
        return entry;
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        for (var number = 0; number < entries.Count; number++)
        {
            var slot = Slot(entries[number].Hash);
            while (slots[slot] != 0) slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = number + 1;
        }
    }

    private int Slot(uint hash) => (int)(hash & (uint)(slots.Length - 1));
}
