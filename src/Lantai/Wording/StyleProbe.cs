namespace Lantai.Wording;

/// <summary>Where a probe is called: at one of its phrases, at a half-width mark after Han, at digits, at a book mark.</summary>
internal enum Trigger { Phrase, HalfWidthMark, Digits, WideDigits, BookMark }

/// <summary>What a probe objects to.</summary>
internal readonly record struct Mark(int Start, int End, string? Right = null);

/// <summary>Looks at the trigger that stands at [start, end) and answers with the words it objects to, or null.</summary>
internal delegate Mark? Look(ReadOnlySpan<char> text, int start, int end);

/// <summary>
/// A rule that no list of phrases can hold. Its row in packs/wording/style.csv says how grave it is and on what it
/// rests; without a row it is off.
/// </summary>
internal sealed record StyleProbe(string Id, Trigger Trigger, Look Look)
{
    /// <summary>For <see cref="Trigger.Phrase"/>.</summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>For <see cref="Trigger.Digits"/>: how many digits at least, and which characters may stand before and after; null for any.</summary>
    public int Least { get; init; } = 1;

    public string? Lead { get; init; }

    public string? Follow { get; init; }

    public static StyleProbe At(string id, Look look, params string[] phrases) => new(id, Trigger.Phrase, look) { Phrases = phrases };

    public static IReadOnlyList<StyleProbe> All { get; } =
    [
        .. PunctuationProbes.All,
        .. NumberProbes.All,
        .. DateProbes.All,
        .. CitationProbes.All,
        .. ResidueProbes.All,
        .. PrivacyProbes.All,
    ];
}
