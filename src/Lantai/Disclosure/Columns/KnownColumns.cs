using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>All columns of all portals, kept until anything changes. They are for reading only.</summary>
public sealed class KnownColumns(IDbContextFactory<LantaiDb> databases, Changes changes)
{
    private readonly UntilChanged<List<PortalColumn>> columns = new(changes, async () =>
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.PortalColumns.InOrder().AsNoTracking().ToListAsync();
    });

    /// <summary>The region's columns in their order.</summary>
    public async ValueTask<IReadOnlyList<PortalColumn>> OfAsync(long regionId) => (await columns.ReadAsync()).FindAll(column => column.RegionId == regionId);

    /// <summary>The column of a row that names one.</summary>
    public ValueTask<PortalColumn> GetAsync(long id) => columns.GetAsync(all => all.Find(column => column.Id == id));
}
