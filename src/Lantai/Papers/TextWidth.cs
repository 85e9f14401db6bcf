namespace Lantai.Papers;

/// <summary>How wide a text is set in a Chinese face: a Chinese character is 1 em, a Latin letter or digit half of one.</summary>
internal static class TextWidth
{
    /// <summary>The width in ems of one line; a surrogate pair is one character.</summary>
    public static decimal Ems(ReadOnlySpan<char> text)
    {
        var halves = 0;
        foreach (var c in text)
            if (!char.IsLowSurrogate(c)) halves += IsWide(c) ? 2 : 1;
        return halves / 2m;
    }

    /// <summary>Chinese faces also set dashes, the ellipsis, curly quotes, figures in circles and these signs a full em wide.</summary>
    private static bool IsWide(char c) => c >= '\u2010' || c is '·' or '×' or '÷' or '±' or '°' or '§';
}
