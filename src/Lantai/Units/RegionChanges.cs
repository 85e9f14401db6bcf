using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Units;

/// <summary>Adding a region and changing its marks. Its key stands in addresses and never changes.</summary>
internal sealed class RegionChanges(LantaiDb db, TimeProvider time)
{
    public async Task CreateAsync(Actor actor, Region region)
    {
        if (await db.Regions.AnyAsync(known => known.Key == region.Key)) throw new RefusedException($"地址代码“{region.Key}”已被另一个地区使用。");
        db.Regions.Add(region);
        db.Record(time, actor, "新增地区", $"region/{region.Key}", $"新增地区“{region.Name}”（{region.Key}）。");
        await db.SaveChangesAsync();
    }

    /// <param name="seen">The version that the person saw.</param>
    /// <param name="change">Writes the new marks and answers what is other than before.</param>
    public async Task EditAsync(Actor actor, string key, uint seen, Func<Region, IReadOnlyList<FieldChange>> change)
    {
        var region = await db.Regions.SingleOrDefaultAsync(known => known.Key == key) ?? throw new RefusedException($"没有地址代码为“{key}”的地区。");
        if (region.Version != seen) throw Changed(region.Name);
        var name = region.Name;
        var changes = change(region);
        if (changes.Count == 0) return;
        db.Record(time, actor, "修改地区", $"region/{key}", $"修改地区“{name}”：{string.Join('；', changes)}。", region.Id);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException cause)
        {
            throw Changed(name, cause);
        }
    }

    private static RefusedException Changed(string name, Exception? cause = null)
    {
        var sentence = $"“{name}”刚被别人改过，您看到的已不是最新内容；请重新打开本页，核对后再改。";
        return cause is null ? new RefusedException(sentence) : new RefusedException(sentence, cause);
    }
}
