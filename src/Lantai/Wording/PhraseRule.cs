namespace Lantai.Wording;

/// <summary>A phrase that is wrong, and the surroundings in which it is not.</summary>
internal sealed record PhraseRule(WordingRule Rule, IReadOnlyList<string> Wrong)
{
    /// <summary>Only when one of these stands right before, or right after.</summary>
    public IReadOnlyList<string> OnlyAfter { get; init; } = [];

    public IReadOnlyList<string> OnlyBefore { get; init; } = [];

    /// <summary>Never when one of these stands right before, or right after.</summary>
    public IReadOnlyList<string> NotAfter { get; init; } = [];

    public IReadOnlyList<string> NotBefore { get; init; } = [];

    /// <summary>Only when the sentence has one of these, or has none of those.</summary>
    public IReadOnlyList<string> SentenceHas { get; init; } = [];

    public IReadOnlyList<string> SentenceLacks { get; init; } = [];

    /// <summary>Whether the phrase at that place, on a text of that day, is what the rule means.</summary>
    public bool Holds(ReadOnlySpan<char> text, int start, int length, DateOnly on)
    {
        if (!Rule.Basis.AppliesOn(on)) return false;
        var before = text[..start];
        var after = text[(start + length)..];
        if (OnlyAfter.Count > 0 && !Glyphs.EndsWithAny(before, OnlyAfter)) return false;
        if (OnlyBefore.Count > 0 && !Glyphs.StartsWithAny(after, OnlyBefore)) return false;
        if (Glyphs.EndsWithAny(before, NotAfter) || Glyphs.StartsWithAny(after, NotBefore)) return false;
        if (SentenceHas.Count == 0 && SentenceLacks.Count == 0) return true;
        var sentence = Glyphs.Sentence(text, start, length);
        return (SentenceHas.Count == 0 || Glyphs.ContainsAny(sentence, SentenceHas)) && !Glyphs.ContainsAny(sentence, SentenceLacks);
    }
}
