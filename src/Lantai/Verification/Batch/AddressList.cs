using Lantai.Papers;
using Lantai.Patrol.Addresses;

namespace Lantai.Verification;

/// <summary>A line of a list of addresses.</summary>
/// <param name="Number">From 1, blank lines and remarks counted.</param>
/// <param name="Address">Null when the words are none.</param>
internal sealed record ListedAddress(int Number, string Words, WebAddress? Address);

/// <summary>A text file of addresses, one a line; blank lines and those that begin with # say nothing.</summary>
internal static class AddressList
{
    /// <returns>Null when neither the first line nor half of all are addresses: then it is a paper itself.</returns>
    /// <exception cref="RefusedException">The file cannot be read.</exception>
    public static IReadOnlyList<ListedAddress>? In(string path)
    {
        if (!path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)) return null;
        using var reader = new StreamReader(InputFile.Open(path));
        return In(reader);
    }

    /// <inheritdoc cref="In(string)"/>
    public static IReadOnlyList<ListedAddress>? In(TextReader reader)
    {
        var (lines, number, good) = (new List<ListedAddress>(), 0, 0);
        while (reader.ReadLine() is { } line)
        {
            number++;
            var words = line.Trim();
            if (words.Length == 0 || words[0] == '#') continue;
            lines.Add(new ListedAddress(number, words, IsAddress(words) ? WebAddress.Parse(words)?.WithoutFragment() : null));
            if (lines[^1].Address is not null) good++;
        }
        return good > 0 && (lines[0].Address is not null || good * 2 >= lines.Count) ? lines : null;
    }

    private static bool IsAddress(string words) =>
        words.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || words.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
