using Lantai.Calendar;
using Lantai.People;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>The period that the page's address names, with the region it belongs to and who looks at it.</summary>
/// <param name="IsOffice">The person may change it.</param>
public sealed record PeriodView(Region Region, ScoringPeriod Period, Person Person, bool IsOffice)
{
    /// <summary>The address of a page about the period: "" is its first one.</summary>
    public string Address(string page = "") => PeriodAddress.Of(Region.Key, Period.SchemeName, Period.Period, page);

    /// <summary>The address of the page that says why a cell has its points.</summary>
    public string Why(long unit, string indicator) => PeriodAddress.Cell(Address("why"), unit, indicator);

    public string Entry(long unit, string indicator) => PeriodAddress.Cell(Address("entry"), unit, indicator);
}

/// <summary>Addresses of a period's pages on the desk: /desk/yanshi/assessment/yanshi-monthly/2022-12/sheet.</summary>
public static class PeriodAddress
{
    public static string Of(string region, string scheme, Period period, string page = "") =>
        $"/desk/{region}/assessment/{scheme}/{period}{(page.Length > 0 ? "/" : "")}{page}";

    internal static string Cell(string page, long unit, string indicator) => $"{page}?unit={unit}&indicator={Uri.EscapeDataString(indicator)}";
}

/// <summary>Finds the period of a request by its address: <c>/desk/{Region}/assessment/{Scheme}/{Period}/…</c>.</summary>
public sealed class CurrentPeriod(IHttpContextAccessor http, LantaiDb db, CurrentRegion regions, CurrentPerson people)
{
    /// <summary>Null when the address names no period that there is.</summary>
    public async Task<PeriodView?> FindAsync()
    {
        var values = http.HttpContext?.Request.RouteValues;
        if (await regions.FindAsync() is not { } region || !Period.TryParse(values?["Period"] as string, out var wanted)) return null;
        var scheme = values?["Scheme"] as string;
        var period = await db.ScoringPeriods.AsNoTracking()
            .SingleOrDefaultAsync(known => known.RegionId == region.Id && known.SchemeName == scheme && known.Period == wanted);
        if (period is null) return null;
        var person = await people.GetAsync();
        return new PeriodView(region, period, person, person.Holds(region.Id, Post.Office));
    }
}
