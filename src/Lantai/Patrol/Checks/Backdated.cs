namespace Lantai.Patrol.Checks;

/// <summary>
/// An article dated before an earlier patrol that did not find it. Only a whole earlier patrol after the claimed day
/// says so, never the mere lack of a record.
/// </summary>
internal static class Backdated
{
    public const string Id = "backdated";

    public static void Look(SiteLook look)
    {
        if (look.History.LookedOn.Count == 0) return;
        foreach (var page in look.Pages)
        {
            if (page.Kind != PageKind.Article || page.Day is not { } claimed) continue;
            var seen = look.History.FirstSeen.TryGetValue(page.Address.Text, out var first) ? first : look.Today;
            var missed = look.History.LookedOn.Where(day => day > claimed.AddDays(look.Rule(Id).Number("天数")) && day < seen).ToList();
            if (missed.Count == 0) continue;
            look.Report(
                Id, page, page.ShownPlace.Line > 0 ? page.ShownPlace : null, claimed.ToString("yyyy-MM-dd"),
                $"文章标注{claimed:yyyy-MM-dd}发布，但{missed[^1]:yyyy-MM-dd}巡查时尚无此文，疑似倒填日期。",
                $"首次见到{seen:yyyy-MM-dd}，此前{missed.Count}次完整巡查未见");
        }
    }
}
