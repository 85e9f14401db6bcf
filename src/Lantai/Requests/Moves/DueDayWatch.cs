using Npgsql;

namespace Lantai.Requests.Moves;

/// <summary>When the program starts, perhaps with the calendar of another year or with other rules: reads the open cases anew.</summary>
internal sealed partial class DueDayWatch(IServiceScopeFactory scopes, ILogger<DueDayWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var (moves, impossible) = await scope.ServiceProvider.GetRequiredService<MoveRequests>().FollowUpgradeAsync(stoppingToken);
            if (moves.Count > 0) Moved(log, moves.Count);
            foreach (var refusal in impossible) Impossible(log, refusal);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends; the next start looks again.
        }
        catch (Exception cause) when (cause is NpgsqlException or { InnerException: NpgsqlException })
        {
            // A database that is away for a moment must not end the program; a change of the calendar, or the next start, looks again.
            Unreachable(log, cause);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Moved the due days of {Count} applications.")]
    private static partial void Moved(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An application cannot be counted with the calendar: {Refusal}")]
    private static partial void Impossible(ILogger log, string refusal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database cannot be asked for applications without a due day.")]
    private static partial void Unreachable(ILogger log, Exception cause);
}
