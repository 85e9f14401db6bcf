using System.Buffers.Binary;

namespace Lantai.Patrol.Reading;

/// <summary>Fast hashes that are kept only within one run; equality that matters is checked on the bytes.</summary>
internal static class Hashes
{
    private const ulong K0 = 0x9E3779B97F4A7C15, K1 = 0xC2B2AE3D27D4EB4F;

    /// <summary>64 bits by multiplying and folding eight bytes at a time (after wyhash).</summary>
    public static ulong Long(ReadOnlySpan<byte> bytes)
    {
        var hash = K0 ^ (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), K1);
            bytes = bytes[8..];
        }
        var tail = 0UL;
        for (var i = 0; i < bytes.Length; i++) tail = tail << 8 | bytes[i];
        return Fold(Fold(hash ^ tail, K1), K0);
    }

    /// <summary>Never 0, which stands for none.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => (uint)Long(bytes) | 1;

    /// <summary>Of an element's name, in any case.</summary>
    public static uint OfName(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261u;
        foreach (var c in name) hash = (hash ^ (uint)(c | 0x20)) * 16777619;
        return hash;
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
