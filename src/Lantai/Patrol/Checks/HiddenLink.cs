using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Checks;

/// <summary>
/// 暗链: a link to another site that visitors are not meant to see but search engines are. Menus that open on a click
/// are hidden too; only what is made invisible while shown, or advertises, is reported.
/// </summary>
internal static class HiddenLink
{
    public const string Id = "hidden-link";

    public static void Look(PageLook look)
    {
        foreach (var link in look.Page.Links)
        {
            if (link.Kind != LinkKind.Anchor || (link.Traits & (Traits.Hidden | Traits.Cloaked)) == 0) continue;
            var isCloaked = (link.Traits & Traits.Cloaked) != 0;
            var text = look.Page.TextOf(link).ToString();
            if (!isCloaked && !look.Rule(Id).Words("词").Any(word => text.Contains(word, StringComparison.Ordinal))) continue;
            var written = look.Page.TextOf(link.Value);
            if (WebAddress.Resolve(written, look.Page.Base) is not { IsWeb: true } target || look.Scope.Holds(target)) continue;
            look.Report(Id, link.At, written, $"页面藏有访问者看不见的外部链接“{text}”，疑似暗链，请立即排查网站是否被入侵。", isCloaked ? "不可见样式" : "隐藏且含推广词语", target.Text);
        }
    }
}
