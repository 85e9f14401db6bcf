namespace Lantai.Papers;

/// <summary>Tab names as Excel takes them: at most 31 characters, none of []:*?/\, no apostrophe at an end, each once.</summary>
internal static class SheetTab
{
    private const int Longest = 31;

    public static IReadOnlyList<string> Names(IReadOnlyList<string> wanted)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. wanted.Select(name => Free(Allowed(name), taken))];
    }

    private static string Allowed(string name)
    {
        var legal = string.Concat(name.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || char.IsControl(c) ? ' ' : c));
        legal = Cut(legal.Trim().Trim('\''), Longest).Trim();
        return legal.Length == 0 ? "表" : legal;
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var i = 2; !taken.Add(free); i++) free = Cut(name, Longest - $"({i})".Length) + $"({i})";
        return free;
    }

    /// <summary>Never through the middle of a surrogate pair.</summary>
    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        return char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }
}
