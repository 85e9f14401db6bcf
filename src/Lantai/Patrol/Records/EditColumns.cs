using Lantai.Disclosure;
using Lantai.Journal;
using Lantai.Patrol.Addresses;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>A column as it is written into the register. <see cref="Address"/> is fixed once it is there.</summary>
/// <param name="MostAgeDays">Null for the cycle of the item that must be published, or the class's.</param>
/// <param name="DutyItemId">The item that must be published for which it stands.</param>
public sealed record ColumnEntry(string Address, string Name, string Class, int? MostAgeDays, long? UnitId, long? DutyItemId = null)
{
    public static ColumnEntry Of(SiteColumn column) => new(column.Address, column.Name, column.Class, column.MostAgeDays, column.UnitId, column.DutyItemId);
}

/// <summary>Putting columns of a site on the register, correcting and leaving out what a patrol learnt.</summary>
public sealed class EditColumns(LantaiDb db, PatrolRules rules, TimeProvider time)
{
    /// <summary>Adds the column, or corrects the one of that address.</summary>
    /// <param name="seen">What the person saw; null for a new column, which may be one that a patrol learnt.</param>
    /// <exception cref="RefusedException">
    /// The address is not of this site or registered already, there is no such class, unit or item, or somebody changed the same.
    /// </exception>
    public async Task SaveAsync(Actor actor, long regionId, long siteId, ColumnEntry entry, SeenColumn? seen = null, CancellationToken stop = default)
    {
        var site = await SiteAsync(regionId, siteId, stop);
        var wanted = Checked(site, entry);
        await RefuseForeignAsync(site, [wanted], stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var column = (await HoldAsync(site, [wanted], stop)).Values.Single();
        if (seen is null && column.State == ColumnState.Registered) throw new RefusedException($"这个网址已登记为栏目“{column.Name}”，请在栏目列表里修改。");
        Write(column, seen?.Over(column, wanted) ?? wanted);
        db.Record(time, actor, "登记栏目", site.Subject, $"登记网站“{site.Name}”的栏目“{column.Name}”。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>All or none.</summary>
    public async Task ImportAsync(Actor actor, long regionId, long siteId, IReadOnlyList<ColumnEntry> entries, CancellationToken stop = default)
    {
        var site = await SiteAsync(regionId, siteId, stop);
        var wanted = entries.Select(entry => Checked(site, entry)).ToList();
        await RefuseForeignAsync(site, wanted, stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var known = await HoldAsync(site, wanted, stop);
        foreach (var entry in wanted) Write(known[AddressKey.Of(entry.Address)], entry);
        db.Record(time, actor, "导入栏目", site.Subject, $"导入网站“{site.Name}”的{entries.Count}个栏目。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>It is no column: later patrols do not put it forward again.</summary>
    public async Task LeaveAsync(Actor actor, long regionId, long siteId, long id, CancellationToken stop = default)
    {
        var site = await SiteAsync(regionId, siteId, stop);
        var column = await db.SiteColumns.SingleOrDefaultAsync(known => known.Id == id && known.SiteId == siteId, stop) ?? throw new RefusedException("没有这个栏目。");
        if (column.State == ColumnState.Left) throw new RefusedException($"“{column.Name}”已经不作为栏目。");
        column.State = ColumnState.Left;
        db.Record(time, actor, "移出栏目", site.Subject, $"网站“{site.Name}”的“{column.Name}”不再作为栏目。", regionId);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>The entry with its address as it is kept.</summary>
    /// <exception cref="RefusedException">The address is not of this site, or there is no such class.</exception>
    public ColumnEntry Checked(PatrolSite site, ColumnEntry entry)
    {
        if (WebAddress.Parse(entry.Address) is not { IsWeb: true } address) throw new RefusedException($"“{entry.Address}”不是网址，应以 http:// 或 https:// 开头。");
        if (address.HasUser) throw new RefusedException(AddressSecret.Refusal(address));
        if (address.Host != WebAddress.Parse(site.Address)!.Host) throw new RefusedException($"“{entry.Address}”不在网站“{site.Name}”上。");
        if (!rules.Columns.Any(known => known.Name == entry.Class)) throw new RefusedException($"没有“{entry.Class}”这一类别，现有：{string.Join('、', rules.Columns.Select(known => known.Name))}。");
        return entry with { Address = address.WithoutFragment().Text };
    }

    private async Task RefuseForeignAsync(PatrolSite site, IReadOnlyList<ColumnEntry> entries, CancellationToken stop)
    {
        var wanted = entries.Select(entry => entry.UnitId).OfType<long>().Distinct().ToArray();
        if (await db.Units.CountAsync(unit => wanted.Contains(unit.Id) && unit.RegionId == site.RegionId, stop) != wanted.Length) throw new RefusedException("没有这个单位。");
        var items = entries.Select(entry => entry.DutyItemId).OfType<long>().Distinct().ToArray();
        if (await db.DutyItems.CountAsync(item => items.Contains(item.Id) && item.RegionId == site.RegionId, stop) != items.Length) throw new RefusedException("没有这个公开事项。");
    }

    /// <summary>
    /// The columns of these addresses by their keys, made where there are none, locked until the transaction ends. In the order in which a
    /// patrol takes them, so that neither waits for the other; a patrol's references to them need not wait.
    /// </summary>
    private async Task<Dictionary<string, SiteColumn>> HoldAsync(PatrolSite site, IReadOnlyList<ColumnEntry> entries, CancellationToken stop)
    {
        string[] addresses = [.. entries.Select(entry => entry.Address)], keys = [.. addresses.Select(AddressKey.Of)];
        string[] names = [.. entries.Select(entry => entry.Name)], classes = [.. entries.Select(entry => entry.Class)];
        await db.Database.ExecuteSqlAsync($"""
            insert into site_column (site_id, name, address, class, state)
            select {site.Id}, name, address, class, 'Learnt' from unnest({addresses}, {names}, {classes}) as wanted (address, name, class)
            order by address_key(address) on conflict (site_id, key) do nothing
            """, stop);
        await db.Database.ExecuteSqlAsync($"select id from site_column where site_id = {site.Id} and key = any({keys}) order by key for no key update", stop);
        return await db.SiteColumns.Where(column => column.SiteId == site.Id && keys.Contains(column.Key)).ToDictionaryAsync(column => column.Key, stop);
    }

    private static void Write(SiteColumn column, ColumnEntry entry)
    {
        (column.Name, column.Class, column.MostAgeDays, column.UnitId) = (entry.Name, entry.Class, entry.MostAgeDays, entry.UnitId);
        (column.Address, column.DutyItemId, column.State) = (entry.Address, entry.DutyItemId, ColumnState.Registered);
    }

    private async Task<PatrolSite> SiteAsync(long regionId, long siteId, CancellationToken stop) =>
        await db.PatrolSites.SingleOrDefaultAsync(site => site.Id == siteId && site.RegionId == regionId, stop) ?? throw new RefusedException("没有这个网站。");
}
