using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lantai.Patrol;

/// <summary>Wakes this program's patrols when somebody asks for one; other programs look by themselves.</summary>
public sealed class PatrolBell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0);

    public void Ring() => rung.Release();

    public void Dispose() => rung.Dispose();

    internal Task WaitAsync(TimeSpan most, CancellationToken stop) => rung.WaitAsync(most, stop);
}

/// <summary>
/// Does the patrols that were asked for. Who patrols a site holds an advisory lock on it for as long as his connection
/// lives: so no site is ever patrolled twice at once by any program on this database, and the patrol of a program that
/// died is free for the next one, which begins it anew.
/// </summary>
internal sealed partial class PatrolWork(NpgsqlDataSource source, IServiceScopeFactory scopes, PatrolBell bell, TimeProvider time, ILogger<PatrolWork> log) : BackgroundService
{
    private const int MostAtOnce = 4;
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                running.RemoveAll(task => task.IsCompleted);
                await StartAsync(running, stoppingToken);
                await bell.WaitAsync(LookAgainAfter, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends; what runs keeps its state and is begun anew by whoever comes next.
        }
        await Task.WhenAll(running);
    }

    private async Task StartAsync(List<Task> running, CancellationToken stop)
    {
        try
        {
            while (running.Count < MostAtOnce && await TakeAsync(stop) is { } taken) running.Add(DoAsync(taken, stop));
        }
        catch (Exception cause) when (cause is NpgsqlException or { InnerException: NpgsqlException })
        {
            // A database that is away for a moment must not end the program.
            Unreachable(log, cause);
        }
    }

    /// <summary>The oldest patrol whose site nobody holds, with the connection that now holds it; null when there is none.</summary>
    private async Task<TakenPatrol?> TakeAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LantaiDb>();
        var waiting = await db.SitePatrols.Where(patrol => patrol.State == PatrolState.Waiting || patrol.State == PatrolState.Running)
            .OrderBy(patrol => patrol.Id).Select(patrol => new { patrol.Id, patrol.SiteId }).ToListAsync(stop);
        foreach (var patrol in waiting)
        {
            if (await SiteLock.TryTakeAsync(source, patrol.SiteId, stop) is not { } held) continue;
            var begun = false;
            try
            {
                // Between the list and the lock another program may have ended it.
                begun = await BeginAsync(db, patrol.Id, stop);
            }
            finally
            {
                if (!begun) await held.DisposeAsync();
            }
            if (begun) return new TakenPatrol(patrol.Id, patrol.SiteId, held);
        }
        return null;
    }

    private async Task<bool> BeginAsync(LantaiDb db, long id, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var patrol = await db.LockPatrolAsync(id, stop);
        if (patrol is null or { IsOver: true }) return false;
        patrol.Begin(time.GetUtcNow());
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    private async Task DoAsync(TakenPatrol taken, CancellationToken stop)
    {
        await using var held = taken.Held;
        try
        {
            await PatrolAsync(taken, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As above.
        }
        catch (Exception cause)
        {
            Failed(log, cause, taken.PatrolId, taken.SiteId);
            await FailAsync(taken.PatrolId, cause is RefusedException refusal ? refusal.Message : "程序出错，巡查没有完成，详见运行日志。", CancellationToken.None);
        }
        bell.Ring();
    }

    private async Task PatrolAsync(TakenPatrol taken, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var site = await scope.ServiceProvider.GetRequiredService<LantaiDb>().PatrolSites.AsNoTracking().SingleAsync(known => known.Id == taken.SiteId, stop);
        var rules = scope.ServiceProvider.GetRequiredService<PatrolRules>();
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var newest = new NewestProgress();
        var options = await scope.ServiceProvider.GetRequiredService<PatrolMemory>().OptionsAsync(site, stop);
        var going = new PatrolRun(options, rules, time).RunAsync(newest, asked.Token);
        try
        {
            while (await Task.WhenAny(going, Task.Delay(TellEvery, CancellationToken.None)) != going)
                if (!asked.IsCancellationRequested && await TellAsync(taken.PatrolId, newest.Value, stop)) await asked.CancelAsync();
        }
        catch
        {
            // Nobody would wait for it any more, and its site is about to be let go.
            await asked.CancelAsync();
            await going;
            throw;
        }
        var report = await going;
        // A program that ends has not ended the patrol: whoever takes it up begins anew.
        stop.ThrowIfCancellationRequested();
        await scope.ServiceProvider.GetRequiredService<KeepFindings>().RunAsync(taken.PatrolId, report, stop);
        Ended(log, taken.PatrolId, taken.SiteId, report.Pages, report.Findings.Count);
    }

    /// <summary>True when somebody has asked it to stop.</summary>
    private async Task<bool> TellAsync(long id, PatrolProgress? progress, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LantaiDb>();
        var patrol = await db.SitePatrols.SingleAsync(patrol => patrol.Id == id, stop);
        if (progress is not null) patrol.Tell(progress);
        await db.SaveChangesAsync(stop);
        return patrol.StopAskedAt is not null;
    }

    private async Task FailAsync(long id, string why, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LantaiDb>();
        var patrol = await db.SitePatrols.SingleAsync(patrol => patrol.Id == id, stop);
        patrol.Fail(why, time.GetUtcNow());
        await db.SaveChangesAsync(stop);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Patrol {Patrol} of site {Site} ended: {Pages} pages, {Findings} findings.")]
    private static partial void Ended(ILogger log, long patrol, long site, int pages, int findings);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database cannot be asked for patrols; asking again.")]
    private static partial void Unreachable(ILogger log, Exception cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Patrol {Patrol} of site {Site} failed.")]
    private static partial void Failed(ILogger log, Exception cause, long patrol, long site);

    private sealed record TakenPatrol(long PatrolId, long SiteId, SiteLock Held);

    private sealed class NewestProgress : IProgress<PatrolProgress>
    {
        private volatile PatrolProgress? value;

        public PatrolProgress? Value => value;

        public void Report(PatrolProgress value) => this.value = value;
    }
}
