using Lantai.Packs;
using Lantai.Papers;
using Lantai.Requests.Remedies;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Letters;

/// <summary>Until when a served reply may be contested.</summary>
public sealed class RemedyDays(LantaiDb db, LetterShelf shelf, PackFolder packs, RequestClock clock)
{
    /// <summary>No more days are off in a row, so that a last day moves no further.</summary>
    private const int MostDaysOff = 15;

    /// <returns>Null for a letter without remedy.</returns>
    public async Task<string?> SentenceAsync(Letter letter, DateOnly servedOn, CancellationToken stop = default)
    {
        if (shelf.Templates.FirstOrDefault(template => template.Key == letter.Template)?.Decision is not { } decision) return null;
        var answering = await db.Requests.Where(request => request.Id == letter.RequestId).Select(request => request.UnitId).SingleAsync(stop);
        if (await db.FindLetterOfficeAsync(letter.RegionId, answering, stop) is not { } office) return null;
        var remedy = Remedy.Of(decision, office.Office, RemedyRules.InForce(packs, letter.SignedOn!.Value));
        var calendar = await clock.CalendarAsync(stop);
        var isReviewFirst = remedy.Type == RemedyType.ReviewFirst;
        var latest = isReviewFirst ? servedOn.AddDays(remedy.Rules.ReviewDays.Length) : servedOn.AddMonths(remedy.Rules.SuitMonths.Length);
        if (!calendar.Covers(latest.AddDays(MostDaysOff).Year))
            return isReviewFirst ? "申请行政复议的最后一日在放假安排尚未公布的年份，公布后计算（复议前置，不能直接起诉）。"
                : "申请复议和起诉的最后一日在放假安排尚未公布的年份，公布后计算。";
        var days = remedy.Deadlines(servedOn, calendar);
        var suit = days.SuitUntil is { } last ? $"，提起行政诉讼至{ChineseDate.Of(last)}" : "（复议前置，不能直接起诉）";
        return $"申请行政复议至{ChineseDate.Of(days.ReviewUntil)}{suit}。";
    }
}
