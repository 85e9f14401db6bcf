namespace Lantai.Patrol.Checks;

/// <summary>The days that an article's tag, its text, its address and the list that leads to it give do not agree.</summary>
internal static class DateConflict
{
    public const string Id = "date-conflict";

    public static void Look(SiteLook look)
    {
        var listed = Listed(look);
        foreach (var page in look.Pages)
        {
            if (page.Kind != PageKind.Article || page.Day is not { } day) continue;
            if (Conflict(look.Rule(Id), page, day, listed.GetValueOrDefault(page.Number)) is { } other)
                look.Report(Id, page, page.ShownPlace.Line > 0 ? page.ShownPlace : null, day.ToString("yyyy-MM-dd"), $"文章日期{day:yyyy-MM-dd}与{other}不一致，请核实发布日期。", other);
        }
    }

    private static string? Conflict(CheckRule rule, PageNote page, DateOnly day, DateOnly? inList)
    {
        var most = rule.Number("天数");
        if (page.MetaDay is { } meta && Apart(meta, day) > most) return $"标签PubDate的{meta:yyyy-MM-dd}";
        if (inList is { } list && Apart(list, day) > most) return $"列表中的{list:yyyy-MM-dd}";
        return page.AddressDay is { } address && Apart(address, day) > rule.Number("地址天数") ? $"地址中的{address:yyyy-MM-dd}" : null;
    }

    /// <summary>An entry of several lists is taken at its first; a list of later days, such as of changes, is none.</summary>
    private static Dictionary<int, DateOnly?> Listed(SiteLook look)
    {
        var listed = new Dictionary<int, DateOnly?>();
        foreach (var page in look.Pages)
            foreach (var (target, day) in page.Items)
                listed[target] = listed.TryGetValue(target, out var known) && known < day ? known : day;
        return listed;
    }

    private static int Apart(DateOnly a, DateOnly b) => Math.Abs(a.DayNumber - b.DayNumber);
}
