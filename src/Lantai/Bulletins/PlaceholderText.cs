namespace Lantai.Bulletins;

/// <summary>A piece of a text with placeholders: words, or a placeholder such as <c>{{average:区直单位}}</c>.</summary>
/// <param name="Arguments">The parts after the name; null for words.</param>
internal readonly record struct TextPiece(string Text, string Name, IReadOnlyList<string>? Arguments)
{
    public static TextPiece Words(string text) => new(text, "", null);

    public bool IsPlaceholder => Arguments is not null;
}

/// <summary>Takes a text apart at its placeholders. There is no logic in the language: a name and its arguments.</summary>
internal static class PlaceholderText
{
    /// <param name="unclosed">Called with the rest of a text whose <c>{{</c> is never closed.</param>
    public static IEnumerable<TextPiece> Pieces(string text, Action<string> unclosed)
    {
        for (var from = 0; from < text.Length;)
        {
            var open = text.IndexOf("{{", from, StringComparison.Ordinal);
            if (open < 0) open = text.Length;
            if (open > from) yield return TextPiece.Words(text[from..open]);
            if (open == text.Length) yield break;
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                unclosed(text[open..]);
                yield break;
            }
            yield return Placeholder(text[open..(close + 2)]);
            from = close + 2;
        }
    }

    /// <summary>The full-width colon of a Chinese keyboard parts arguments too.</summary>
    private static TextPiece Placeholder(string text)
    {
        var parts = text[2..^2].Split(':', '：').Select(part => part.Trim()).ToList();
        return new TextPiece(text, parts[0], parts[1..]);
    }
}
