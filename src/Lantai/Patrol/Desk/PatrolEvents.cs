using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol.Desk;

/// <summary>How far a patrol is, told to the page that shows it until it is over.</summary>
internal static class PatrolEvents
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/desk/{Region}/patrol/sites/{id:long}/events", async ([FromRoute] long id, [FromServices] CurrentRegion current, [FromServices] IDbContextFactory<LantaiDb> databases, CancellationToken stop) =>
            TypedResults.ServerSentEvents(TellAsync((await current.GetAsync()).Id, id, databases, stop))).RequireAuthorization(Access.Overview);

    /// <summary>Of the patrol, as the bar of a page shows it.</summary>
    public static (int Done, int Total, string Note) Bar(SitePatrol patrol) =>
        (patrol.Pages, patrol.Pages + patrol.Waiting, patrol.State == PatrolState.Waiting ? "等待开始" : $"发现{patrol.Found}处，{patrol.Links}条链接{(patrol.LimitedBy is { } limit ? $"，受限于{limit}" : "")}");

    private static async IAsyncEnumerable<SseItem<object>> TellAsync(long regionId, long siteId, IDbContextFactory<LantaiDb> databases, [EnumeratorCancellation] CancellationToken stop)
    {
        while (await NewestAsync(regionId, siteId, databases, stop) is { IsOver: false } patrol)
        {
            var (done, total, note) = Bar(patrol);
            yield return new SseItem<object>(new { done, total, note });
            await Task.Delay(TellEvery, stop);
        }
        yield return new SseItem<object>(new { }, "end");
    }

    private static async Task<SitePatrol?> NewestAsync(long regionId, long siteId, IDbContextFactory<LantaiDb> databases, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        if (!await db.PatrolSites.AnyAsync(site => site.Id == siteId && site.RegionId == regionId, stop)) return null;
        return await db.SitePatrols.AsNoTracking().Where(patrol => patrol.SiteId == siteId)
            .OrderByDescending(patrol => patrol.Id).FirstOrDefaultAsync(stop);
    }
}
