namespace Lantai.Verification;

/// <summary>A paper of a batch, opened when its turn comes.</summary>
/// <param name="Name">What sentences call it: the file's name or the address.</param>
internal sealed record PaperToCheck(string Name, Func<CancellationToken, Task<Stream>> OpenAsync)
{
    /// <summary>Where it was found: the path or the address.</summary>
    public string Source { get; init; } = Name;

    /// <summary>The papers at these addresses; a line that is no address is a paper that cannot be had, so that the others are checked all the same.</summary>
    /// <param name="place">What a sentence names: the file or the field.</param>
    public static IEnumerable<PaperToCheck> On(WebPapers web, string place, IEnumerable<ListedAddress> lines) => lines.Select(line => line.Address is { } address
        ? new PaperToCheck(address.Text, async stop => await web.ReadAsync(address, stop))
        : new PaperToCheck($"{place}第{line.Number}行", _ => throw new RefusedException($"{place}第{line.Number}行不是网址：{line.Words}。每行写一个以http://或https://开头的网址。")));
}
