using Lantai.Patrol.Addresses;

namespace Lantai.Verification;

/// <summary>A paper of a batch, opened when its turn comes.</summary>
/// <param name="Name">What sentences call it: the file's name or the address.</param>
internal sealed record PaperToCheck(string Name, Func<CancellationToken, Task<Stream>> OpenAsync)
{
    /// <summary>Where it was found: the path or the address.</summary>
    public string Source { get; init; } = Name;

    /// <summary>The papers at these addresses.</summary>
    public static IEnumerable<PaperToCheck> On(WebPapers web, IEnumerable<WebAddress> addresses) =>
        addresses.Select(address => new PaperToCheck(address.Text, async stop => await web.ReadAsync(address, stop)));
}
