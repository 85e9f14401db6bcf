using System.Runtime.InteropServices;

namespace Lantai.Patrol.Reading;

/// <summary>A dated entry of a list.</summary>
/// <param name="Link">Index in the page's links.</param>
internal readonly record struct ListItem(int Link, DateOnly Day);

/// <summary>Finds the entries of lists: a link to an article with a day beside it, before or behind, in the next cell or span.</summary>
internal static class ListItems
{
    private const int LeastTitle = 4;
    private const int DayBehindWithin = 40;
    private const int DayBeforeWithin = 12;

    private static readonly string[] Clocks = ["今天", "现在", "当前", "今日"];

    public static void Find(Page page, List<WrittenDay> days, List<ListItem> into)
    {
        var text = page.Text.Chars;
        var links = CollectionsMarshal.AsSpan(page.Links);
        var (behind, last) = (-1, -1);
        foreach (var day in days)
        {
            if (IsClock(text, day)) continue;
            while (NextTitle(links, behind) is var next && next >= 0 && links[next].TextStart <= day.Start) behind = next;
            var item = Near(text, links, behind, day);
            if (item < 0 || item == last) continue;
            into.Add(new ListItem(item, day.Day));
            last = item;
        }
    }

    /// <summary>A link to something to read: not a menu's, a footer's, or one of two characters.</summary>
    public static bool IsTitle(PageLink link) =>
        link.Kind == LinkKind.Anchor && link.TextEnd - link.TextStart >= LeastTitle
        && (link.Traits & (Traits.Navigation | Traits.Footer | Traits.Breadcrumb | Traits.Hidden | Traits.Cloaked)) == 0;

    private static int Near(ReadOnlySpan<char> text, ReadOnlySpan<PageLink> links, int behind, WrittenDay day)
    {
        if (behind >= 0 && (links[behind].TextEnd >= day.End || IsGap(text, links[behind].TextEnd, day.Start, DayBehindWithin, 3))) return behind;
        var ahead = NextTitle(links, behind);
        return ahead >= 0 && IsGap(text, day.End, links[ahead].TextStart, DayBeforeWithin, 2) ? ahead : -1;
    }

    private static bool IsGap(ReadOnlySpan<char> text, int from, int to, int most, int lines) =>
        to >= from && to - from <= most && text[from..to].Count('\n') <= lines;

    private static int NextTitle(ReadOnlySpan<PageLink> links, int after)
    {
        for (var i = after + 1; i < links.Length; i++)
            if (IsTitle(links[i])) return i;
        return -1;
    }

    /// <summary>今天是2026年3月2日 is a clock, not news.</summary>
    private static bool IsClock(ReadOnlySpan<char> text, WrittenDay day)
    {
        var before = text[Math.Max(0, day.Start - 6)..day.Start];
        foreach (var clock in Clocks)
            if (before.Contains(clock, StringComparison.Ordinal)) return true;
        return false;
    }
}
