using Lantai.People;
using Lantai.Storage;
using Lantai.Ui;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Units;

/// <summary>
/// The region that the request is about: the one in the address; on the desk otherwise the person's first one, on the
/// portal the only one there is.
/// </summary>
public sealed class CurrentRegion(IHttpContextAccessor http, KnownRegions regions, CurrentPerson current)
{
    /// <summary>The name of the route value that holds a region's key.</summary>
    public const string RouteKey = "Region";

    private Task<Region?>? found;
    private Task<List<Region>>? all;

    /// <summary>The region, or null when the address names none or one that does not exist.</summary>
    public Task<Region?> FindAsync() => found ??= LoadAsync();

    /// <summary>The region of a page whose address names one.</summary>
    public async Task<Region> GetAsync() => await FindAsync() ?? throw new RefusedException("没有这个地区。");

    /// <summary>The first region of this site in their order; null when there is none yet.</summary>
    public async Task<Region?> FirstAsync() => (await AllAsync()).FirstOrDefault();

    /// <summary>The regions whose desk the person may enter, in their order.</summary>
    public async Task<IReadOnlyList<Region>> EnteredAsync() =>
        await current.FindAsync() is { } person ? (await AllAsync()).FindAll(region => person.Enters(region.Id)) : [];

    private async Task<Region?> LoadAsync()
    {
        if (http.HttpContext is not { } context) return null;
        var regions = await AllAsync();
        if (context.Request.RouteValues.GetValueOrDefault(RouteKey) is string key) return regions.Find(region => region.Key == key);
        if (!context.Request.Path.StartsWithSegments("/desk")) return regions.Count == 1 ? regions[0] : null;
        return await EnteredAsync() is [var first, ..] ? first : null;
    }

    private Task<List<Region>> AllAsync() => all ??= regions.ReadAsync().AsTask();
}

/// <summary>All regions in their order, kept until anything changes. They are for reading only.</summary>
public sealed class KnownRegions(IDbContextFactory<LantaiDb> databases, Changes changes)
{
    private readonly UntilChanged<List<Region>> regions = new(changes, async () =>
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Regions.AsNoTracking().OrderBy(region => region.DisplayOrder).ThenBy(region => region.Id).ToListAsync();
    });

    public ValueTask<List<Region>> ReadAsync() => regions.ReadAsync();
}

/// <summary>Tells the shells, before a page is rendered, whose page it is and about which region.</summary>
internal sealed class ShellOfRegion(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, CurrentRegion current, CurrentPerson people, CurrentSite site, Shell shell)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            var region = await current.FindAsync();
            var person = await people.FindAsync();
            shell.Region = region?.Key;
            shell.Person = person?.Name;
            shell.Roles = [.. person?.Posts.Where(held => held.RegionId is null || held.RegionId == region?.Id).Select(held => held.Post.ToString()) ?? []];
            site.Marks = region?.MarksOver(site.Marks) ?? (await current.FirstAsync())?.MarksUnder(site.Marks) ?? site.Marks;
        }
        await next(context);
    }
}
