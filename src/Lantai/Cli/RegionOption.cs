using System.CommandLine;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Cli;

/// <summary>Which region a verb works for: the option, and the region that it names.</summary>
internal static class RegionOption
{
    public static Option<string> Create() => new("--region") { Description = "地区的地址代码，如 yanshi", Required = true };

    /// <summary>A connection to a database of this program's schema.</summary>
    public static async Task<LantaiDb> OpenDbAsync(Database database, CancellationToken stop)
    {
        await Schema.EnsureCurrentAsync(database.Source, stop);
        return database.OpenDb();
    }

    public static async Task<Region> FindAsync(LantaiDb db, string key)
    {
        var regions = await db.Regions.AsNoTracking().OrderBy(region => region.DisplayOrder).ToListAsync();
        if (regions.Find(region => region.Key == key) is { } found) return found;
        var known = regions.Count == 0 ? "还没有地区，请先在“设置”中添加" : $"现有：{string.Join('、', regions.Select(region => region.Key))}";
        throw new RefusedException($"没有代码为“{key}”的地区；{known}。");
    }
}
