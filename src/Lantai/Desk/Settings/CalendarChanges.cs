using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Requests.Moves;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lantai.Desk.Settings;

/// <summary>The office's own days over the shipped calendar; each change with the paper it goes by, and in the journal.</summary>
/// <remarks>A change that moves cases is done only when exactly those moves were agreed to; otherwise it is rolled back and shown.</remarks>
internal sealed class CalendarChanges(LantaiDb db, MoveRequests moving, TimeProvider time)
{
    private const string Act = "设置工作日历";

    /// <summary>Sets a day. One that is so anyway is refused.</summary>
    /// <param name="agreed">The fingerprint of the moves that were seen; null when none were shown yet.</param>
    public async Task<MovedCases> SetAsync(Actor actor, CalendarEntry entry, string reason, string? agreed)
    {
        var plain = db.PlainDay(entry.On);
        if (plain.IsWorkday == entry.IsWorkday && await FindAsync(entry.On) is null)
            throw new RefusedException($"{entry.On:yyyy-MM-dd}本来就{Title(plain.IsWorkday)}，不用设置。");
        await PutAsync(entry, reason);
        db.Record(time, actor, Act, "calendar", $"{entry.On:yyyy-MM-dd}设为{Title(entry.IsWorkday)}（{entry.Name}），依据：{reason}。");
        return await SaveAsync(actor, entry.On, entry.On, agreed);
    }

    /// <summary>Takes the office's own arrangement of the day back.</summary>
    /// <inheritdoc cref="SetAsync"/>
    public async Task<MovedCases> UnsetAsync(Actor actor, DateOnly on, string? agreed)
    {
        var change = await FindAsync(on) ?? throw new RefusedException($"{on:yyyy-MM-dd}没有本单位的设置，可能刚被别人取消。");
        db.Remove(change);
        db.Record(time, actor, Act, "calendar", $"取消{on:yyyy-MM-dd}的设置（原为{Title(change.IsWorkday)}，{change.Name}）。");
        return await SaveAsync(actor, on, on, agreed);
    }

    /// <summary>Sets all days of a notice at once.</summary>
    /// <param name="declare">Whether the year is declared complete with it.</param>
    /// <inheritdoc cref="SetAsync"/>
    public async Task<MovedCases> ImportAsync(Actor actor, int year, IReadOnlyList<CalendarEntry> entries, string reason, bool declare, string? agreed)
    {
        foreach (var entry in entries.Where(NeedsRow)) await PutAsync(entry, reason);
        if (declare) await DeclareOnceAsync(year);
        db.Record(time, actor, Act, "calendar", $"导入{year}年的放假安排{entries.Count}天，依据：{reason}。{(declare ? $"同时声明{year}年完整。" : "")}");
        return await SaveAsync(actor, new(year, 1, 1), new(year, 12, 31), agreed);
    }

    /// <summary>From now on the year is computed with.</summary>
    /// <inheritdoc cref="SetAsync"/>
    public async Task<MovedCases> DeclareAsync(Actor actor, int year, string? agreed)
    {
        await DeclareOnceAsync(year);
        db.Record(time, actor, Act, "calendar", $"声明{year}年的放假安排完整。");
        return await SaveAsync(actor, new(year, 1, 1), new(year, 12, 31), agreed);
    }

    /// <inheritdoc cref="SetAsync"/>
    public async Task<MovedCases> WithdrawAsync(Actor actor, int year, string? agreed)
    {
        var declared = await db.Set<CalendarYear>().SingleOrDefaultAsync(known => known.Year == year)
            ?? throw new RefusedException($"{year}年没有声明过，可能刚被别人撤回。");
        db.Remove(declared);
        db.Record(time, actor, Act, "calendar", $"撤回{year}年放假安排完整的声明。");
        return await SaveAsync(actor, new(year, 1, 1), new(year, 12, 31), agreed);
    }

    public static string Title(bool isWorkday) => isWorkday ? "上班" : "放假";

    /// <summary>Whether the day is otherwise without the row.</summary>
    private bool NeedsRow(CalendarEntry entry) => db.PlainDay(entry.On) is var plain && (plain.IsWorkday != entry.IsWorkday || plain.Name != entry.Name);

    /// <exception cref="RefusedException">Somebody else set the same day or year a moment ago, or a case could not be counted any more.</exception>
    private async Task<MovedCases> SaveAsync(Actor actor, DateOnly first, DateOnly last, string? agreed)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.SaveChangesAsync();
            var moves = await moving.FollowCalendarAsync(actor, first, last, "工作日历变动");
            if (moves.Count > 0 && agreed != MovedCases.FingerprintOf(moves))
            {
                db.ChangeTracker.Clear();
                return new MovedCases(moves, false);
            }
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return new MovedCases(moves, true);
        }
        catch (DbUpdateException raced) when (raced.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new RefusedException("同一天或者同一年刚由别人设置过，请刷新后再看。", raced);
        }
        catch (DbUpdateConcurrencyException raced)
        {
            throw new RefusedException("这一天或者这一年的设置刚由别人取消，请刷新后再看。", raced);
        }
    }

    private async Task DeclareOnceAsync(int year)
    {
        if (!await db.Set<CalendarYear>().AnyAsync(known => known.Year == year)) db.Add(new CalendarYear { Year = year, DeclaredAt = time.GetUtcNow() });
    }

    private async Task PutAsync(CalendarEntry entry, string reason)
    {
        if (await FindAsync(entry.On) is { } known)
        {
            known.IsWorkday = entry.IsWorkday;
            known.Name = entry.Name;
            known.Reason = reason;
            return;
        }
        db.Add(new CalendarChange { On = entry.On, IsWorkday = entry.IsWorkday, Name = entry.Name, Reason = reason });
    }

    private Task<CalendarChange?> FindAsync(DateOnly on) => db.Set<CalendarChange>().SingleOrDefaultAsync(change => change.On == on);
}
