using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>A period as the liaison of one unit sees it: that unit's row and nothing else.</summary>
public sealed record MyUnit(PeriodView View, PeriodUnit Unit)
{
    /// <summary>Whether the unit may object today.</summary>
    public bool MayObject(DateOnly today) => View.Period.IsOpen && today <= View.Period.ObjectionsUntil;

    public string Address(string page = "") =>
        $"/desk/{View.Region.Key}/my-unit/{View.Period.SchemeName}/{View.Period.Period}{(page.Length > 0 ? "/" : "")}{page}?unit={Unit.UnitId}";

    public string Cell(string page, string indicator) => $"{Address(page)}&indicator={Uri.EscapeDataString(indicator)}";

    /// <summary>
    /// Null unless the person answers for the unit and may see the period: it is closed, or its scores are shown to the
    /// units. The answer does not tell which of them is missing.
    /// </summary>
    public static async Task<MyUnit?> FindAsync(LantaiDb db, CurrentPeriod current, long unitId)
    {
        if (await current.FindAsync() is not { } view || !view.Person.UnitsIn(view.Region.Id).Contains(unitId)) return null;
        if (view.Period is { IsOpen: true, ObjectionsUntil: null }) return null;
        var unit = await db.PeriodUnits.AsNoTracking()
            .SingleOrDefaultAsync(unit => unit.PeriodId == view.Period.Id && unit.UnitId == unitId && unit.LeftOutBecause == null);
        return unit is null ? null : new MyUnit(view, unit);
    }
}
