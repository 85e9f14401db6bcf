using Lantai.Patrol.Fetching;

namespace Lantai.Patrol.Checks;

/// <summary>A site whose home page comes without encryption.</summary>
internal static class NoHttps
{
    public const string Id = "no-https";

    public static void Look(SiteLook look)
    {
        foreach (var home in look.Pages.Where(page => look.Homes.Contains(page.Number)))
            if (!home.Address.IsSecure && !HostGates.IsLoopback(home.Address.Host))
                look.Report(Id, home, null, null, "网站首页未启用HTTPS加密访问。", home.Address.Text);
    }
}
