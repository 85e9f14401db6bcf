using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Ui;
using Lantai.Units;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Rectification.Desk;

/// <summary>The register of tickets as a file.</summary>
internal static class TicketDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/rectification").RequireAuthorization(Access.Desk);
        foreach (var file in SheetFile.All)
            desk.MapGet($"tickets.{file.Ending}", async (HttpContext http, CurrentTickets current, TimeProvider time) => file.Answer(await SheetAsync(http, current, time), "整改台账"));
    }

    private static async Task<Sheet> SheetAsync(HttpContext http, CurrentTickets current, TimeProvider time)
    {
        var today = time.Today();
        var (region, _, tickets) = await current.GetAsync();
        var units = await current.UnitNamesAsync(region.Id, today);
        var rows = await TicketFilter.Of(TableQuery.Of(http.Request)).Apply(tickets.AsNoTracking().Include(ticket => ticket.Places), today).ToListAsync();
        return new Sheet(
            "整改台账",
            [
                new("单号"), new("单位"), new("来源"), new("类别"), new("级别"), new("问题"), new("处数", SheetColumnKind.Number), new("依据"), new("整改要求"), new("开单日期", SheetColumnKind.Date),
                new("期限", SheetColumnKind.Date), new("状态"), new("完成日期", SheetColumnKind.Date), new("页面或地点"),
            ],
            [.. rows.Select(ticket => (IReadOnlyList<SheetCell>)[
                ticket.Code, units[ticket.UnitId], ticket.Origin.Title, ticket.Topic, ticket.Severity.Title, ticket.Title, ticket.Places.Count, Citation.OnPaper(ticket.Basis), ticket.Demand, ticket.OpenedOn,
                ticket.DueOn, ticket.Standing(today), ticket.DoneOn, string.Join('\n', ticket.Places.Select(place => place.Address ?? place.What))])])
        { Title = $"{region.Name}整改台账" };
    }
}
