using Lantai.Patrol.Addresses;

namespace Lantai.Patrol.Checks;

/// <summary>
/// An article dated before an earlier patrol that did not find it. Only a patrol after the claimed day that read the lists
/// in which it stands, or all of the site, says so; never the mere lack of a record.
/// </summary>
internal static class Backdated
{
    public const string Id = "backdated";

    /// <summary>By the address without scheme, the articles of which must be known when they were first met.</summary>
    public static IReadOnlyList<string> KeysOf(IEnumerable<PageNote> pages) => [.. pages.Where(IsJudged).Select(KeyOf).Distinct(StringComparer.Ordinal)];

    private static bool IsJudged(PageNote page) => page is { Kind: PageKind.Article, Day: not null };

    private static string KeyOf(PageNote page) => AddressKey.Of(page.Address.Text);

    public static void Look(SiteLook look)
    {
        if (look.History.Looks.IsEmpty) return;
        var lists = PublishedItems.ListsOf(look);
        foreach (var page in look.Pages)
        {
            if (!IsJudged(page) || page.Day is not { } claimed) continue;
            var sight = look.Seen.TryGetValue(KeyOf(page), out var first)
                ? first
                : new FirstSight(look.Today, look.History.Looks.Before(lists[page.Number]));
            if (sight.LookedOn is not { } missed || missed <= claimed.AddDays(look.Rule(Id).Number("天数"))) continue;
            look.Report(
                Id, page, page.ShownPlace.Line > 0 ? page.ShownPlace : null, claimed.ToString("yyyy-MM-dd"),
                $"文章标注{claimed:yyyy-MM-dd}发布，但{missed:yyyy-MM-dd}巡查时尚无此文，疑似倒填日期。",
                $"首次见到{sight.On:yyyy-MM-dd}，{missed:yyyy-MM-dd}读到所在栏目或全站时未见");
        }
    }
}
