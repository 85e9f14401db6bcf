using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lantai.Disclosure.Portal;

/// <summary>Prints what came on the portal, so that the first reader of its PDF need not wait for a browser to start.</summary>
public sealed class PrintAhead(LantaiDb db, ArticlePrints prints, PaperLayout layout, TimeProvider time)
{
    /// <summary>Of one look and region; an import of a whole site is none of a day's work, and is printed as it is asked for.</summary>
    private const int Most = 20;

    /// <returns>How many papers are there now of what came since.</returns>
    public async Task<int> RunAsync(DateTimeOffset since, CancellationToken stop = default)
    {
        var (now, printed) = (time.GetUtcNow(), 0);
        foreach (var region in await db.Regions.AsNoTracking().ToListAsync(stop))
        {
            var fresh = await db.LiveEditions(region.Id, now)
                .Where(edition => edition.LiveFrom > since && edition.Body != "" && edition.Article!.Origin == null)
                .OrderBy(edition => edition.LiveFrom).Take(Most).Select(edition => edition.Id).ToListAsync(stop);
            foreach (var id in fresh)
                if (await PrintAsync(region, id, stop)) printed++;
        }
        return printed;
    }

    /// <summary>Read one by one: what is withdrawn while others are printed must not be printed after it was dropped.</summary>
    private async Task<bool> PrintAsync(Region region, long id, CancellationToken stop)
    {
        var edition = await db.LiveEditions(region.Id, time.GetUtcNow()).AsNoTracking().Include(edition => edition.Article)
            .SingleOrDefaultAsync(edition => edition.Id == id, stop);
        if (edition is null) return false;
        await using var file = await prints.OpenAsync(edition.ArticleId, ArticleDownloads.PaperOf(region, edition, layout), stop);
        return file is not null;
    }
}

/// <summary>Looks every minute for what came on the portal since the last look, where there is a browser to print it.</summary>
internal sealed partial class PrintWatch(IServiceScopeFactory scopes, TimeProvider time, ILogger<PrintWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minute = new PeriodicTimer(Every);
        var since = time.GetUtcNow();
        try
        {
            while (await minute.WaitForNextTickAsync(stoppingToken))
            {
                var now = time.GetUtcNow();
                if (Chromium.Find() is not null && await LookAsync(since, stoppingToken)) since = now;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends; what is not printed is printed for its first reader.
        }
    }

    private async Task<bool> LookAsync(DateTimeOffset since, CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var printed = await scope.ServiceProvider.GetRequiredService<PrintAhead>().RunAsync(since, stop);
            if (printed > 0) Printed(log, printed);
            return true;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or NpgsqlException or { InnerException: NpgsqlException })
        {
            // A database or disk that is away for a moment must not end the program; the next minute looks again.
            Unable(log, cause);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Keeps the PDF of {Count} articles that came on the portal.")]
    private static partial void Printed(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What came on the portal cannot be printed now; trying again in a minute.")]
    private static partial void Unable(ILogger log, Exception cause);
}
