using System.Runtime.InteropServices;
using Lantai.Patrol.Reading;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>Takes the note of a page: what kind it is, of which day, with which entries. Reused from page to page.</summary>
internal sealed class NoteTaker
{
    private const int KeyLength = 1000;
    private const int LeastArticle = 100;
    private const int LeastList = 3;
    private const int LabelReach = 12;

    /// <summary>The rank of a day that is not the day of publication.</summary>
    private const int OtherDay = int.MaxValue;

    /// <summary>What stands before the day of publication, in the order in which it is believed.</summary>
    private static readonly string[][] DayLabels = [["发布时间", "发布日期", "公开时间", "公开日期", "发稿时间"], ["更新时间", "更新日期"], ["发文日期"], ["日期", "时间"]];

    /// <summary>Before 日期 or 时间: of the paper, not of its publication.</summary>
    private static readonly string[] OtherDays = ["成文", "生成", "签发", "印发", "施行", "实施", "生效", "失效", "废止", "截止"];

    private readonly List<WrittenDay> days = [];
    private readonly List<ListItem> items = [];

    /// <summary>The day of the last page taken, as its words should be judged by; null when it has none.</summary>
    public WrittenDay? Shown { get; private set; }

    /// <param name="numbers">Of each link of the page the number of its address; -1 for those that lead nowhere.</param>
    public PageNote Take(Page page, int number, byte depth, bool isHome, IReadOnlyList<int> numbers)
    {
        days.Clear();
        items.Clear();
        Dates.Find(page.Text.Chars, days);
        ListItems.Find(page, days, items);
        var (length, key) = MainText(page);
        DateOnly? declared = page.Meta("PubDate") is { } published ? Dates.Parse(published) : null;
        Shown = ShownDay(page, declared);
        var article = page.Meta("ArticleTitle");
        var column = page.Meta("ColumnName");
        var kind = isHome ? PageKind.Home : KindOf(page, article, column, length);
        var places = new Places(page.Body);
        return new PageNote(number, page.Address, kind, depth)
        {
            Title = PrivacyProbes.Masked(page.Title),
            TitlePlace = page.TitleBlock < 0 ? default : places.Of(page.Text.ByteOf(page.Blocks[page.TitleBlock].Start)),
            SiteName = page.Meta("SiteName"),
            ColumnName = column,
            ColumnType = page.Meta("ColumnType"),
            ArticleTitle = article is null ? null : PrivacyProbes.Masked(article),
            Breadcrumb = kind == PageKind.Column ? Breadcrumb(page) : "",
            MetaDay = declared,
            ShownDay = Shown?.Day,
            ShownPlace = Shown is { } shown ? places.Of(page.Text.ByteOf(shown.Start)) : default,
            AddressDay = kind == PageKind.Article ? Dates.InAddress(page.Address.Path) : null,
            Items = Numbered(numbers, kind),
            Titles = CountTitles(page),
            TextLength = length,
            TextKey = key,
            IsFilledByScript = page.IsFilledByScript,
            HasFrame = page.Elements.Exists(element => element.Kind is ElementKind.Iframe or ElementKind.Frame),
        };
    }

    private PageKind KindOf(Page page, string? article, string? column, int length)
    {
        if (!string.IsNullOrEmpty(article) || page.Meta("PubDate") is { Length: > 0 }) return PageKind.Article;
        if (!string.IsNullOrEmpty(column) || page.Meta("ColumnType") is { Length: > 0 }) return PageKind.Column;
        if (items.Count >= LeastList) return PageKind.Column;
        return Shown is not null && length >= LeastArticle ? PageKind.Article : PageKind.Other;
    }

    private List<(int, DateOnly)> Numbered(IReadOnlyList<int> numbers, PageKind kind)
    {
        var numbered = new List<(int, DateOnly)>(kind is PageKind.Home or PageKind.Column ? items.Count : 0);
        if (kind is not (PageKind.Home or PageKind.Column)) return numbered;
        foreach (var item in items) numbered.Add((numbers[item.Link], item.Day));
        return numbered;
    }

