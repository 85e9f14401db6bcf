using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Ui;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins.Desk;

/// <summary>A row of the list of bulletins.</summary>
internal sealed record BulletinRow(Bulletin Bulletin, Period Period);

/// <summary>Which bulletins a list or an export shows, as its address says.</summary>
internal sealed record BulletinFilter(string Words, BulletinState? State, int? Year, BulletinKind? Kind)
{
    public static readonly IReadOnlyList<string> Keys = ["state", "year", "kind"];

    public static BulletinFilter Of(TableQuery query) => new(
        query.Search,
        Enum.TryParse<BulletinState>(query["state"], out var state) ? state : null,
        int.TryParse(query["year"], out var year) ? year : null,
        Enum.TryParse<BulletinKind>(query["kind"], out var kind) ? kind : null);

    /// <summary>The newest first; drafts before what was issued on the same day.</summary>
    public IQueryable<Bulletin> Apply(IQueryable<Bulletin> bulletins)
    {
        if (Words.Length > 0) bulletins = bulletins.Where(bulletin => bulletin.Title.Contains(Words) || bulletin.DocumentNumber!.Contains(Words));
        if (State is { } state) bulletins = bulletins.Where(bulletin => bulletin.State == state);
        if (Year is { } year) bulletins = bulletins.Where(bulletin => bulletin.On.Year == year);
        if (Kind is { } kind) bulletins = bulletins.Where(bulletin => bulletin.Kind == kind);
        return bulletins.OrderByDescending(bulletin => bulletin.On).ThenByDescending(bulletin => bulletin.Id);
    }
}

/// <summary>The list of bulletins as a file.</summary>
internal static class BulletinDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}").RequireAuthorization(Access.Overview);
        foreach (var file in SheetFile.All)
            desk.MapGet($"bulletins.{file.Ending}", async (HttpContext http, CurrentRegion region, LantaiDb db) => file.Answer(await SheetAsync(http, await region.GetAsync(), db), "通报"));
    }

    private static async Task<Sheet> SheetAsync(HttpContext http, Region region, LantaiDb db)
    {
        var found = await BulletinFilter.Of(TableQuery.Of(http.Request)).Apply(db.Bulletins.AsNoTracking().Where(bulletin => bulletin.RegionId == region.Id)).ToListAsync();
        var periods = await db.PeriodsOfAsync(found);
        return new Sheet(
            "通报", [new("标题"), new("考评期"), new("样式"), new("期号文号"), new("成文日期", SheetColumnKind.Date), new("状态"), new("公开"), new("签发人"), new("撤回理由")],
            [.. found.Select(bulletin => (IReadOnlyList<SheetCell>)[
                bulletin.Title, periods[bulletin.PeriodId].Title, bulletin.Kind.Title, bulletin.Number, bulletin.On, bulletin.State.Title,
                bulletin.IsPublic ? "公开" : "内部", bulletin.IssuedBy, bulletin.WithdrawnBecause])]);
    }

    /// <summary>The scoring periods that the bulletins report.</summary>
    public static async Task<Dictionary<long, Period>> PeriodsOfAsync(this LantaiDb db, IReadOnlyList<Bulletin> bulletins)
    {
        var ids = bulletins.Select(bulletin => bulletin.PeriodId).Distinct().ToList();
        return await db.Set<Assessment.ScoringPeriod>().Where(period => ids.Contains(period.Id)).ToDictionaryAsync(period => period.Id, period => period.Period);
    }
}
