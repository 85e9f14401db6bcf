using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Units;

/// <summary>All units with their names, kept until anything changes. They are for reading only.</summary>
public sealed class KnownUnits(IDbContextFactory<LantaiDb> databases, Changes changes)
{
    private readonly UntilChanged<List<Unit>> units = new(changes, async () =>
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Units.InOrder().AsNoTracking().Include(unit => unit.Names).ToListAsync();
    });

    /// <summary>The region's units in their order.</summary>
    public async ValueTask<IReadOnlyList<Unit>> OfAsync(long regionId) => (await units.ReadAsync()).FindAll(unit => unit.RegionId == regionId);

    /// <summary>The unit of a row that names one.</summary>
    public ValueTask<Unit> GetAsync(long id) => units.GetAsync(all => all.Find(unit => unit.Id == id));
}
