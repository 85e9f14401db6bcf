using Lantai.Calendar;
using Lantai.Disclosure;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Portal.Kept;

/// <summary>
/// Which state of the public pages is the one of now: another one after every change of the records, after every instant at
/// which a page is due to appear or to be taken down, and on every new day.
/// </summary>
internal sealed class PublicPages(Changes changes, IDbContextFactory<LantaiDb> databases, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private State state = new(-1, DateTimeOffset.MinValue, 0);

    private sealed record State(long Change, DateTimeOffset Until, long Number);

    /// <summary>The number of the state; pages made in another one are no longer shown.</summary>
    public async ValueTask<long> StateAsync(CancellationToken stop)
    {
        if (Current() is { } number) return number;
        await turn.WaitAsync(stop);
        try
        {
            if (Current() is { } found) return found;
            // The count is taken before the records are read: a change meanwhile makes it the older one.
            var change = changes.Number;
            state = new State(change, await NextInstantAsync(stop), state.Number + 1);
            return state.Number;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private long? Current()
    {
        var known = state;
        return known.Change == changes.Number && time.GetUtcNow() < known.Until ? known.Number : null;
    }

    private async Task<DateTimeOffset> NextInstantAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(stop);
        var midnight = OfficeTime.Start(time.Today().AddDays(1));
        return await db.NextAppearanceAsync(now, stop) is { } next && next < midnight ? next : midnight;
    }
}
