using Lantai.Calendar;
using Lantai.Patrol;
using Lantai.Storage;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>What patrols found, as facts of the units that answer for the pages: dated items of columns, and confirmed findings.</summary>
internal static class PatrolFacts
{
    public const string Updates = "网站更新";
    public const string Findings = "网站问题";
    private const string Hints = "网站提示";
    private const string Openness = "网站可用率";

    /// <summary>The state of a day with fewer probes than the rule wants: it says little of the site.</summary>
    private const string TooFew = "探测不足";

    /// <summary>The state of an item whose day cannot be right; schemes leave it out by their void states.</summary>
    public const string Doubtful = "日期存疑";

    /// <param name="rules">From how many days on an item is taken to be backdated, and to be ahead of its time.</param>
    public static FactSource Source(PatrolRules rules) => new("巡查",
    [
        new(Updates, "栏目里有日期的一条信息，日期以首次见到的为准；类别是栏目类别，对象是栏目，疑似倒填或未到日期的状态为“日期存疑”", "条"),
        new(Findings, "已确认的一处问题（同一原因在几处出现的、指向同一个打不开的地址的，是一处），日期是首次发现之日；类别是级别，对象是检查项，状态是已整改或未整改", "处"),
        new(Hints, "提示级别的一处问题，其余同网站问题", "处"),
        .. rules.ColumnFacts.GroupBy(row => row.Fact, row => row.Class).Select(classes =>
            new FactKind(classes.Key, $"已确认的一处问题，所在栏目的类别是{string.Join("、", classes)}，不再计为网站问题；其余同网站问题", "处")),
        new(Openness, "一个网站一天里打得开的探测占有效探测的百分比；对象是网站，有效探测少于规定次数的状态为“探测不足”", "%"),
    ], async (db, query, stop) =>
    [
        .. query.Names.Contains(Updates) ? await UpdatesAsync(db, query, rules.Of("backdated").Number("天数"), rules.Of("future-date").Number("天数"), stop) : [],
        .. rules.ColumnFacts.Select(row => row.Fact).Append(Findings).Append(Hints).Any(query.Names.Contains) ? await FindingsAsync(db, query, rules, stop) : [],
        .. query.Names.Contains(Openness) ? await OpennessAsync(db, query, rules.Of("availability"), stop) : [],
    ]);

    private static async Task<IReadOnlyList<Fact>> UpdatesAsync(LantaiDb db, FactQuery query, int late, int early, CancellationToken stop)
    {
        var units = query.Units.Keys.ToArray();
        var rows = await (
            from item in db.SiteItems.AsNoTracking()
            join column in db.SiteColumns on item.ColumnId equals column.Id
            join site in db.PatrolSites on item.SiteId equals site.Id
            let unit = column.UnitId ?? site.UnitId
            where site.RegionId == query.RegionId && column.State != ColumnState.Left && unit != null && units.Contains(unit.Value)
            where item.PublishedOn != null && item.PublishedOn <= query.Until && (query.From == null || item.PublishedOn >= query.From)
            orderby item.PublishedOn, item.Id
            select new { Item = item, Column = column.Name, column.Class, Unit = unit!.Value }).ToListAsync(stop);
        return [.. rows.Select(row => new Fact(query.Units[row.Unit], Updates, row.Item.PublishedOn!.Value)
        {
            Class = row.Class,
            Item = row.Column,
            State = IsDoubtful(row.Item, late, early) ? Doubtful : null,
            Note = row.Item.Title,
            Link = row.Item.Address,
        })];
    }

    private static bool IsDoubtful(SiteItem item, int late, int early) =>
        item.LookedOn > item.PublishedOn!.Value.AddDays(late) || item.PublishedOn > OfficeTime.Day(item.FirstSeenAt).AddDays(early);

