using Lantai.Calendar;
using Lantai.Mail;
using Lantai.People;
using Lantai.Storage;
using Lantai.Units;

namespace Lantai.Rectification.Desk;

/// <summary>Tickets in the daily digest: as on 今日, by number; what they are about may name persons and stays in the office.</summary>
internal static class TicketDigest
{
    private const int Most = 10;

    public static async Task<DigestSection?> ReadAsync(IServiceProvider services, Person person, Region region, CancellationToken stop)
    {
        var today = services.GetRequiredService<TimeProvider>().Today();
        var tickets = await TodayTickets.ReadAsync(services.GetRequiredService<LantaiDb>(), person, region.Id, today, stop);
        var home = $"/desk/{region.Key}/rectification";
        var lines = new List<DigestLine>();
        if (tickets.Waiting > 0) lines.Add(new DigestLine($"{tickets.Waiting}件整改待复核", $"{home}?state={TicketState.Answered}"));
        if (tickets.Asked > 0)
            lines.Add(new DigestLine($"{tickets.Asked}件待整改{(tickets.NextOn is { } next ? $"，最近的{next:yyyy-MM-dd}到期" : "")}", home));
        lines.AddRange(tickets.Late.Take(Most).Select(ticket => new DigestLine(
            $"整改单{ticket.Code}：{ticket.DueOn:yyyy-MM-dd}到期，已超期{(ticket.EscalatedAt is null ? "" : "，已上报")}", $"{home}/tickets/{ticket.Id}")));
        if (tickets.LateCount > Most) lines.Add(new DigestLine($"逾期的整改单共{tickets.LateCount}件", $"{home}?state={TicketFilter.Late}"));
        return new DigestSection("整改", lines);
    }
}
