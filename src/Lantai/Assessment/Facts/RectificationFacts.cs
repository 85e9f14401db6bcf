using Lantai.Calendar;
using Lantai.Rectification;
using Lantai.Storage;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>What units were asked to put right, and whether they did so in time, as facts of the day on which it was so.</summary>
internal static class RectificationFacts
{
    private const string Opened = "整改通知";
    private const string InTime = "按期整改";
    private const string Late = "逾期整改";

    public static FactSource Source { get; } = new("整改",
    [
        new(Opened, "开出的一张整改单，日期是开单之日，类别是级别，对象是单号", "件"),
        new(InTime, "期限内整改的一张整改单，日期是完成之日，起算日是开单之日", "件"),
        new(Late, "过了期限没有整改的一张整改单，日期是期限的次日，起算日是开单之日，状态是考评期末已整改或未整改", "件"),
    ], ReadAsync);

    private static async Task<IReadOnlyList<Fact>> ReadAsync(LantaiDb db, FactQuery query, CancellationToken stop)
    {
        if (!Source.Kinds.Any(kind => query.Names.Contains(kind.Name))) return [];
        var units = query.Units.Keys.ToArray();
        var end = OfficeTime.Start(query.Until.AddDays(1));
        var region = await db.Set<Units.Region>().Where(region => region.Id == query.RegionId).Select(region => region.Key).SingleAsync(stop);
        var asked = db.Tickets.AsNoTracking()
            .Where(ticket => ticket.RegionId == query.RegionId && units.Contains(ticket.UnitId))
            .Where(ticket => ticket.OpenedAt < end && ticket.State != TicketState.Withdrawn);
        // One of whose facts may fall into the period: opened, done or late from its first day on.
        if (query.From is { } from)
        {
            var (start, due) = (OfficeTime.Start(from), from.AddDays(-1));
            asked = asked.Where(ticket => ticket.OpenedAt >= start || ticket.DoneOn >= from || ticket.DueOn >= due);
        }
        var tickets = await asked.OrderBy(ticket => ticket.OpenedAt).ThenBy(ticket => ticket.Id).ToListAsync(stop);
        return [.. tickets.SelectMany(ticket => Of(ticket, query, region)).Where(fact => query.Names.Contains(fact.Name) && (query.From is null || fact.Day >= query.From) && fact.Day <= query.Until)];
    }

    private static IEnumerable<Fact> Of(Ticket ticket, FactQuery query, string region)
    {
        var row = new Fact(query.Units[ticket.UnitId], Opened, ticket.OpenedOn)
        {
            Class = ticket.Severity.Title,
            Item = ticket.Code,
            Note = ticket.Title,
            Link = $"/desk/{region}/rectification/tickets/{ticket.Id}",
        };
        yield return row;
        if (ticket.DoneOn is { } done && done <= ticket.DueOn) yield return row with { Name = InTime, Day = done, Since = ticket.OpenedOn };
        else if (ticket.IsLate(query.Until))
            yield return row with { Name = Late, Day = ticket.DueOn.AddDays(1), Since = ticket.OpenedOn, State = ticket.DoneOn <= query.Until ? "已整改" : "未整改" };
    }
}
