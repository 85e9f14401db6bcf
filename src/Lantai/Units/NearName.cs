using Lantai.Packs;

namespace Lantai.Units;

/// <summary>Proposes the name that was probably meant. Names of offices are alike by nature, so only a close one is proposed.</summary>
internal static class NearName
{
    /// <summary>The nearest name: one within the other, or one character in five different; null when none is.</summary>
    public static string? Of(string name, IEnumerable<string> known) =>
        known.Where(candidate => IsNear(name, candidate)).MinBy(candidate => Spelling.Distance(name, candidate));

    private static bool IsNear(string name, string other)
    {
        var (shorter, longer) = name.Length < other.Length ? (name, other) : (other, name);
        if (shorter.Length >= 3 && longer.Contains(shorter, StringComparison.Ordinal)) return true;
        var allowed = Math.Max(1, longer.Length / 5);
        return longer.Length - shorter.Length <= allowed && Spelling.Distance(name, other) <= allowed;
    }
}
