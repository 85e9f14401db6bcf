using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Desk;

/// <summary>A case as the inbox lists it.</summary>
/// <param name="First">The first item's text.</param>
internal sealed record InboxRow(
    long Id, int Year, int Number, string Applicant, ApplicantKind Kind, string First, int Items, Channel Channel,
    DateOnly? ReceivedOn, DateOnly? DueOn, DateOnly? EndedOn, RequestState State, long? UnitId)
{
    public string CaseNumber => Request.NumberOf(Year, Number);
}

/// <summary>How many cases of a region are open, and of those late, due soon, or waiting to be confirmed.</summary>
internal sealed record InboxCounts(int Open, int Late, int Soon, int Waiting);

/// <summary>What the inbox asks of the database.</summary>
internal static class InboxList
{
    public const int PageSize = 50;

    public static async Task<InboxCounts> CountAsync(IQueryable<Request> own, DateOnly soon, DateOnly today, CancellationToken stop = default) =>
        await own.Where(request => request.EndedOn == null).GroupBy(_ => 1)
            .Select(open => new InboxCounts(
                open.Count(),
                open.Count(request => request.DueOn < today),
                open.Count(request => request.DueOn >= today && request.DueOn <= soon),
                open.Count(request => request.State == RequestState.AwaitingConfirmation)))
            .SingleOrDefaultAsync(stop)
        ?? new InboxCounts(0, 0, 0, 0);

    /// <param name="page">From 1.</param>
    public static Task<List<InboxRow>> ReadAsync(IQueryable<Request> listed, string? view, int page, CancellationToken stop = default) =>
        Rows(Ordered(listed, view).Skip((page - 1) * PageSize).Take(PageSize)).ToListAsync(stop);

    /// <summary>Not by pages, for a file.</summary>
    public static Task<List<InboxRow>> ReadAllAsync(IQueryable<Request> listed, string? view, int most, CancellationToken stop = default) =>
        Rows(Ordered(listed, view).Take(most)).ToListAsync(stop);

    private static IQueryable<InboxRow> Rows(IQueryable<Request> requests) =>
        requests.Select(request => new InboxRow(request.Id, request.Year, request.Number, request.Applicant, request.ApplicantKind,
                request.Items.OrderBy(item => item.Place).Select(item => item.Text).First(), request.Items.Count, request.Channel,
                request.ReceivedOn, request.DueOn, request.EndedOn, request.State, request.UnitId));

    /// <summary>What is open by its due day; what is over, and all, the latest first. Each as an index has it.</summary>
    private static IQueryable<Request> Ordered(IQueryable<Request> listed, string? view) => view switch
    {
        "ended" or "owed" => listed.OrderByDescending(request => request.EndedOn).ThenByDescending(request => request.Id),
        "all" => listed.OrderByDescending(request => request.Year).ThenByDescending(request => request.Number),
        _ => listed.OrderBy(request => request.DueOn).ThenByDescending(request => request.Id),
    };
}
