using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Units;

/// <summary>A unit of the register with what is said of it.</summary>
internal sealed record KnownUnit(long Id, UnitEntry Entry);

/// <summary>A region's groups and units as a value, in their order: what the pure rules of import look at.</summary>
internal sealed record UnitRegister(IReadOnlyList<string> Groups, IReadOnlyList<KnownUnit> Units)
{
    /// <param name="units">With names, group and successor loaded.</param>
    public static UnitRegister Of(IEnumerable<UnitGroup> groups, IEnumerable<Unit> units) =>
        new([.. groups.Select(group => group.Name)], [.. units.Select(unit => new KnownUnit(unit.Id, UnitEntry.Of(unit)))]);
}

/// <summary>A group and how many units it holds.</summary>
/// <param name="Used">Not dissolved.</param>
internal sealed record GroupCount(long Id, string Name, int Used, int All)
{
    public int Dissolved => All - Used;
}

internal static class RegisterReading
{
    extension(LantaiDb db)
    {
        /// <summary>The region's groups in their order.</summary>
        public IQueryable<UnitGroup> GroupsOf(long regionId) =>
            db.UnitGroups.Where(group => group.RegionId == regionId).OrderBy(group => group.DisplayOrder).ThenBy(group => group.Id);

        /// <summary>The region's units in their order.</summary>
        public IQueryable<Unit> UnitsOf(long regionId) => db.Units.Where(unit => unit.RegionId == regionId).InOrder();

        /// <summary>The region's groups in their order, with their units counted.</summary>
        public Task<List<GroupCount>> CountGroupsAsync(long regionId, DateOnly today)
        {
            var units = db.Units;
            return db.GroupsOf(regionId).Select(group => new GroupCount(group.Id, group.Name,
                units.Count(unit => unit.GroupId == group.Id && (unit.DissolvedOn == null || unit.DissolvedOn >= today)),
                units.Count(unit => unit.GroupId == group.Id))).ToListAsync();
        }

        /// <summary>The whole register, to look at.</summary>
        public async Task<UnitRegister> ReadRegisterAsync(long regionId) => UnitRegister.Of(
            await db.GroupsOf(regionId).AsNoTracking().ToListAsync(),
            await db.UnitsOf(regionId).WithAll().AsNoTrackingWithIdentityResolution().ToListAsync());
    }

    public static IQueryable<Unit> InOrder(this IQueryable<Unit> units) =>
        units.OrderBy(unit => unit.Group!.DisplayOrder).ThenBy(unit => unit.GroupId).ThenBy(unit => unit.DisplayOrder).ThenBy(unit => unit.Id);

    /// <summary>With what an entry says: names, group, successor.</summary>
    public static IQueryable<Unit> WithAll(this IQueryable<Unit> units) =>
        units.Include(unit => unit.Names).Include(unit => unit.Group).Include(unit => unit.Successor!.Names).AsSplitQuery();
}
