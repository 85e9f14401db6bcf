using System.Runtime.InteropServices;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Checks;

/// <summary>A link that has no text, no title and no picture with a text: nobody who listens knows where it leads.</summary>
internal static class LinkText
{
    public const string Id = "a11y-link-text";

    public static void Look(PageLook look)
    {
        foreach (ref readonly var link in CollectionsMarshal.AsSpan(look.Page.Links))
        {
            var isSilent = link is { Kind: LinkKind.Anchor, IsNamed: false, Value.IsThere: true } && (link.Traits & (Traits.Hidden | Traits.Cloaked)) == 0;
            if (isSilent && look.Page.TextOf(link).Length == 0)
            {
                var written = look.Page.TextOf(link.Value);
                look.Report(Id, link.At, written, "链接没有文字。", cause: written);
            }
        }
    }
}
