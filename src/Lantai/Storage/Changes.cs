using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Lantai.Storage;

/// <summary>
/// Counts how often the records changed, so that what was made of them before can be told from what is true now. A change of
/// this program counts as soon as it is committed; one of another program (the command line beside a running server) when
/// PostgreSQL tells of it, within milliseconds.
/// </summary>
public sealed class Changes
{
    private long number;

    /// <summary>Grows with every change.</summary>
    public long Number => Interlocked.Read(ref number);

    /// <summary>Whether other programs' changes are heard; while they are not, nothing made before is to be trusted.</summary>
    public bool IsHearing { get; internal set; }

    internal void Note() => Interlocked.Increment(ref number);
}

/// <summary>Notes what this program commits through <see cref="LantaiDb"/>.</summary>
internal sealed class NoteChanges(Changes changes) : DbTransactionInterceptor, ISaveChangesInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => changes.Note();

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        changes.Note();
        return Task.CompletedTask;
    }

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Note(eventData.Context);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context);
        return ValueTask.FromResult(result);
    }

    /// <summary>Within a transaction the commit is what counts.</summary>
    private void Note(DbContext? context)
    {
        if (context?.Database.CurrentTransaction is null) changes.Note();
    }
}

/// <summary>Listens to what other programs commit: every use case writes the journal, and the journal tells.</summary>
internal sealed partial class HearChanges(NpgsqlDataSource source, Changes changes, ILogger<HearChanges> log) : BackgroundService
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception cause) when (cause is NpgsqlException or IOException && !stoppingToken.IsCancellationRequested)
            {
                CannotHear(cause);
                await Task.Delay(Pause, stoppingToken);
            }
            finally
            {
                changes.IsHearing = false;
            }
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        connection.Notification += (_, _) => changes.Note();
        await ExecuteAsync(connection, "listen lantai_changed", stop);
        // What happened while nobody listened.
        changes.Note();
        changes.IsHearing = true;
        // A connection that broke without a word is found out by asking.
        while (true)
            if (!await connection.WaitAsync(Pulse, stop)) await ExecuteAsync(connection, "select 1", stop);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    [LoggerMessage(LogLevel.Warning, "听不到数据库的变更通知，门户页面暂不缓存，稍后重试。")]
    private partial void CannotHear(Exception cause);
}
