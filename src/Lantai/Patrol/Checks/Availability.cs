using Lantai.Calendar;
using Lantai.Patrol.Probes;

namespace Lantai.Patrol.Checks;

/// <summary>
/// Five in a hundred or more of a week's probes found the site closed, or open only after 15 seconds. The week is that of
/// the last whole days before the patrol; one without enough probes on every day proves nothing.
/// </summary>
internal static class Availability
{
    public const string Id = "availability";

    public static void Look(SiteLook look)
    {
        var week = WeekOf(look.History.Probes, look.Rule(Id), look.Today);
        if (!week.IsOver) return;
        look.Sink.Add(
            Id, look.Site, null, null, null,
            $"{week.First:yyyy-MM-dd}至{week.Last:yyyy-MM-dd}探测{week.Asked}次，{week.Closed.Count}次打不开或达到{week.Limit.TotalSeconds:0}秒，比例达到{week.LimitPercent}%。",
            string.Join("；", week.Closed.Take(20).Select(Line)));
    }

    /// <summary>The whole days before today, as many as the rule looks at.</summary>
    internal static AvailabilityWeek WeekOf(IEnumerable<Probe> probes, CheckRule rule, DateOnly today)
    {
        var (days, times, limit) = (rule.Number("天数"), rule.Number("次数"), TimeSpan.FromSeconds(rule.Number("秒")));
        var (first, last) = (today.AddDays(-days), today.AddDays(-1));
        var week = probes.Where(probe => OfficeTime.Day(probe.At) >= first && OfficeTime.Day(probe.At) <= last).ToList();
        var isEnough = week.GroupBy(probe => OfficeTime.Day(probe.At)).Count(day => day.Count() >= times) >= days;
        return new(first, last, limit, rule.Number("比例"), week.Count, [.. week.Where(probe => !probe.Opened || probe.Elapsed >= limit).OrderBy(probe => probe.At)], isEnough);
    }

    private static string Line(Probe probe) => $"{OfficeTime.Local(probe.At):MM-dd HH:mm} {probe.Fate}";
}

/// <summary>What a week's probes say.</summary>
/// <param name="Limit">From when on a site counts as closed.</param>
/// <param name="LimitPercent">Of closed looks, from which on a week is one too many.</param>
/// <param name="Asked">Looks that prove something.</param>
/// <param name="Closed">Of them those that found it closed or too slow.</param>
/// <param name="IsEnough">Every day had as many looks as the rule wants: only then is the week judged.</param>
internal sealed record AvailabilityWeek(DateOnly First, DateOnly Last, TimeSpan Limit, int LimitPercent, int Asked, IReadOnlyList<Probe> Closed, bool IsEnough)
{
    public bool IsOver => IsEnough && Closed.Count * 100 >= Asked * LimitPercent;

    /// <summary>How much of what is too much is reached: 1 from the limit on; 0 without probes.</summary>
    public decimal ShareOfLimit => Asked == 0 ? 0 : Math.Min(1, Closed.Count * 100m / Asked / LimitPercent);

    /// <summary>Percent of looks that found it open; null without any.</summary>
    public decimal? OpenPercent => Asked == 0 ? null : (Asked - Closed.Count) * 100m / Asked;
}
