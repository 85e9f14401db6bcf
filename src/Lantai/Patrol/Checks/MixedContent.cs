using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Checks;

/// <summary>An encrypted page that loads parts without encryption; browsers block them or warn.</summary>
internal static class MixedContent
{
    public const string Id = "mixed-content";

    public static void Look(PageLook look)
    {
        if (!look.Page.Address.IsSecure) return;
        foreach (var link in look.Page.Links)
        {
            if (!IsLoaded(link.Kind) || WebAddress.Resolve(look.Page.TextOf(link.Value), look.Page.Base) is not { Scheme: "http" } target) continue;
            look.Report(Id, link.At, look.Page.TextOf(link.Value), "HTTPS页面引用了HTTP资源，浏览器会拦截或提示不安全。", target.Scheme, target.Text, $"{look.Page.Address.Host} {target.Text}");
        }
    }

    private static bool IsLoaded(LinkKind kind) => kind switch
    {
        LinkKind.Stylesheet or LinkKind.Script or LinkKind.Image or LinkKind.Media or LinkKind.Frame or LinkKind.Css or LinkKind.Lazy or LinkKind.Form => true,
        LinkKind.Anchor or LinkKind.Area or LinkKind.Resource or LinkKind.Refresh or LinkKind.Literal => false,
    };
}
