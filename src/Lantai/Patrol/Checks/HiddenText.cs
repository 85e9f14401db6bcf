using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Checks;

/// <summary>Words of advertisement that visitors are not meant to see.</summary>
internal static class HiddenText
{
    public const string Id = "hidden-text";

    public static void Look(PageLook look)
    {
        foreach (var block in look.Page.Blocks)
        {
            if ((block.Traits & (Traits.Hidden | Traits.Cloaked)) == 0 || (block.Traits & Traits.Link) != 0) continue;
            var text = look.Page.TextOf(block).ToString();
            var words = look.Rule(Id).Words("词").Where(word => text.Contains(word, StringComparison.Ordinal)).ToList();
            if (words.Count >= look.Rule(Id).Number("个数"))
                look.Report(Id, look.Page.Text.ByteOf(block.Start), words[0], "页面藏有访问者看不见的推广文字，请立即排查网站是否被入侵。", $"含“{string.Join("”“", words)}”");
        }
    }
}
