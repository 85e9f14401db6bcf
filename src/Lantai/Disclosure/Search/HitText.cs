namespace Lantai.Disclosure;

/// <summary>A piece of a text; the searched words in it are marked.</summary>
public sealed record HitPiece(string Text, bool IsHit);

/// <summary>Cuts out of a text what a reader needs to see whether it is what he looks for.</summary>
public static class HitText
{
    private const int Before = 20;

    /// <summary>The whole text in pieces, the searched words marked.</summary>
    public static IReadOnlyList<HitPiece> Mark(string text, IReadOnlyList<string> words)
    {
        var folded = Bigrams.Fold(text);
        var pieces = new List<HitPiece>();
        var at = 0;
        while (at < text.Length)
        {
            var next = words.Select(word => (At: folded.IndexOf(word, at, StringComparison.Ordinal), word.Length)).Where(found => found.At >= 0)
                .OrderBy(found => found.At).ThenByDescending(found => found.Length).FirstOrDefault((At: -1, Length: 0));
            if (next.At < 0) break;
            if (next.At > at) pieces.Add(new HitPiece(text[at..next.At], false));
            pieces.Add(new HitPiece(text.Substring(next.At, next.Length), true));
            at = next.At + next.Length;
        }
        if (at < text.Length) pieces.Add(new HitPiece(text[at..], false));
        return pieces;
    }

    /// <summary>Some characters around the first hit, marked.</summary>
    public static IReadOnlyList<HitPiece> Snippet(string text, IReadOnlyList<string> words, int length = 120)
    {
        var plain = text.Replace('\n', ' ');
        var folded = Bigrams.Fold(plain);
        var first = words.Select(word => folded.IndexOf(word, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(0).Min();
        var start = Math.Max(0, first - Before);
        var cut = plain.Substring(start, Math.Min(length, plain.Length - start));
        return Mark((start > 0 ? "…" : "") + cut + (start + length < plain.Length ? "…" : ""), words);
    }
}
