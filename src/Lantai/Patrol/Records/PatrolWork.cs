using Lantai.Calendar;
using Lantai.Patrol.Fetching;
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
/// Does the patrols that were asked for, by people and by the timetable. Who patrols a site holds an advisory lock on it for as long as his connection
/// lives: so no site is ever patrolled twice at once by any program on this database, and the patrol of a program that
/// died is free for the next one, which goes on with it from the exchanges that are written down.
/// </summary>
internal sealed partial class PatrolWork(
    NpgsqlDataSource source, IDbContextFactory<LantaiDb> databases, IServiceScopeFactory scopes, PatrolBell bell, MachineGates machines, TimeProvider time, ILogger<PatrolWork> log) : BackgroundService
{
    private const int MostAtOnce = 4;
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    private bool hasOldContents = true;

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
            // The program ends; what runs keeps its state, and whoever comes next goes on with it.
        }
        await Task.WhenAll(running);
    }

    private async Task StartAsync(List<Task> running, CancellationToken stop)
    {
        try
        {
            await PlanAsync(stop);
            if (hasOldContents) hasOldContents = await MaskAsync(stop);
            while (running.Count < MostAtOnce && await TakeAsync(stop) is { } taken) running.Add(DoAsync(taken, stop));
        }
        catch (Exception cause) when (IsDatabaseAway(cause))
        {
            // A database that is away for a moment must not end the program.
            Unreachable(log, cause);
        }
    }

    private async Task<bool> MaskAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MaskOldContents>().RunAsync(stop);
    }

    private async Task PlanAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PlanPatrols>().RunAsync(stop);
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
                begun = await BeginAsync(db, patrol.Id, scope.ServiceProvider.GetRequiredService<PatrolRules>().Keeping.MostTakeUps, stop);
            }
            finally
            {
                if (!begun) await held.DisposeAsync();
            }
            if (begun) return new TakenPatrol(patrol.Id, patrol.SiteId, held);
        }
        return null;
    }

    private async Task<bool> BeginAsync(LantaiDb db, long id, int mostTakeUps, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var patrol = await db.LockPatrolAsync(id, stop);
        if (patrol is null or { IsOver: true }) return false;
        var isHopeless = patrol.TakenUp >= mostTakeUps;
        if (isHopeless) patrol.Fail($"巡查中断了{patrol.TakenUp + 1}次，不再接续。请查看运行日志，排除原因后重新巡查。", time.GetUtcNow());
        else patrol.Begin(time.GetUtcNow());
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return !isHopeless;
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
        catch (Exception cause) when (IsDatabaseAway(cause))
        {
            // The database went away, or the lock did: the row says Running, and whoever can goes on with it.
            Unreachable(log, cause);
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
        var options = await OptionsAsync(scope.ServiceProvider, taken, stop);
        var rules = scope.ServiceProvider.GetRequiredService<PatrolRules>();
        var store = new ExchangeStore(source, databases, taken.PatrolId);
        var exchanges = await store.OpenAsync(new KeepContent(rules, time), stop);
        var writing = store.WriteAsync(exchanges);
        try
        {
            var report = await GoAsync(new PatrolRun(options, rules, time) { Log = exchanges, Machines = machines }, taken, stop);
            // A program that ends has not ended the patrol: whoever takes it up goes on.
            stop.ThrowIfCancellationRequested();
            exchanges.Complete();
            await writing;
            await taken.Held.EnsureHeldAsync(stop);
            await scope.ServiceProvider.GetRequiredService<KeepFindings>().RunAsync(taken.PatrolId, report, stop);
            Ended(log, taken.PatrolId, taken.SiteId, report.Pages, report.Findings.Count);
            await scope.ServiceProvider.GetRequiredService<TakePictures>().OfPatrolAsync(taken.PatrolId, stop);
        }
        finally
        {
            // What was asked until now is written whatever happened, unless the writing itself failed.
            exchanges.Complete();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static bool IsDatabaseAway(Exception cause) => cause is NpgsqlException { IsTransient: true } || (cause.InnerException is { } inner && IsDatabaseAway(inner));

    /// <summary>As registered; judged by the day on which the patrol began, however often it is taken up.</summary>
    private static async Task<PatrolOptions> OptionsAsync(IServiceProvider services, TakenPatrol taken, CancellationToken stop)
    {
        var db = services.GetRequiredService<LantaiDb>();
        var site = await db.PatrolSites.AsNoTracking().SingleAsync(known => known.Id == taken.SiteId, stop);
        var startedAt = await db.SitePatrols.Where(patrol => patrol.Id == taken.PatrolId).Select(patrol => patrol.StartedAt).SingleAsync(stop);
        var day = OfficeTime.Day(startedAt!.Value);
        return await services.GetRequiredService<PatrolMemory>().OptionsAsync(site, day, stop);
    }

    private async Task<PatrolReport> GoAsync(PatrolRun run, TakenPatrol taken, CancellationToken stop)
    {
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var newest = new NewestProgress();
        var going = run.RunAsync(newest, asked.Token);
        try
        {
            while (await Task.WhenAny(going, Task.Delay(TellEvery, CancellationToken.None)) != going)
            {
                await taken.Held.EnsureHeldAsync(stop);
                if (!asked.IsCancellationRequested && await TellAsync(taken.PatrolId, newest.Value, stop)) await asked.CancelAsync();
            }
        }
        catch
        {
            // Nobody would wait for it any more, and its site is about to be let go.
            await asked.CancelAsync();
            await going;
            throw;
        }
        return await going;
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
        // Its findings are in: what failed afterwards does not undo them.
        if (patrol.IsOver) return;
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
