namespace Lantai.Patrol.Checks;

/// <summary>The home page shows nothing of the last two weeks; where it only leads on, the pages it leads to are asked.</summary>
internal static class HomeStale
{
    public const string Id = "home-stale";

    public static void Look(SiteLook look)
    {
        foreach (var home in look.Pages.Where(page => look.Homes.Contains(page.Number)))
        {
            var days = home.Items.Count > 0 ? home.Items.Select(item => item.Day) : SecondLevel(look, home);
            var newest = days.Where(day => day <= look.Today.AddDays(1)).Max(day => (DateOnly?)day);
            if (newest is null && (home.IsFilledByScript || home.HasFrame || !look.IsWhole)) continue;
            var limit = look.Rule(Id).Number("天数");
            if (newest is { } day && look.Today.DayNumber - day.DayNumber <= limit) continue;
            var message = newest is { } last ? $"首页超过{limit}天没有更新，最近一条为{last:yyyy-MM-dd}。" : "首页及其二级页面没有可见的更新日期，按未更新计。";
            look.Report(Id, home, null, null, message, $"巡查日{look.Today:yyyy-MM-dd}");
        }
    }

    private static IEnumerable<DateOnly> SecondLevel(SiteLook look, PageNote home)
    {
        var linked = look.Map.Links().Where(link => link.Source == home.Number).Select(link => link.Target).ToHashSet();
        return look.Pages.Where(page => linked.Contains(page.Number))
            .SelectMany(page => page.Items.Select(item => item.Day).Concat(page.Day is { } day ? [day] : []));
    }
}
