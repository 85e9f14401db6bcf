using Lantai.Calendar;
using Lantai.Patrol.Probes;

namespace Lantai.Patrol.Checks;

/// <summary>
/// More than five in a hundred of a week's probes found the site closed, or open only after 15 seconds. A week without
/// enough probes on every day proves nothing.
/// </summary>
internal static class Availability
{
    public const string Id = "availability";

    public static void Look(SiteLook look)
    {
        var rule = look.Rule(Id);
        var (days, times, limit) = (rule.Number("天数"), rule.Number("次数"), TimeSpan.FromSeconds(rule.Number("秒")));
        var first = look.Today.AddDays(1 - days);
        var week = look.History.Probes.Where(probe => OfficeTime.Day(probe.At) >= first && OfficeTime.Day(probe.At) <= look.Today).ToList();
        if (week.GroupBy(probe => OfficeTime.Day(probe.At)).Count(day => day.Count() >= times) < days) return;
        var closed = week.Where(probe => !probe.Opened || probe.Elapsed >= limit).OrderBy(probe => probe.At).ToList();
        if (closed.Count * 100 <= week.Count * rule.Number("比例")) return;
        look.Sink.Add(
            Id, look.Site, null, null, null,
            $"{first:yyyy-MM-dd}至{look.Today:yyyy-MM-dd}探测{week.Count}次，{closed.Count}次打不开或超过{limit.TotalSeconds:0}秒，比例超过{rule.Number("比例")}%。",
            string.Join("；", closed.Take(20).Select(Line)));
    }

    private static string Line(Probe probe) => $"{OfficeTime.Local(probe.At):MM-dd HH:mm} {probe.Fate}";
}
