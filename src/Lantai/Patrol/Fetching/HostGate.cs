namespace Lantai.Patrol.Fetching;

/// <summary>
/// The budget of one host or one machine: so many connections at once, so many requests a second, fewer when the
/// host grows slow or says so, more again when it recovers.
/// </summary>
internal sealed class HostGate : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SlowFrom = TimeSpan.FromSeconds(1);

    private readonly TimeProvider time;
    private readonly SemaphoreSlim slots;
    private readonly TimeSpan leastStep;
    private readonly Lock sync = new();
    private TimeSpan step;
    private long nextAt;
    private double usual;

    /// <param name="rate">Requests a second; 0 for no limit.</param>
    public HostGate(TimeProvider time, decimal rate, int connections)
    {
        this.time = time;
        slots = new SemaphoreSlim(connections);
        step = leastStep = rate > 0 ? TimeSpan.FromSeconds((double)(1 / rate)) : TimeSpan.Zero;
        nextAt = time.GetTimestamp();
    }

    /// <summary>How long the host asked not to be visited, where that is longer than is waited for: it is visited no more. Null where it is not.</summary>
    public TimeSpan? LeftAlone { get; private set; }

    /// <summary>How long visitors had to wait for the budget, all together.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Requests a second that the host is given just now; null for no limit.</summary>
    public double? Rate => step > TimeSpan.Zero ? 1 / step.TotalSeconds : null;

    public async ValueTask EnterAsync(CancellationToken stop)
    {
        if (!slots.Wait(0, stop)) await slots.WaitAsync(stop);
        var pause = Reserve();
        if (pause <= TimeSpan.Zero) return;
        try
        {
            await Task.Delay(pause, time, stop);
        }
        catch (OperationCanceledException)
        {
            slots.Release();
            throw;
        }
    }

    public void Leave() => slots.Release();

    public void Dispose() => slots.Dispose();

    /// <summary>
    /// Learns from an answer: 429 and 503 halve the rate, and end all visits when the host asks for a longer pause than two minutes;
    /// a host four times slower than usual loses a third of it.
    /// </summary>
    public void Learn(FetchOutcome outcome)
    {
        lock (sync)
        {
            if (outcome is Answered { Status: 429 or 503 } refused)
            {
                SlowDown(2);
                var pause = refused.RetryAfter ?? step;
                if (pause > LongestPause) LeftAlone ??= pause;
                else Pause(pause);
            }
            else if (outcome is Answered answered) LearnPace(answered.Elapsed);
            else if (outcome is Unreachable { Failure.Kind: FailureKind.AnswerTimeout or FailureKind.ConnectTimeout }) SlowDown(2);
        }
    }

    private void LearnPace(TimeSpan elapsed)
    {
        var seconds = elapsed.TotalSeconds;
        if (elapsed > SlowFrom && usual > 0 && seconds > 4 * usual) SlowDown(1.5);
        else if (step > leastStep) step = TimeSpan.FromTicks(Math.Max(leastStep.Ticks, step.Ticks * 9 / 10));
        usual = usual == 0 ? seconds : usual * 0.95 + seconds * 0.05;
    }

    private void SlowDown(double times)
    {
        var from = Math.Max(step.TotalSeconds, 0.05);
        step = TimeSpan.FromSeconds(Math.Min(from * times, LongestStep.TotalSeconds));
    }

    private void Pause(TimeSpan pause) => nextAt = Math.Max(nextAt, time.GetTimestamp() + Ticks(pause));

    /// <summary>The time until this visitor's turn, which is taken off the budget now.</summary>
    private TimeSpan Reserve()
    {
        lock (sync)
        {
            var now = time.GetTimestamp();
            if (step == TimeSpan.Zero && nextAt <= now) return TimeSpan.Zero;
            var turn = Math.Max(now, nextAt);
            nextAt = turn + Ticks(step);
            var pause = time.GetElapsedTime(now, turn);
            Waited += pause;
            return pause;
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
