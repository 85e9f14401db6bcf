using System.Collections.Concurrent;
using System.Threading.Channels;
using Lantai.Patrol.Addresses;

namespace Lantai.Patrol.Fetching;

/// <summary>
/// Writes down every exchange of a patrol while it runs, and answers from what is written what an earlier program of the
/// same patrol has already asked: so a patrol that was cut goes on instead of beginning anew. Reading and checking are pure
/// functions of the answers, therefore nothing else need be remembered.
/// </summary>
/// <param name="known">Keys of what is written, in hex.</param>
/// <param name="recall">Reads one exchange by its key.</param>
/// <param name="keep">What of an answer is kept.</param>
internal sealed class ExchangeLog(IEnumerable<string> known, Func<byte[], CancellationToken, Task<KeptExchange?>> recall, Func<Answered, KeptContent?> keep)
{
    /// <summary>A store slower than the site slows the patrol down instead of filling the memory.</summary>
    private const int MostUnwritten = 500;

    private readonly ConcurrentDictionary<string, bool> known = new(known.Select(key => KeyValuePair.Create(key, true)));
    private readonly TaskCompletionSource completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<KeptExchange> fresh = Channel.CreateBounded<KeptExchange>(MostUnwritten);

    /// <summary>What is to be written.</summary>
    public ChannelReader<KeptExchange> Fresh => fresh.Reader;

    public Func<Answered, KeptContent?> Keep => keep;

    /// <summary>Ends when nothing more comes.</summary>
    public Task Completed => completed.Task;

    /// <summary>Nothing more comes; with a cause, nothing more is taken.</summary>
    public void Complete(Exception? cause = null)
    {
        fresh.Writer.TryComplete(cause);
        completed.TrySetResult();
    }

    /// <summary>The answer of before, once; null when there is none that lasts.</summary>
    public async ValueTask<Answered?> RecallAsync(WebAddress address, FetchMethod method, BodyBuffer into, CancellationToken stop)
    {
        if (known.IsEmpty) return null;
        var key = KeptExchange.KeyOf(method, address.Text);
        if (!known.TryRemove(Convert.ToHexStringLower(key), out _)) return null;
        return await recall(key, stop) is { IsLasting: true } kept ? kept.Again(address, into) : null;
    }

    public ValueTask KeepAsync(KeptExchange exchange, CancellationToken stop) => fresh.Writer.WriteAsync(exchange, stop);
}
