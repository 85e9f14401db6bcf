using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Crawl;

/// <summary>The site's home pages under all their names: / and /index.html are most often one page. Safe for several threads.</summary>
internal sealed class HomePages
{
    private static readonly string[] IndexNames = ["index", "default", "home", "main"];

    private readonly Lock sync = new();
    private readonly HashSet<int> numbers = [];
    private readonly HashSet<string> directories = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, int> byContent = [];

    /// <summary>Of every address that shows a home page.</summary>
    public IReadOnlySet<int> Numbers => numbers;

    /// <summary>An address that the patrol was started with, after redirects.</summary>
    public void Add(int number, WebAddress address)
    {
        lock (sync)
        {
            numbers.Add(number);
            directories.Add(Directory(address));
        }
    }

    /// <summary>Whether the page is a home page, and the number of the one that has the very same content, if it was met before.</summary>
    public (bool IsHome, int? Same) Meet(int number, WebAddress address, ReadOnlySpan<byte> content)
    {
        lock (sync)
        {
            if (!numbers.Contains(number) && !(IsIndex(address.Path) && directories.Contains(Directory(address)))) return default;
            numbers.Add(number);
            if (byContent.TryGetValue(Hashes.Long(content), out var same) && same != number) return (true, same);
            byContent[Hashes.Long(content)] = number;
            return (true, null);
        }
    }

    public bool Contains(int number)
    {
        lock (sync) return numbers.Contains(number);
    }

    /// <summary>A directory's own page by its name: "", index.html, default.aspx …</summary>
    public static bool IsIndex(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return name.Length == 0 || IndexNames.Contains(dot < 0 ? name : name[..dot], StringComparer.OrdinalIgnoreCase);
    }

    private static string Directory(WebAddress address) => $"{address.Host}:{address.Port}{address.Path[..(address.Path.LastIndexOf('/') + 1)]}";
}