    private static async Task<IReadOnlyList<Fact>> FindingsAsync(LantaiDb db, FactQuery query, PatrolRules rules, CancellationToken stop)
    {
        var end = OfficeTime.Start(query.Until.AddDays(1));
        DateTimeOffset? start = query.From is { } from ? OfficeTime.Start(from) : null;
        var region = await db.Set<Units.Region>().Where(region => region.Id == query.RegionId).Select(region => region.Key).SingleAsync(stop);
        var (units, owners) = (query.Units.Keys.ToArray(), db.FindingOwners);
        // One that went, or came back and waits for a word, still is what it was found to be.
        // What leads to one target may have begun before the period: then it is a fact of that day.
        var found = await (
            from finding in db.FindingsOf(query.RegionId).AsNoTracking()
            join owner in owners on finding.Id equals owner.FindingId
            where finding.WasConfirmed && finding.FirstSeenAt < end && (start == null || finding.FirstSeenAt >= start || finding.Target != null)
            where owner.UnitId != null && units.Contains(owner.UnitId.Value)
            orderby finding.SiteId, finding.FirstSeenAt, finding.Id
            select new { Finding = finding, Unit = owner.UnitId!.Value, owner.Class }).ToListAsync(stop);
        return
        [
            .. from row in found
               group row.Finding by (row.Unit, Name: NameOf(row.Finding, row.Class, rules), row.Finding.SiteId, row.Finding.CheckId, Cause: row.Finding.Target ?? $"{row.Finding.Id}") into same
               where query.Names.Contains(same.Key.Name)
               from cause in CausesOf(same)
               where start is null || cause[0].FirstSeenAt >= start
               select Of(query.Units[same.Key.Unit], same.Key.Name, region, cause, rules, end),
        ];
    }

    /// <summary>One fault as long as some page leads to the target, and another one when links to it come again after all were mended.</summary>
    /// <param name="found">Of one target, the oldest first.</param>
    private static List<List<SiteFinding>> CausesOf(IEnumerable<SiteFinding> found)
    {
        var causes = new List<List<SiteFinding>>();
        foreach (var finding in found)
        {
            if (causes.Count > 0 && causes[^1].Exists(known => known.GoneAt is not { } gone || gone >= finding.FirstSeenAt)) causes[^1].Add(finding);
            else causes.Add([finding]);
        }
        return causes;
    }

    private static async Task<IReadOnlyList<Fact>> OpennessAsync(LantaiDb db, FactQuery query, CheckRule rule, CancellationToken stop)
    {
        var (times, limit) = (rule.Number("次数"), rule.Number("秒") * 1000);
        var units = query.Units.Keys.ToArray();
        var region = await db.Set<Units.Region>().Where(region => region.Id == query.RegionId).Select(region => region.Key).SingleAsync(stop);
        var days = await (
            from probe in db.SiteProbes.AsNoTracking()
            join site in db.PatrolSites on probe.SiteId equals site.Id
            where site.RegionId == query.RegionId && site.UnitId != null && units.Contains(site.UnitId.Value)
            where probe.Opened != null && probe.Day <= query.Until && (query.From == null || probe.Day >= query.From)
            group probe by new { site.Id, site.Name, Unit = site.UnitId!.Value, probe.Day } into day
            orderby day.Key.Day, day.Key.Id
            select new { day.Key, Asked = day.Count(), Open = day.Count(probe => probe.Opened == true && probe.ElapsedMilliseconds < limit) }).ToListAsync(stop);
        return [.. days.Select(day => new Fact(query.Units[day.Key.Unit], Openness, day.Key.Day, decimal.Round(day.Open * 100m / day.Asked, 2))
        {
            Item = day.Key.Name,
            State = day.Asked < times ? TooFew : null,
            Note = $"探测{day.Asked}次，打开{day.Open}次",
            Link = $"/desk/{region}/patrol/sites/{day.Key.Id}/probes",
        })];
    }

    /// <summary>A finding is one fact: that of its column's class, where the pack has one.</summary>
    private static string NameOf(SiteFinding finding, string? columnClass, PatrolRules rules) =>
        finding.Severity == Severity.Hint ? Hints : rules.ColumnFacts.FirstOrDefault(row => row.Class == columnClass)?.Fact ?? Findings;

    private static Fact Of(string unit, string name, string region, IReadOnlyList<SiteFinding> cause, PatrolRules rules, DateTimeOffset end) =>
        new(unit, name, OfficeTime.Day(cause[0].FirstSeenAt))
        {
            Class = cause.Min(finding => finding.Severity).Title,
            Item = rules.Of(cause[0].CheckId).Title,
            State = cause.All(finding => finding.GoneAt < end) ? "已整改" : "未整改",
            Note = cause[0].Message,
            Link = $"/desk/{region}/patrol/findings/{cause[0].Id}",
        };
}
