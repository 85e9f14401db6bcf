using Lantai.Storage;
using Lantai.Units;
using Lantai.Verification.Documents;
using Lantai.Verification.Names;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Verification.Published;

/// <summary>Tells which unit of a region publishes under a name, however the name is spelled.</summary>
internal sealed class Publishers
{
    private readonly ILookup<string, long> units;
    private readonly UnitNames names;

    private Publishers(ILookup<string, long> units, ShortForms shortForms, string place) =>
        (this.units, names) = (units, UnitNames.OfRegister(units.Select(name => name.Key), shortForms, Compact.Of(place)));

    /// <summary>By every name that the region's units have or had.</summary>
    public static async Task<Publishers> ReadAsync(LantaiDb db, long regionId, ShortForms shortForms, CancellationToken stop)
    {
        var known = await db.Units.Where(unit => unit.RegionId == regionId)
            .SelectMany(unit => unit.Names, (unit, name) => new { unit.Id, name.Text }).ToListAsync(stop);
        var place = await db.Set<Region>().Where(region => region.Id == regionId).Select(region => region.Name).SingleAsync(stop);
        return new Publishers(known.ToLookup(name => Compact.Of(name.Text), name => name.Id), shortForms, place);
    }

    /// <summary>Null when the name is no unit's, or may be more than one's.</summary>
    public long? UnitOf(string publisher)
    {
        var meant = names.Find(Compact.Of(publisher)).Units.SelectMany(name => units[name]).Distinct().Take(2).ToList();
        return meant.Count == 1 ? meant[0] : null;
    }

    /// <summary>The same words for every spelling of a unit's name; of a name that is no unit's, the name.</summary>
    public string Whose(string publisher) => PublishedReport.WhoseOf(UnitOf(publisher), publisher);
}
