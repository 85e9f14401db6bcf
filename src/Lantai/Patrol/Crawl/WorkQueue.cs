using System.Threading.Channels;

namespace Lantai.Patrol.Crawl;

/// <summary>
/// What is still to be asked for: the site's own addresses in one line for all its workers, foreign ones in a line for
/// each host, of which one worker at a time takes care. When nothing is left, what no link leads to any more is looked at;
/// when nothing is left then, what failed for the moment gets a second look, and then the queue ends.
/// </summary>
internal sealed class WorkQueue
{
    private readonly Channel<int> own = Channel.CreateUnbounded<int>();
    private readonly Channel<string> hosts = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, Queue<int>> foreign = new(StringComparer.Ordinal);
    private readonly List<(int Number, string? Host)> later = [];
    private readonly Lock sync = new();
    private int pending = 1;
    private bool wasRevisited;

    public ChannelReader<int> Own => own.Reader;

    public ChannelReader<string> Hosts => hosts.Reader;

    public int Waiting => Math.Max(0, Volatile.Read(ref pending) - 1);

    /// <summary>Names what is to be looked at once no link has led to anything new; asked for once.</summary>
    public Func<IReadOnlyList<int>> Revisit { private get; set; } = () => [];

    /// <summary>The second look has begun: what fails now has failed.</summary>
    public bool IsSecondLook { get; private set; }

    public void Add(int number)
    {
        Interlocked.Increment(ref pending);
        own.Writer.TryWrite(number);
    }

    public void AddForeign(int number, string host)
    {
        Interlocked.Increment(ref pending);
        lock (sync)
        {
            if (foreign.TryGetValue(host, out var line))
            {
                line.Enqueue(number);
                return;
            }
            foreign[host] = new Queue<int>([number]);
        }
        hosts.Writer.TryWrite(host);
    }

    /// <summary>The next address of the host, whose line is closed when there is none.</summary>
    public bool TryTake(string host, out int number)
    {
        lock (sync)
        {
            if (foreign[host].TryDequeue(out number)) return true;
            foreign.Remove(host);
            return false;
        }
    }

    /// <param name="host">Null for an address of the site.</param>
    public void AskAgainLater(int number, string? host)
    {
        lock (sync) later.Add((number, host));
    }

    /// <summary>Says that an address was dealt with; the last one to say so opens the next round or ends the queue.</summary>
    public void Done()
    {
        if (Interlocked.Decrement(ref pending) > 0) return;
        Interlocked.Increment(ref pending);
        if (!OpenRevisit() && !OpenSecondLook()) End();
        else if (Interlocked.Decrement(ref pending) == 0) End();
    }

    private bool OpenRevisit()
    {
        lock (sync)
        {
            if (wasRevisited) return false;
            wasRevisited = true;
        }
        var left = Revisit();
        foreach (var number in left) Add(number);
        return left.Count > 0;
    }

    private bool OpenSecondLook()
    {
        (int Number, string? Host)[] again;
        lock (sync)
        {
            if (IsSecondLook || later.Count == 0) return false;
            IsSecondLook = true;
            again = [.. later];
        }
        foreach (var (number, host) in again)
        {
            if (host is null) Add(number);
            else AddForeign(number, host);
        }
        return true;
    }

    private void End()
    {
        own.Writer.TryComplete();
        hosts.Writer.TryComplete();
    }
}
