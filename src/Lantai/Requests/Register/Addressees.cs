using System.Globalization;
using Lantai.Requests.Letters;
using Lantai.Storage;
using Lantai.Ui;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests;

/// <summary>
/// Who can be applied to (条例第二十九条): the region's own office, and every unit for which it is entered who signs, because
/// only such a unit can answer.
/// </summary>
public sealed class Addressees(LantaiDb db, TimeProvider time)
{
    /// <summary>Stands for the region's own office in forms and addresses.</summary>
    public const string OwnKey = "government";

    public static string KeyOf(long? unit) => unit?.ToString(CultureInfo.InvariantCulture) ?? OwnKey;

    /// <returns>Null for the region's own, and for what is no key.</returns>
    public static long? UnitOf(string? key) => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var unit) ? unit : null;

    /// <summary>The region's own first.</summary>
    public async Task<IReadOnlyList<Choice>> ReadAsync(Region region, CancellationToken stop = default)
    {
        var offices = await db.LetterOffices.AsNoTracking().Where(office => office.RegionId == region.Id).ToListAsync(stop);
        var units = await db.UnitsOf(region.Id).AsNoTracking().ToListAsync(stop);
        var today = Calendar.OfficeTime.Today(time);
        return
        [
            new Choice(OwnKey, offices.Find(office => office.UnitId is null)?.Name ?? region.OfficeName),
            .. from unit in units
               where !unit.IsDissolvedOn(today)
               let office = offices.Find(office => office.UnitId == unit.Id)
               where office is not null
               select new Choice(KeyOf(unit.Id), office.Name),
        ];
    }

    /// <summary>The names of those to whom the region's register has cases, and of those who can be applied to; the region's own first.</summary>
    public async Task<IReadOnlyList<Choice>> KnownAsync(Region region, CancellationToken stop = default)
    {
        var (cases, offices) = (db.Requests.Where(request => request.RegionId == region.Id), db.LetterOffices);
        var units = await db.UnitsOf(region.Id).AsNoTracking().Include(unit => unit.Names)
            .Where(unit => cases.Any(request => request.UnitId == unit.Id) || offices.Any(office => office.UnitId == unit.Id)).ToListAsync(stop);
        return [new Choice(OwnKey, region.OfficeName), .. units.Select(unit => new Choice(KeyOf(unit.Id), unit.Name))];
    }

    /// <exception cref="RefusedException">The region has no such unit, or had it no more on that day.</exception>
    public async Task RefuseUnknownAsync(long regionId, long unitId, DateOnly on, CancellationToken stop = default)
    {
        var unit = await db.Units.AsNoTracking().Include(known => known.Names).SingleOrDefaultAsync(known => known.Id == unitId && known.RegionId == regionId, stop);
        if (unit is null) throw new RefusedException("没有这个答复机关，请从列表重新选择。");
        if (unit.IsDissolvedOn(on)) throw new RefusedException($"{unit.Name}已于{unit.DissolvedOn:yyyy-MM-dd}撤销，不能再向它申请，请选择承接它职责的机关。");
    }
}
