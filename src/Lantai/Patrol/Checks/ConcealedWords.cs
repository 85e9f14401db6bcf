using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Checks;

/// <summary>
/// Words of advertisement, and links with them, that a style sheet takes out of sight by a class or an id. Menus, tabs, slides and words for screen
/// readers are hidden in the same way: only a part of the page that consists of such words for the most part is reported, and then links
/// within the site too, which lead to pages that were slipped in.
/// </summary>
internal sealed class ConcealedWords(CheckRule rule)
{
    private readonly IReadOnlyList<string> words = rule.Words("词");
    private readonly int least = rule.Number("个数");

    public bool IsOn(Page page)
    {
        foreach (var (start, end) in page.Concealed)
            if (IsMostOf(page.Text.Chars[start..end])) return true;
        return false;
    }

    public void Look(PageLook look)
    {
        List<(int Start, int End)> parts = [.. look.Page.Concealed.Where(part => IsMostOf(look.Page.Text.Chars[part.Start..part.End]))];
        if (parts.Count == 0) return;
        var text = look.Page.Text.Chars.ToArray();
        var next = 0;
        // Parts and links come in the order of the page and are gone through side by side.
        foreach (var link in look.Page.Links.Where(link => link.Kind == LinkKind.Anchor))
        {
            while (next < parts.Count && parts[next].End < link.TextEnd) next++;
            if (next == parts.Count) break;
            if (link.TextStart < parts[next].Start) continue;
            if (!IsSeenAnyway(link.Traits)) ReportLink(look, link);
            text.AsSpan(link.TextStart, link.TextEnd - link.TextStart).Fill('\n');
        }
        foreach (var (start, end) in parts) ReportText(look, start, new string(text, start, end - start));
    }

    /// <summary>Inline styles are the other checks' business.</summary>
    private static bool IsSeenAnyway(Traits traits) => (traits & (Traits.Hidden | Traits.Cloaked)) != 0;

    private void ReportLink(PageLook look, PageLink link)
    {
        var text = look.Page.TextOf(link).ToString();
        if (!words.Any(word => text.Contains(word, StringComparison.Ordinal))) return;
        var written = look.Page.TextOf(link.Value);
        if (WebAddress.Resolve(written, look.Page.Base) is not { IsWeb: true } target) return;
        look.Report(
            HiddenLink.Id, link.At, written, $"页面藏有访问者看不见的推广链接“{text}”，疑似暗链，请立即排查网站是否被入侵。", "样式表隐藏且含推广词语", target.Text);
    }

    /// <param name="text">Without that of links.</param>
    private void ReportText(PageLook look, int start, string text)
    {
        var said = words.Where(word => text.Contains(word, StringComparison.Ordinal)).ToList();
        if (said.Count < least) return;
        var at = start + text.IndexOf(said[0], StringComparison.Ordinal);
        if (IsSeenAnyway(look.Page.BlockAt(at).Traits)) return;
        look.Report(
            HiddenText.Id, look.Page.Text.ByteOf(at), said[0], "页面藏有访问者看不见的推广文字，请立即排查网站是否被入侵。", $"样式表隐藏，含“{string.Join("”“", said)}”");
    }

    /// <summary>As many different words as the rule wants, in at least half of the letters.</summary>
    private bool IsMostOf(ReadOnlySpan<char> text)
    {
        var (different, covered) = (0, 0);
        foreach (var word in words)
        {
            var count = text.Count(word);
            if (count == 0) continue;
            different++;
            covered += count * word.Length;
        }
        if (different < least) return false;
        var letters = 0;
        foreach (var c in text)
            if (char.IsLetterOrDigit(c)) letters++;
        return covered * 2 >= letters;
    }
}
