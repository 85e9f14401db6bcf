using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lantai.Desk.Settings;

/// <summary>The office's own days over the shipped calendar; each change with the paper it goes by, and in the journal.</summary>
internal sealed class CalendarChanges(LantaiDb db, TimeProvider time)
{
    private const string Act = "设置工作日历";

    /// <summary>Sets a day. One that is so anyway is refused.</summary>
    public async Task SetAsync(Actor actor, CalendarEntry entry, string reason)
    {
        var plain = db.PlainDay(entry.On);
        if (plain.IsWorkday == entry.IsWorkday && await FindAsync(entry.On) is null)
            throw new RefusedException($"{entry.On:yyyy-MM-dd}本来就{Title(plain.IsWorkday)}，不用设置。");
        await PutAsync(entry, reason);
        db.Record(time, actor, Act, "calendar", $"{entry.On:yyyy-MM-dd}设为{Title(entry.IsWorkday)}（{entry.Name}），依据：{reason}。");
        await SaveAsync();
    }

    /// <summary>Takes the office's own arrangement of the day back.</summary>
    public async Task UnsetAsync(Actor actor, DateOnly on)
    {
        var change = await FindAsync(on) ?? throw new RefusedException($"{on:yyyy-MM-dd}没有本单位的设置，可能刚被别人取消。");
        db.Remove(change);
        db.Record(time, actor, Act, "calendar", $"取消{on:yyyy-MM-dd}的设置（原为{Title(change.IsWorkday)}，{change.Name}）。");
        await SaveAsync();
    }

    /// <summary>Sets all days of a notice at once.</summary>
    /// <param name="declare">Whether the year is declared complete with it.</param>
    public async Task ImportAsync(Actor actor, int year, IReadOnlyList<CalendarEntry> entries, string reason, bool declare)
    {
        foreach (var entry in entries.Where(NeedsRow)) await PutAsync(entry, reason);
        if (declare) await DeclareOnceAsync(year);
        db.Record(time, actor, Act, "calendar", $"导入{year}年的放假安排{entries.Count}天，依据：{reason}。{(declare ? $"同时声明{year}年完整。" : "")}");
        await SaveAsync();
    }

    /// <summary>From now on the year is computed with.</summary>
    public async Task DeclareAsync(Actor actor, int year)
    {
        await DeclareOnceAsync(year);
        db.Record(time, actor, Act, "calendar", $"声明{year}年的放假安排完整。");
        await SaveAsync();
    }

    public async Task WithdrawAsync(Actor actor, int year)
    {
        var declared = await db.Set<CalendarYear>().SingleOrDefaultAsync(known => known.Year == year)
            ?? throw new RefusedException($"{year}年没有声明过，可能刚被别人撤回。");
        db.Remove(declared);
        db.Record(time, actor, Act, "calendar", $"撤回{year}年放假安排完整的声明。");
        await SaveAsync();
    }

    public static string Title(bool isWorkday) => isWorkday ? "上班" : "放假";

    /// <summary>Whether the day is otherwise without the row.</summary>
    private bool NeedsRow(CalendarEntry entry) => db.PlainDay(entry.On) is var plain && (plain.IsWorkday != entry.IsWorkday || plain.Name != entry.Name);

    /// <exception cref="RefusedException">Somebody else set the same day or year a moment ago.</exception>
    private async Task SaveAsync()
    {
        try
        {
            await db.SaveChangesAsync();
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
