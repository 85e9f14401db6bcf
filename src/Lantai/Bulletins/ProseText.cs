using System.Text.RegularExpressions;

namespace Lantai.Bulletins;

/// <summary>Text as written over several lines of a file.</summary>
internal static partial class ProseText
{
    /// <summary>
    /// Without the blanks that YAML puts for line ends: between Chinese characters there are none; two Latin words keep
    /// one.
    /// </summary>
    public static string Joined(string text) =>
        Blanks().Replace(text.Trim(), blank => IsLatin(text.Trim(), blank.Index - 1) && IsLatin(text.Trim(), blank.Index + blank.Length) ? " " : "");

    private static bool IsLatin(string text, int at) => text[at] is > ' ' and < '\u2010' and not '{' and not '}';

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
