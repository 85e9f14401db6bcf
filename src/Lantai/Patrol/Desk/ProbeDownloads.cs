using System.Globalization;
using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol.Desk;

/// <summary>Every probe of a site that is kept, with the draw it comes from, as a file.</summary>
internal static class ProbeDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/patrol/sites/{id:long}").RequireAuthorization(Access.Overview);
        foreach (var file in SheetFile.All)
            desk.MapGet($"probes.{file.Ending}", (long id, CurrentRegion region, LantaiDb db, TimeProvider time) => AnswerAsync(id, region, db, time, file));
    }

    /// <summary>What became of a planned look, in words.</summary>
    internal static string Outcome(SiteProbe probe, TimeSpan limit, DateTimeOffset now) => probe switch
    {
        { AskedAt: null } when probe.PlannedAt > now => "未到时间",
        { AskedAt: null } => "未探测（程序没有运行）",
        { Fate: null } => "未完成",
        { Opened: null } => $"不能判定：{probe.Fate}",
        { Opened: false } => $"打不开：{probe.Fate}",
        _ => probe.ElapsedMilliseconds >= limit.TotalMilliseconds ? "打开过慢" : "打开",
    };

    private static async Task<IResult> AnswerAsync(long id, CurrentRegion current, LantaiDb db, TimeProvider time, SheetFile file)
    {
        var region = await current.GetAsync();
        if (await db.PatrolSites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id && site.RegionId == region.Id) is not { } site) return Results.NotFound();
        var today = time.Today();
        var days = await db.ProbeDays.AsNoTracking().Where(day => day.SiteId == id).ToDictionaryAsync(day => day.Day);
        // The moments that are still to come stay the machine's own.
        var probes = await db.SiteProbes.AsNoTracking().Where(probe => probe.SiteId == id && probe.Day <= today && probe.PlannedAt <= time.GetUtcNow()).OrderBy(probe => probe.PlannedAt).ToListAsync();
        return file.Answer(SheetOf(site, probes, days, today, time.GetUtcNow()), "可用率探测");
    }

    private static Sheet SheetOf(PatrolSite site, List<SiteProbe> probes, Dictionary<DateOnly, ProbeDay> days, DateOnly today, DateTimeOffset now) => new(
        "可用率探测",
        [new("日期", SheetColumnKind.Date), new("计划时间"), new("探测时间"), new("结果"), new("毫秒", SheetColumnKind.Number), new("抽取时间"), new("抽签词的SHA-256"), new("抽签词")],
        [.. probes.Select(probe => (IReadOnlyList<SheetCell>)[
            probe.Day, Time(probe.PlannedAt), probe.AskedAt is { } at ? Time(at) : null, Outcome(probe, TimeSpan.MaxValue, now), probe.ElapsedMilliseconds,
            Time(days[probe.Day].DrawnAt), days[probe.Day].Seal, probe.Day < today ? days[probe.Day].Word : null])])
    {
        Title = $"{site.Name} {site.Address}",
    };

    internal static string Time(DateTimeOffset at) => OfficeTime.Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