    /// <summary>The day that stands behind 发布时间 or the like; else, where no tag gives one, alone in a short line that is no link.</summary>
    private WrittenDay? ShownDay(Page page, DateOnly? declared)
    {
        WrittenDay? labelled = null, alone = null;
        var best = OtherDay;
        foreach (var day in days)
        {
            if (RankOf(page.Text.Chars, day.Start) is not { } rank) alone ??= IsAlone(page, day) ? day : null;
            else if (rank < best) (labelled, best) = (day, rank);
        }
        return labelled ?? (declared is null && items.Count < LeastList ? alone : null);
    }

    /// <summary>How far the label of a day is believed, which stands before it in its line or is the whole line before, such as a table's cell; null without one.</summary>
    private static int? RankOf(ReadOnlySpan<char> text, int start)
    {
        var line = Glyphs.Before(text, start, LabelReach);
        if (!line.IsWhiteSpace()) return line.IndexOfAny('：', ':', ' ') >= 0 || line.Length <= 6 ? NearestLabel(line).Rank : null;
        var cell = Glyphs.Before(text, text[..start].TrimEnd().Length, LabelReach).TrimEnd("：: ");
        var (rank, end) = NearestLabel(cell);
        return end == cell.Length ? rank : null;
    }

    /// <summary>Of labels that end at the same place, such as 发布日期 and 日期, the longest.</summary>
    private static (int? Rank, int End) NearestLabel(ReadOnlySpan<char> line)
    {
        var (nearest, end, length) = ((int?)null, 0, 0);
        for (var rank = 0; rank < DayLabels.Length; rank++)
        {
            foreach (var label in DayLabels[rank])
            {
                var at = line.LastIndexOf(label, StringComparison.Ordinal);
                if (at < 0 || at + label.Length < end || (at + label.Length == end && label.Length < length)) continue;
                (nearest, end, length) = (Glyphs.EndsWithAny(line[..at], OtherDays) ? OtherDay : rank, at + label.Length, label.Length);
            }
        }
        return (nearest, end);
    }

    private static bool IsAlone(Page page, WrittenDay day)
    {
        foreach (var block in page.Blocks)
        {
            if (block.End <= day.Start) continue;
            return block.Length <= 60 && (block.Traits & (Traits.Link | Traits.Footer | Traits.Navigation | Traits.Title)) == 0
                && !Glyphs.Before(page.Text.Chars, day.Start, 8).Contains("今天", StringComparison.Ordinal);
        }
        return false;
    }

    private static string Breadcrumb(Page page)
    {
        foreach (var block in page.Blocks)
        {
            var text = page.TextOf(block);
            if ((block.Traits & Traits.Breadcrumb) != 0 || text.Contains("当前位置", StringComparison.Ordinal) || text.Contains("您的位置", StringComparison.Ordinal))
                return text.ToString();
        }
        return "";
    }

    private static int CountTitles(Page page)
    {
        var count = 0;
        foreach (ref readonly var link in CollectionsMarshal.AsSpan(page.Links))
            if (ListItems.IsTitle(link)) count++;
        return count;
    }

    private static (int Length, ulong Key) MainText(Page page)
    {
        const Traits aside = Traits.Link | Traits.Navigation | Traits.Footer | Traits.Breadcrumb | Traits.Hidden | Traits.Title;
        var (length, hash, hashed) = (0, 14695981039346656037UL, 0);
        foreach (ref readonly var block in CollectionsMarshal.AsSpan(page.Blocks))
        {
            if ((block.Traits & aside) != 0) continue;
            length += block.Length;
            if (hashed >= KeyLength) continue;
            foreach (var c in page.TextOf(block))
            {
                if (c < 0x80) continue;
                hash = (hash ^ c) * 1099511628211;
                hashed++;
            }
        }
        return (length, hash);
    }
}
