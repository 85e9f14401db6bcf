namespace Lantai.Patrol.Checks;

/// <summary>An article that gives a day which has not come yet.</summary>
internal static class FutureDate
{
    public const string Id = "future-date";

    public static void Look(SiteLook look)
    {
        var latest = look.Today.AddDays(look.Rule(Id).Number("天数"));
        foreach (var page in look.Pages)
        {
            if (page.Kind != PageKind.Article || page.Day is not { } day || day <= latest) continue;
            look.Report(Id, page, page.ShownPlace.Line > 0 ? page.ShownPlace : null, day.ToString("yyyy-MM-dd"), $"文章发布日期{day:yyyy-MM-dd}尚未到来，请核实。", $"巡查日{look.Today:yyyy-MM-dd}");
        }
    }
}
