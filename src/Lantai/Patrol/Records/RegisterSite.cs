using Lantai.Journal;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>A site as it is written into the register. <see cref="Address"/> is fixed once it is there.</summary>
public sealed record SiteEntry(string Name, string Address, long? UnitId, decimal Rate, int MostPages, bool AsksElsewhere, string? RobotsPermit)
{
    /// <inheritdoc cref="PatrolSite.DailyAt"/>
    public TimeOnly? DailyAt { get; init; }

    /// <summary>The person may register a site of the own machine or network: its pages are kept, and shown to the whole office.</summary>
    public bool MayBeInside { get; init; }
}

/// <summary>Putting a site on the register, and changing how it is visited.</summary>
public sealed class RegisterSite(LantaiDb db, TimeProvider time)
{
    /// <exception cref="RefusedException">It is no address of the web, one of the own network that the person may not register, or the site is there already.</exception>
    public async Task<PatrolSite> AddAsync(Actor actor, long regionId, SiteEntry entry, CancellationToken stop = default)
    {
        if (WebAddress.Parse(entry.Address) is not { IsWeb: true } address) throw new RefusedException($"“{entry.Address}”不是网址，应以 http:// 或 https:// 开头。");
        if (address.HasUser) throw new RefusedException("网址里不要带用户名和密码，请去掉“@”和它前面的部分。");
        var isInside = await HostNames.IsInsideAsync(address.Host);
        if (isInside && !entry.MayBeInside) throw new RefusedException($"“{entry.Address}”在本机或内网，只有管理员可以登记。");
        var text = address.WithoutFragment().Text;
        if (await db.PatrolSites.SingleOrDefaultAsync(known => known.RegionId == regionId && known.Address == text, stop) is { } there)
            throw new RefusedException($"这个网址已登记为“{there.Name}”{(there.RetiredOn is null ? "" : "，已下线，请在它的网页上恢复巡查")}。");
        await RefuseForeignUnitAsync(regionId, entry.UnitId, stop);
        var site = new PatrolSite { RegionId = regionId, Name = entry.Name, Address = text, IsInside = isInside };
        Write(site, entry);
        db.PatrolSites.Add(site);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.SaveChangesAsync(stop);
        db.Record(time, actor, "登记网站", site.Subject, $"登记网站“{site.Name}”（{site.Address}）。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return site;
    }

    /// <param name="seen">The version that the person saw.</param>
    public async Task EditAsync(Actor actor, long regionId, long id, uint seen, SiteEntry entry, CancellationToken stop = default)
    {
        var site = await db.PatrolSites.SingleOrDefaultAsync(known => known.Id == id && known.RegionId == regionId, stop) ?? throw new RefusedException("没有这个网站。");
        if (site.Version != seen) throw new RefusedException($"“{site.Name}”刚被别人改过，请重新打开本页，核对后再改。");
        await RefuseForeignUnitAsync(regionId, entry.UnitId, stop);
        Write(site, entry);
        db.Record(time, actor, "修改网站", site.Subject, $"修改网站“{site.Name}”的登记。", regionId);
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException cause)
        {
            throw new RefusedException($"“{site.Name}”刚被别人改过，请重新打开本页，核对后再改。", cause);
        }
    }

    private void Write(PatrolSite site, SiteEntry entry)
    {
        (site.Name, site.UnitId, site.Rate, site.MostPages, site.AsksElsewhere, site.RobotsPermit) =
        (entry.Name, entry.UnitId, entry.Rate, entry.MostPages, entry.AsksElsewhere, entry.RobotsPermit);
        site.PatrolDailyAt(entry.DailyAt, time.GetUtcNow());
    }

    private async Task RefuseForeignUnitAsync(long regionId, long? unitId, CancellationToken stop)
    {
        if (unitId is { } id && !await db.Units.AnyAsync(unit => unit.Id == id && unit.RegionId == regionId, stop)) throw new RefusedException("没有这个单位。");
    }
}
