using Lantai.Disclosure;
using Lantai.Journal;
using Lantai.Patrol.Addresses;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lantai.Patrol;

/// <summary>A column as it is written into the register. <see cref="Address"/> is fixed once it is there.</summary>
/// <param name="MostAgeDays">Null for the cycle of the item that must be published, or the class's.</param>
/// <param name="DutyItemId">The item that must be published for which it stands.</param>
public sealed record ColumnEntry(string Address, string Name, string Class, int? MostAgeDays, long? UnitId, long? DutyItemId = null);

/// <summary>Putting columns of a site on the register, correcting and leaving out what a patrol learnt.</summary>
public sealed class EditColumns(LantaiDb db, PatrolRules rules, TimeProvider time)
{
    /// <summary>Adds the column, or corrects the one of that address.</summary>
    /// <param name="seen">The version that the person saw; null for a new column, which may be one that a patrol learnt.</param>
    /// <exception cref="RefusedException">The address is not of this site or registered already, there is no such class, unit or item, or somebody was quicker.</exception>
    public async Task SaveAsync(Actor actor, long regionId, long siteId, ColumnEntry entry, uint? seen = null, CancellationToken stop = default)
    {
        var site = await SiteAsync(regionId, siteId, stop);
        var wanted = Checked(site, entry);
        var key = AddressKey.Of(wanted.Address);
        var known = await db.SiteColumns.SingleOrDefaultAsync(column => column.SiteId == siteId && column.Key == key, stop);
        if (seen is null && known is { State: ColumnState.Registered }) throw new RefusedException($"这个网址已登记为栏目“{known.Name}”，请在栏目列表里修改。");
        if (seen is { } version && known?.Version != version) throw new RefusedException(Raced(entry.Name));
        await SaveAllAsync(site, [wanted], stop);
        db.Record(time, actor, "登记栏目", site.Subject, $"登记网站“{site.Name}”的栏目“{entry.Name}”。", regionId);
        await SaveChangesAsync(Raced(entry.Name), stop);
    }

    /// <summary>All or none.</summary>
    public async Task ImportAsync(Actor actor, long regionId, long siteId, IReadOnlyList<ColumnEntry> entries, CancellationToken stop = default)
    {
        var site = await SiteAsync(regionId, siteId, stop);
        await SaveAllAsync(site, [.. entries.Select(entry => Checked(site, entry))], stop);
        db.Record(time, actor, "导入栏目", site.Subject, $"导入网站“{site.Name}”的{entries.Count}个栏目。", regionId);
        await SaveChangesAsync("栏目刚被别人改过，或巡查刚识别到其中的栏目，请重新导入，核对后再写入。", stop);
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
        if (address.HasUser) throw new RefusedException(AddressSecret.Refusal(entry.Address));
        if (address.Host != WebAddress.Parse(site.Address)!.Host) throw new RefusedException($"“{entry.Address}”不在网站“{site.Name}”上。");
        if (!rules.Columns.Any(known => known.Name == entry.Class)) throw new RefusedException($"没有“{entry.Class}”这一类别，现有：{string.Join('、', rules.Columns.Select(known => known.Name))}。");
        return entry with { Address = address.WithoutFragment().Text };
    }

    private async Task SaveAllAsync(PatrolSite site, IReadOnlyList<ColumnEntry> entries, CancellationToken stop)
    {
        var wanted = entries.Select(entry => entry.UnitId).OfType<long>().Distinct().ToArray();
        if (await db.Units.CountAsync(unit => wanted.Contains(unit.Id) && unit.RegionId == site.RegionId, stop) != wanted.Length) throw new RefusedException("没有这个单位。");
        var items = entries.Select(entry => entry.DutyItemId).OfType<long>().Distinct().ToArray();
        if (await db.DutyItems.CountAsync(item => items.Contains(item.Id) && item.RegionId == site.RegionId, stop) != items.Length) throw new RefusedException("没有这个公开事项。");
        var known = await db.SiteColumns.Where(column => column.SiteId == site.Id).ToDictionaryAsync(column => column.Key, stop);
        foreach (var entry in entries)
        {
            var key = AddressKey.Of(entry.Address);
            if (!known.TryGetValue(key, out var column)) db.SiteColumns.Add(column = known[key] = new SiteColumn { SiteId = site.Id, Address = entry.Address, Name = entry.Name, Class = entry.Class });
            (column.Name, column.Class, column.MostAgeDays, column.UnitId) = (entry.Name, entry.Class, entry.MostAgeDays, entry.UnitId);
            (column.Address, column.DutyItemId, column.State) = (entry.Address, entry.DutyItemId, ColumnState.Registered);
        }
    }

    /// <param name="raced">Told when somebody changed a row, or a patrol has just learnt a column of that address.</param>
    private async Task SaveChangesAsync(string raced, CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException cause) when (cause is DbUpdateConcurrencyException || cause.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new RefusedException(raced, cause);
        }
    }

    private static string Raced(string name) => $"栏目“{name}”刚被别人改过，或巡查刚识别到，请重新打开本页，核对后再改。";

    private async Task<PatrolSite> SiteAsync(long regionId, long siteId, CancellationToken stop) =>
        await db.PatrolSites.SingleOrDefaultAsync(site => site.Id == siteId && site.RegionId == regionId, stop) ?? throw new RefusedException("没有这个网站。");
}
