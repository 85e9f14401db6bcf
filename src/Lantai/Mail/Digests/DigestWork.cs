using Npgsql;

namespace Lantai.Mail;

/// <summary>Looks every minute whether digests are to go out. Ending, the program lets the letter that is under way arrive and begins no other.</summary>
internal sealed partial class DigestWork(IServiceScopeFactory scopes, ILogger<DigestWork> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minute = new PeriodicTimer(LookEvery);
        try
        {
            do await LookAsync(stoppingToken);
            while (await minute.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    /// <summary>How many the server took.</summary>
    internal async Task<int> GoAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SendDigests>().RunAsync(stop);
    }

    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            var sent = await GoAsync(stop);
            if (sent > 0) Sent(log, sent);
        }
        catch (Exception cause) when (cause is NpgsqlException or { InnerException: NpgsqlException })
        {
            // A database that is away for a moment must not end the program; the next minute looks again.
            Unreachable(log, cause);
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            // Nor may a fault of its own; what was under way waits for its next try, the others go on in the next minute.
            Failed(log, cause);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Sent {Count} digests.")]
    private static partial void Sent(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database cannot be asked for digests; asking again.")]
    private static partial void Unreachable(ILogger log, Exception cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of digests failed; the next minute goes on.")]
    private static partial void Failed(ILogger log, Exception cause);
}
