using Lantai.Calendar;
using Lantai.Requests.Letters;
using Lantai.Ui;

namespace Lantai.Requests.Desk;

/// <summary>What the inbox shows: the open cases, the late ones, those due soon, those that wait for an answer to a letter, those over, or all.</summary>
internal static class InboxFilter
{
    public static IReadOnlyList<Choice> Views(int soonWorkdays) =>
    [
        new("open", "在办"), new("late", "已超期"), new("soon", SoonTitle(soonWorkdays)), new("waiting", "待确认收到"), new("underway", "文书待签收"), new("owed", "已终止、待告知"),
        new("ended", "已办结"), new("all", "全部"),
    ];

    public static string SoonTitle(int workdays) => $"{workdays}个工作日内到期";

    /// <summary>The last day that is soon. No known due day lies behind the end of the calendar, so where it ends all of them are soon.</summary>
    public static DateOnly SoonUntil(WorkCalendar calendar, DateOnly today, int workdays) => calendar.FindWorkday(today, workdays) ?? DateOnly.MaxValue;

    /// <param name="soon">The last day that is soon.</param>
    /// <param name="owed">Those over whose applicant was not told.</param>
    public static IQueryable<Request> Of(IQueryable<Request> requests, IQueryable<Request> owed, TableQuery query, DateOnly soon, DateOnly today)
    {
        var shown = query["view"] switch
        {
            "late" => requests.Where(request => request.EndedOn == null && request.DueOn < today),
            "soon" => requests.Where(request => request.EndedOn == null && request.DueOn >= today && request.DueOn <= soon),
            "waiting" => requests.Where(request => request.EndedOn == null && request.State == RequestState.AwaitingConfirmation),
            "underway" => UnderwayNotices.Of(requests),
            "owed" => owed,
            "ended" => requests.Where(request => request.EndedOn != null),
            "all" => requests,
            _ => requests.Where(request => request.EndedOn == null),
        };
        if (Enum.TryParse<Channel>(query["channel"], out var channel)) shown = shown.Where(request => request.Channel == channel);
        if (Enum.TryParse<RequestState>(query["state"], out var state)) shown = shown.Where(request => request.State == state);
        if (query["unit"] == Addressees.OwnKey) shown = shown.Where(request => request.UnitId == null);
        else if (Addressees.UnitOf(query["unit"]) is { } unit) shown = shown.Where(request => request.UnitId == unit);
        return query.Search.Length == 0 ? shown : Matching(shown, query.Search);
    }

    /// <summary>
    /// A case number finds its case; other words are looked for in what is asked for. Names of applicants are not: what is searched stands in the
    /// address, and so in the logs of every machine on the way.
    /// </summary>
    private static IQueryable<Request> Matching(IQueryable<Request> shown, string words)
    {
        var parts = words.Split('-');
        if (parts.Length == 2 && int.TryParse(parts[0], out var year) && int.TryParse(parts[1], out var number))
            return shown.Where(request => request.Year == year && request.Number == number);
        return shown.Where(request => request.Items.Any(item => item.Text.Contains(words)));
    }
}
