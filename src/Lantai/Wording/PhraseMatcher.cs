using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lantai.Wording;

/// <summary>A phrase of a <see cref="PhraseMatcher"/> that stands in the text.</summary>
/// <param name="Phrase">Its index in the matcher's list.</param>
/// <param name="Start">Where it begins, in characters.</param>
internal readonly record struct PhraseHit(int Phrase, int Start);

/// <summary>
/// Finds every occurrence of thousands of phrases in one pass. A bitmap of the phrases' first two characters turns
/// away nearly all positions at about a nanosecond each; a <see cref="DoubleArray"/> decides about the rest.
/// </summary>
internal sealed class PhraseMatcher
{
    /// <summary>2^19 bits are 64 KB, which stays in the second-level cache beside the text.</summary>
    private const int FilterBits = 19;
    private const int Spread = 0x9E5;

    private readonly ulong[] filter = new ulong[1 << (FilterBits - 6)];
    private readonly DoubleArray states;

    /// <param name="phrases">Distinct, each of at least two characters.</param>
    public PhraseMatcher(IReadOnlyList<string> phrases)
    {
        Phrases = phrases;
        states = new DoubleArray(phrases);
        foreach (var phrase in phrases)
        {
            if (phrase.Length < 2) throw new ArgumentException("A phrase has at least two characters.", nameof(phrases));
            var pair = Pair(phrase[0], phrase[1]);
            filter[pair >> 6] |= 1UL << (int)(pair & 63);
        }
    }

    public IReadOnlyList<string> Phrases { get; }

    /// <summary>Adds every occurrence, overlapping ones too, in the order of their starts, the shorter first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(ReadOnlySpan<char> text, List<PhraseHit> hits)
    {
        if (text.Length < 2) return;
        ref var first = ref MemoryMarshal.GetReference(text);
        ref var bits = ref MemoryMarshal.GetArrayDataReference(filter);
        var last = text.Length - 1;
        var at = 0;
        for (; at + 4 <= last; at += 4)
        {
            ref var here = ref Unsafe.Add(ref first, at);
            uint a = here, b = Unsafe.Add(ref here, 1), c = Unsafe.Add(ref here, 2), d = Unsafe.Add(ref here, 3), e = Unsafe.Add(ref here, 4);
            var hit = Bit(ref bits, a, b) | Bit(ref bits, b, c) << 1 | Bit(ref bits, c, d) << 2 | Bit(ref bits, d, e) << 3;
            if (hit == 0) continue;
            for (var i = 0; i < 4; i++)
                if ((hit >> i & 1) != 0) states.Walk(text, at + i, hits);
        }
        for (; at < last; at++)
            if (Bit(ref bits, text[at], text[at + 1]) != 0) states.Walk(text, at, hits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bit(ref ulong bits, uint first, uint second)
    {
        var pair = Pair(first, second);
        return (uint)(Unsafe.Add(ref bits, pair >> 6) >> (int)(pair & 63)) & 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Pair(uint first, uint second) => (first * Spread + second) & ((1 << FilterBits) - 1);
}
