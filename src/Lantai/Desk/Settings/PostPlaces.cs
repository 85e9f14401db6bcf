using Lantai.People;
using Lantai.Storage;
using Lantai.Ui;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Desk.Settings;

/// <summary>Where posts are held: regions and units by name, to choose from and to read.</summary>
internal sealed class PostPlaces
{
    private readonly IReadOnlyList<Region> regions;
    private readonly IReadOnlyList<Unit> units;

    private PostPlaces(IReadOnlyList<Region> regions, IReadOnlyList<Unit> units) => (this.regions, this.units) = (regions, units);

    public IReadOnlyList<Choice> Regions => [.. regions.Select(region => new Choice(region.Id.ToString(), region.Name))];

    /// <summary>The units in use, under region and group.</summary>
    public IReadOnlyList<Choice> Units =>
    [
        .. from region in regions
            from unit in units
            where unit.RegionId == region.Id && unit.DissolvedOn is null
            select new Choice(unit.Id.ToString(), unit.Name, $"{region.Name} · {unit.Group!.Name}"),
    ];

    public static async Task<PostPlaces> ReadAsync(LantaiDb db) => new(
        await db.Regions.AsNoTracking().OrderBy(region => region.DisplayOrder).ThenBy(region => region.Id).ToListAsync(),
        await db.Units.Include(unit => unit.Names).Include(unit => unit.Group).AsNoTracking()
            .OrderBy(unit => unit.Group!.DisplayOrder).ThenBy(unit => unit.DisplayOrder).ThenBy(unit => unit.Id).ToListAsync());

    public long? RegionOf(long unitId) => units.FirstOrDefault(unit => unit.Id == unitId)?.RegionId;

    /// <summary>偃师区老城街道; 全部地区.</summary>
    public string Place(Appointment held)
    {
        var region = regions.FirstOrDefault(known => known.Id == held.RegionId)?.Name ?? "全部地区";
        return held.UnitId is null ? region : $"{region} {units.FirstOrDefault(unit => unit.Id == held.UnitId)?.Name}";
    }

    /// <summary>政务公开科（偃师区，至2026-12-31）.</summary>
    public string Sentence(Appointment held) =>
        $"{held.Post.Title()}（{Place(held)}{(held.UntilOn is { } until ? $"，至{until:yyyy-MM-dd}" : "")}）";
}
