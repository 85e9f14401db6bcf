namespace Lantai.Patrol.Checks;

/// <summary>A site whose home page comes without encryption only. Where that could not be told, a person looks.</summary>
internal static class NoHttps
{
    public const string Id = "no-https";

    public static void Look(SiteLook look)
    {
        foreach (var home in look.Pages.Where(page => look.Homes.Contains(page.Number)))
        {
            if (look.Https.FirstOrDefault(fact => fact.Home == home.Address.Text) is not { IsServed: not true } fact) continue;
            var isSure = fact.IsServed is false;
            look.Sink.Add(
                Id, home.Address.Text, null, null, null, isSure ? "网站首页未启用HTTPS加密访问。" : "网站首页以HTTP打开，HTTPS访问是否可用没有核实。",
                fact.Detail, needsPerson: isSure ? null : true);
        }
    }
}
