using Lantai.Patrol.Crawl;

namespace Lantai.Patrol.Checks;

/// <summary>
/// A page that is not there and says 200 all the same. A random address in its directory shows how the site says so:
/// with a page of the same words, or by sending the visitor home. Words such as 不存在 alone prove nothing.
/// </summary>
internal static class Soft404
{
    public const string Id = "soft-404";

    public static void Look(SiteLook look)
    {
        var samples = look.NotFound.Where(sample => sample.Kind == NotFoundKind.Page).ToLookup(sample => (sample.Title, sample.TextKey));
        var home = look.Pages.FirstOrDefault(page => look.Homes.Contains(page.Number));
        foreach (var page in look.Pages)
        {
            if (look.Homes.Contains(page.Number) || HomePages.IsIndex(page.Address.Path)) continue;
            var sample = samples[(page.Title, page.TextKey)].FirstOrDefault(sample => Tells(sample, look.Rule(Id)) && (home is null || sample.TextKey != home.TextKey));
            if (sample is not null)
                look.AddFlaw(page.Number, new Flaw(Id, null, "页面内容是出错提示，应返回404状态；请删除链接或恢复页面。", sample.Evidence));
        }
        FlagThoseSentHome(look);
    }

    /// <summary>An old article that leads to the home page is gone; / and /index.html are one page and no fault.</summary>
    private static void FlagThoseSentHome(SiteLook look)
    {
        var sendsHome = look.NotFound.Where(sample => sample.Kind == NotFoundKind.Home).Select(sample => sample.Directory).ToHashSet(StringComparer.Ordinal);
        for (var number = 0; number < look.Map.Count; number++)
        {
            var target = look.Map.Get(number);
            if (!target.IsOwn || target.Final < 0 || !look.Homes.Contains(target.Final) || look.Homes.Contains(number)) continue;
            var address = look.Map.Address(number);
            if (HomePages.IsIndex(address.Path) || !(sendsHome.Contains(Directory(address.Text)) || LooksLikeArticle(address.Path))) continue;
            look.AddFlaw(number, new Flaw(Id, null, "链接被转到首页，原页面已不存在；请删除链接或恢复页面。", $"{address.Text} 重定向到首页"));
        }
    }

    /// <summary>With its slash: http://a.gov.cn/zwgk/.</summary>
    internal static string Directory(string address)
    {
        var query = address.IndexOf('?');
        var path = query < 0 ? address : address[..query];
        return path[..(path.LastIndexOf('/') + 1)];
    }

    /// <summary>A sample of a few characters, or none, is an empty shell that a script fills.</summary>
    private static bool Tells(NotFoundSample sample, CheckRule rule) => sample.TextLength >= rule.Number("字数");

    private static bool LooksLikeArticle(string path) => path.Count(char.IsAsciiDigit) >= 4;
}
