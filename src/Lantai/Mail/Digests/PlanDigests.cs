using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Mail;

/// <summary>
/// The rows of a working day, once its hour has come; several programs that look at once make each only once. What was not sent on its day
/// ends with it: the next digest says what is still so.
/// </summary>
public sealed class PlanDigests(LantaiDb db, TimeProvider time)
{
    private const int KeepDays = 90;
    private const string Over = "当天没有送出，不再补发。";

    /// <param name="at">The hour, office time.</param>
    public async Task RunAsync(TimeOnly at, CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        var today = time.Today();
        await EndPastAsync(now, today, stop);
        var due = OfficeTime.Start(today) + at.ToTimeSpan();
        if (now < due || !await IsWorkdayAsync(today, stop)) return;
        // A wish of later today is for tomorrow.
        await db.Database.ExecuteSqlAsync($"""
            insert into digest_mail (account_id, planned_on, address, state, tries, next_at)
            select wish.account_id, {today}, wish.address, 'Waiting', 0, {now}
            from digest_wish wish join account on account.id = wish.account_id
            where wish.is_wanted and wish.changed_at <= {due} and account.disabled_at is null
            order by wish.account_id
            on conflict do nothing
            """, stop);
    }

    /// <summary>What stuck today is tried again at once; answers how many.</summary>
    public async Task<int> AgainAsync(Actor actor, CancellationToken stop = default)
    {
        var (now, today) = (time.GetUtcNow(), time.Today());
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var count = await db.StuckDigests(today).ExecuteUpdateAsync(
            row => row.SetProperty(mail => mail.State, DigestState.Waiting).SetProperty(mail => mail.NextAt, now)
                .SetProperty(mail => mail.EndedAt, (DateTimeOffset?)null), stop);
        db.Record(time, actor, "重发邮件", "mail/1", $"{today:yyyy-MM-dd}没有送出的{count}封摘要再发一次。");
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return count;
    }

    private async Task EndPastAsync(DateTimeOffset now, DateOnly today, CancellationToken stop)
    {
        await db.Database.ExecuteSqlAsync($"""
            update digest_mail set state = 'Failed', ended_at = {now}, error = coalesce(error, '') || {Over}
            where state = 'Waiting' and planned_on < {today}
            """, stop);
        await db.Database.ExecuteSqlAsync($"delete from digest_mail where planned_on < {today.AddDays(-KeepDays)}", stop);
    }

    /// <summary>Where the days off of the year are not known yet, Monday to Friday: a reminder too many does less harm than none.</summary>
    private async Task<bool> IsWorkdayAsync(DateOnly day, CancellationToken stop)
    {
        var calendar = await db.ReadCalendarAsync(stop);
        return calendar.Covers(day.Year) ? calendar.IsWorkday(day) : db.PlainDay(day).IsWorkday;
    }
}
