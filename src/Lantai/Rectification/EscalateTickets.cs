using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lantai.Rectification;

/// <summary>Reports tickets that are late for longer than the pack allows: once each, whoever looks first.</summary>
public sealed class EscalateTickets(LantaiDb db, TicketLimits limits, TimeProvider time)
{
    /// <summary>Answers how many were reported.</summary>
    public async Task<int> RunAsync(CancellationToken stop = default)
    {
        var (at, today) = (time.GetUtcNow(), time.Today());
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var ids = await db.Tickets.Where(ticket => (ticket.State == TicketState.Open || ticket.State == TicketState.Returned) && ticket.DueOn < today && ticket.EscalatedAt == null)
            .Select(ticket => ticket.Id).ToArrayAsync(stop);
        if (ids.Length == 0) return 0;
        await db.Database.ExecuteSqlAsync($"select id from ticket where id = any({ids}) order by id for update", stop);
        var calendar = await db.ReadCalendarAsync(stop);
        var late = (await db.Tickets.Where(ticket => ids.Contains(ticket.Id) && ticket.EscalatedAt == null).ToListAsync(stop))
            .FindAll(ticket => ticket.IsLate(today) && IsLateEnough(ticket, today, calendar));
        foreach (var ticket in late)
        {
            ticket.Escalate(at);
            db.Record(time, Actor.Program, "逾期上报", ticket.Subject, $"整改单{ticket.Code}“{ticket.Title}”期限{ticket.DueOn:yyyy-MM-dd}，逾期没有整改，上报领导。", ticket.RegionId);
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return late.Count;
    }

    /// <summary>Where the calendar of a year is missing, lateness is counted from the first day rather than not at all.</summary>
    private bool IsLateEnough(Ticket ticket, DateOnly today, WorkCalendar calendar) =>
        limits.Of(ticket.Severity).ReportAfter is { } after
        && (!calendar.Covers(ticket.DueOn.Year) || !calendar.Covers(today.Year) || calendar.CountWorkdays(ticket.DueOn, today) >= after);
}

/// <summary>Looks for late tickets when the program starts and every hour after.</summary>
internal sealed partial class TicketWatch(IServiceScopeFactory scopes, ILogger<TicketWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hour = new PeriodicTimer(Every);
        try
        {
            do await LookAsync(stoppingToken);
            while (await hour.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var reported = await scope.ServiceProvider.GetRequiredService<EscalateTickets>().RunAsync(stop);
            if (reported > 0) Reported(log, reported);
        }
        catch (Exception cause) when (cause is NpgsqlException or { InnerException: NpgsqlException })
        {
            // A database that is away for a moment must not end the program; the next hour looks again.
            Unreachable(log, cause);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Reported {Count} late tickets.")]
    private static partial void Reported(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database cannot be asked for late tickets; asking again in an hour.")]
    private static partial void Unreachable(ILogger log, Exception cause);
}
