using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Ui;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>Until when what is still being written must be public: by the limit of the item that it discharges (条例第二十六条).</summary>
public sealed class PublishBy
{
    /// <summary>Days before the last on which people are told.</summary>
    private const int SoonDays = 5;

    private readonly WorkCalendar calendar;
    private readonly Dictionary<long, DutyLimit> limits;

    private PublishBy(WorkCalendar calendar, Dictionary<long, DutyLimit> limits) => (this.calendar, this.limits) = (calendar, limits);

    public static async Task<PublishBy> ReadAsync(LantaiDb db, long regionId, CancellationToken stop = default) => new(
        await db.ReadCalendarAsync(stop),
        await db.DutyItems.AsNoTracking().Where(item => item.RegionId == regionId).ToDictionaryAsync(item => item.Id, item => item.Limit, stop));

    /// <summary>Null once it is published, here or where it was imported from, or set aside, and where no item, no day or no calendar says when.</summary>
    internal DateOnly? Of(Article article, Edition newest) =>
        article is { IsApproved: false, Origin: null, WithdrawnAt: null }
            && newest is { State: EditionState.Draft or EditionState.InReview, FormedOn: { } formed, DutyItemId: { } item }
            && limits.TryGetValue(item, out var limit) ? limit.FindDueOn(formed, calendar) : null;

    public static Tone ToneOf(DateOnly due, DateOnly today) => due < today ? Tone.Late : due <= today.AddDays(SoonDays) ? Tone.Soon : Tone.Plain;

    public static string Short(DateOnly due, DateOnly today) =>
        due < today ? $"已超期{today.DayNumber - due.DayNumber}天" : due == today ? "今天到期" : $"最迟{due:MM-dd}公开";

    public static string Sentence(DateOnly due, DateOnly today) =>
        due < today ? $"最迟应于{due:yyyy-MM-dd}公开，已超过{today.DayNumber - due.DayNumber}天。" : $"最迟{due:yyyy-MM-dd}公开。";
}
