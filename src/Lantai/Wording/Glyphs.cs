namespace Lantai.Wording;

/// <summary>Kinds of characters and the sentence round a place; nothing here depends on a culture.</summary>
internal static class Glyphs
{
    private const string SentenceEnds = "。！？；\n";

    public static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or '〇';

    public static bool IsDigit(char c) => (uint)(c - '0') <= 9;

    public static bool IsWideDigit(char c) => (uint)(c - '０') <= 9;

    public static bool IsLetter(char c) => (uint)((c | 0x20) - 'a') < 26;

    public static bool HasWords(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (IsHan(c) || IsLetter(c)) return true;
        return false;
    }

    /// <summary>The character, or a line's end outside the text.</summary>
    public static char At(ReadOnlySpan<char> text, int index) => (uint)index < (uint)text.Length ? text[index] : '\n';

    public static bool EndsWithAny(ReadOnlySpan<char> text, IReadOnlyList<string> words)
    {
        foreach (var word in words)
            if (text.EndsWith(word, StringComparison.Ordinal)) return true;
        return false;
    }

    public static bool StartsWithAny(ReadOnlySpan<char> text, IReadOnlyList<string> words)
    {
        foreach (var word in words)
            if (text.StartsWith(word, StringComparison.Ordinal)) return true;
        return false;
    }

    public static bool ContainsAny(ReadOnlySpan<char> text, IReadOnlyList<string> words)
    {
        foreach (var word in words)
            if (text.Contains(word, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>The sentence in which the place lies, without the marks that end it.</summary>
    public static ReadOnlySpan<char> Sentence(ReadOnlySpan<char> text, int start, int length)
    {
        var from = text[..start].LastIndexOfAny(SentenceEnds) + 1;
        var to = text[(start + length)..].IndexOfAny(SentenceEnds);
        return to < 0 ? text[from..] : text[from..(start + length + to)];
    }

    /// <summary>At most <paramref name="reach"/> characters before the place, within its line.</summary>
    public static ReadOnlySpan<char> Before(ReadOnlySpan<char> text, int start, int reach)
    {
        var near = text[Math.Max(0, start - reach)..start];
        return near[(near.LastIndexOf('\n') + 1)..];
    }

    /// <summary>At most <paramref name="reach"/> characters from the place on, within its line.</summary>
    public static ReadOnlySpan<char> After(ReadOnlySpan<char> text, int end, int reach)
    {
        var near = text[end..Math.Min(text.Length, end + reach)];
        var line = near.IndexOf('\n');
        return line < 0 ? near : near[..line];
    }
}
