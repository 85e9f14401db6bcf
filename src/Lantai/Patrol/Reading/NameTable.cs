using System.Buffers.Binary;

namespace Lantai.Patrol.Reading;

/// <summary>Names of elements or attributes, looked up as they stand in the page, in any case, without making strings.</summary>
internal sealed class NameTable<T> where T : struct
{
    private const int Slots = 512;
    private const ulong Fold = 0x2020202020202020;

    private readonly (ulong Key, byte[] Name, T Value)[] slots = new (ulong, byte[], T)[Slots];

    public NameTable(IEnumerable<(string Name, T Value)> names)
    {
        foreach (var (name, value) in names)
        {
            var bytes = System.Text.Encoding.ASCII.GetBytes(name);
            var key = Key(bytes);
            var slot = Slot(key);
            while (slots[slot].Name is not null) slot = (slot + 1) & (Slots - 1);
            slots[slot] = (key, bytes, value);
        }
    }

    /// <summary>The value of the name; the default of <typeparamref name="T"/> for a name that nobody asked about.</summary>
    public T Find(ReadOnlySpan<byte> name)
    {
        var key = Key(name);
        for (var slot = Slot(key); slots[slot].Name is { } known; slot = (slot + 1) & (Slots - 1))
            if (slots[slot].Key == key && (name.Length <= 8 || IsSame(name, known))) return slots[slot].Value;
        return default;
    }

    private static bool IsSame(ReadOnlySpan<byte> name, byte[] known)
    {
        if (name.Length != known.Length) return false;
        for (var i = 0; i < name.Length; i++)
            if ((name[i] | 0x20) != (known[i] | 0x20)) return false;
        return true;
    }

    /// <summary>Up to eight bytes are the key themselves; of longer names it is a hash of both ends.</summary>
    private static ulong Key(ReadOnlySpan<byte> name)
    {
        if (name.Length >= 8)
        {
            var first = BinaryPrimitives.ReadUInt64LittleEndian(name) | Fold;
            return name.Length == 8 ? first : (first ^ (BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]) | Fold) * 0x9E3779B97F4A7C15) + (ulong)name.Length;
        }
        var key = 0UL;
        for (var i = 0; i < name.Length; i++) key = key << 8 | (uint)(name[i] | 0x20);
        return key;
    }

    private static int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> 55);
}
