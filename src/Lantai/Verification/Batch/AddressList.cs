using Lantai.Papers;
using Lantai.Patrol.Addresses;

namespace Lantai.Verification;

/// <summary>A text file of addresses, one a line; blank lines and those that begin with # say nothing.</summary>
internal static class AddressList
{
    /// <returns>Null when the file's first words are no address: then it is a paper itself.</returns>
    /// <exception cref="RefusedException">The file cannot be read, or a line is no address.</exception>
    public static IReadOnlyList<WebAddress>? In(string path)
    {
        if (!path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)) return null;
        using var reader = new StreamReader(InputFile.Open(path));
        return In(reader, path);
    }

    /// <param name="place">What a sentence names: the file or the field.</param>
    /// <inheritdoc cref="In(string)"/>
    public static IReadOnlyList<WebAddress>? In(TextReader reader, string place)
    {
        var (addresses, number) = (new List<WebAddress>(), 0);
        while (reader.ReadLine() is { } line)
        {
            number++;
            var words = line.Trim();
            if (words.Length == 0 || words[0] == '#') continue;
            if (addresses.Count == 0 && !IsAddress(words)) return null;
            addresses.Add(IsAddress(words) && WebAddress.Parse(words) is { } address ? address.WithoutFragment() : throw new RefusedException($"{place}第{number}行不是网址：{words}。每行写一个以http://或https://开头的网址。"));
        }
        return addresses.Count > 0 ? addresses : null;
    }

    private static bool IsAddress(string words) =>
        words.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || words.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
