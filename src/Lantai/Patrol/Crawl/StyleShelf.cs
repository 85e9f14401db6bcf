using Lantai.Patrol.Fetching;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Crawl;

/// <summary>A page that was read before a style sheet of the site that it uses, kept until the end of the run.</summary>
/// <param name="Answer">With a content of its own.</param>
/// <param name="Sheets">The numbers of its style sheets.</param>
internal sealed record EarlyPage(Answered Answer, PageNote Note, IReadOnlyList<int> Sheets);

/// <summary>What the site's own style sheets take out of sight, as far as they were read. Shared by the workers of a run.</summary>
internal sealed class StyleShelf(SiteMap map)
{
    /// <summary>Bytes of early pages; there are as many as workers, before the first sheets are in.</summary>
    private const int MostEarlyBytes = 16 << 20;

    private readonly Lock sync = new();
    private readonly Dictionary<int, ConcealedNames> sheets = [];
    private readonly Dictionary<ulong, ConcealedNames> byContent = [];
    private readonly List<EarlyPage> early = [];
    private volatile ConcealedNames all = ConcealedNames.None;
    private int earlyBytes;

    /// <summary>Of all sheets that were read: no page is concealed by more.</summary>
    public ConcealedNames All => all;

    /// <summary>Read when the run is over.</summary>
    public IReadOnlyList<EarlyPage> Early => early;

    /// <summary>Takes a sheet; many a site gives one and the same a new address on every page, and it is taken in once.</summary>
    /// <param name="css">UTF-8.</param>
    public void Put(int number, ReadOnlySpan<byte> css)
    {
        var content = Hashes.Long(css);
        lock (sync)
        {
            if (!byContent.TryGetValue(content, out var names))
            {
                byContent[content] = names = ConcealedNames.Of(css);
                if (!names.IsEmpty) all = ConcealedNames.Of([all, names]);
            }
            sheets[number] = names;
        }
    }

    /// <summary>Of these sheets, as far as they were read.</summary>
    public ConcealedNames Of(IReadOnlyList<int> numbers)
    {
        lock (sync) return ConcealedNames.Of(numbers.Where(sheets.ContainsKey).Select(number => sheets[number]));
    }

    /// <summary>Keeps the page when one of its sheets is still to be read; false when none is, or when no more are kept.</summary>
    public bool Defer(Answered answer, PageNote note, IReadOnlyList<int> numbers)
    {
        lock (sync)
        {
            if (!numbers.Any(IsAwaited) || earlyBytes + answer.Body.Length > MostEarlyBytes) return false;
            earlyBytes += answer.Body.Length;
            early.Add(new EarlyPage(answer with { Body = answer.Body.ToArray() }, note, [.. numbers]));
            return true;
        }
    }

    /// <summary>What is no sheet by its address, or another site's, is never read as one.</summary>
    private bool IsAwaited(int number)
    {
        if (sheets.ContainsKey(number)) return false;
        var target = map.Get(number);
        if (target.IsOwn && target.State is TargetState.Waiting or TargetState.Alive && IsSheet(map.Address(number))) return true;
        sheets[number] = ConcealedNames.None;
        return false;
    }

    public static bool IsSheet(Addresses.WebAddress address) => address.Path.EndsWith(".css", StringComparison.OrdinalIgnoreCase);
}
