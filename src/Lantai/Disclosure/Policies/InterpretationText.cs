namespace Lantai.Disclosure;

/// <summary>Whether an interpretation explains its document or only repeats it, and what it tells.</summary>
public static class InterpretationText
{
    /// <summary>Shorter runs in common are ordinary phrases.</summary>
    private const int Run = 13;

    /// <summary>How many percent of the interpretation stand in the document word for word, in runs of 13 characters and more.</summary>
    public static int Overlap(string interpretation, string document)
    {
        var (told, text) = (Plain(interpretation), Plain(document));
        if (told.Length < Run || text.Length < Run) return 0;
        var runs = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i + Run <= text.Length; i++) runs.Add(text.Substring(i, Run));
        var (covered, until) = (0, 0);
        for (var i = 0; i + Run <= told.Length; i++)
        {
            if (!runs.Contains(told.Substring(i, Run))) continue;
            covered += i + Run - Math.Max(i, until);
            until = i + Run;
        }
        return covered * 100 / told.Length;
    }

    /// <summary>Which of the elements the text tells.</summary>
    public static IReadOnlyList<(InterpretationElement Element, bool IsThere)> Elements(string interpretation, IReadOnlyList<InterpretationElement> elements) =>
        [.. elements.Select(element => (element, element.Words.Any(word => interpretation.Contains(word, StringComparison.Ordinal))))];

    /// <summary>Punctuation and blanks are set anew when a text is copied.</summary>
    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
