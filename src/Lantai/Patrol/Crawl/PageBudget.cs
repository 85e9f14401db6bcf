using Lantai.Patrol.Addresses;

namespace Lantai.Patrol.Crawl;

/// <summary>
/// The pages that a patrol asks for at most; some of them are kept free for registered columns that it has not come to yet. Safe for
/// many workers.
/// </summary>
/// <param name="columns">The registered columns, by <see cref="AddressKey"/>.</param>
internal sealed class PageBudget(int most, IReadOnlySet<string> columns)
{
    private readonly IReadOnlySet<string> columns = columns;
    private readonly HashSet<string> unread = [.. columns];
    private readonly Lock sync = new();
    private int taken;

    /// <summary>A page was refused.</summary>
    public bool WasExceeded { get; private set; }

    /// <summary>Counts a page that is asked for in any case: where a patrol starts.</summary>
    public void Take(WebAddress address)
    {
        lock (sync)
        {
            unread.Remove(AddressKey.Of(address.Text));
            taken++;
        }
    }

    /// <summary>Whether the page may be asked for; it is counted then. What is refused leaves no place taken, not even for a moment.</summary>
    public bool TryTake(WebAddress address)
    {
        lock (sync)
        {
            var key = columns.Count == 0 ? "" : AddressKey.Of(address.Text);
            unread.Remove(key);
            var free = columns.Contains(key) ? 0 : Math.Min(unread.Count, most / 2);
            if (taken >= most - free)
            {
                WasExceeded = true;
                return false;
            }
            taken++;
            return true;
        }
    }
}
