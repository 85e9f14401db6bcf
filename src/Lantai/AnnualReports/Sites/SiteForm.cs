using System.Globalization;
using Lantai.Packs;

namespace Lantai.AnnualReports.Sites;

public enum SiteFieldKind { Text, Count, Decimal, YesNo }

/// <summary>What of the pages published here stands beside a field as a hint.</summary>
public enum PortalCount { All, Listed, Interpretations }

/// <summary>A field of the yearly table of a website.</summary>
/// <param name="Measure">条, 次; null for none.</param>
/// <param name="From">What fills it while nothing is typed: <c>items.动态要闻</c>; null for nothing.</param>
/// <param name="Portal">What this portal published of it; null for nothing.</param>
public sealed record SiteField(string Key, string Title, string Group, SiteFieldKind Kind, string? Measure, string? From, PortalCount? Portal = null)
{
    /// <summary>Words for what is counted; people write one for the other.</summary>
    private static readonly string[] CountWords = ["件", "个", "次", "条", "项", "宗", "份"];

    public bool IsFigure => Kind is SiteFieldKind.Count or SiteFieldKind.Decimal;

    public string Label => Measure is null ? Title : $"{Title}（{Measure}）";

    private const int Longest = 200;

    /// <summary>Why the field cannot take the text, in one sentence; null when it can.</summary>
    public string? Problem(string text)
    {
        var cell = Read(text);
        if (text.Length > Longest) return $"“{Title}”最多{Longest}个字。";
        if (IsFigure && cell.State == CellState.Text) return $"“{Title}”写的是“{text}”，请填数；没有的填0，不适用的填/。";
        return Kind == SiteFieldKind.YesNo && cell.State is not (CellState.Blank or CellState.Stroke) && text is not ("是" or "否") ? $"“{Title}”请填“是”或“否”，不适用的填/。" : null;
    }

    /// <summary>Reads what was written; in a field of words everything is one.</summary>
    public AnnualCell Read(string written) => IsFigure || written.Trim() is "" or "/"
        ? CellText.Read(written, new AnnualColumn(Key, Title, null, Kind == SiteFieldKind.Decimal, false, Measure is null ? CountWords : [Measure, .. CountWords]))
        : AnnualCell.Text(written.Trim());
}

/// <summary>A field that cannot be larger than another.</summary>
public sealed record SiteCheck(string Part, string Whole, Citation Basis);

/// <summary>政府网站工作年度报表: its fields and how they hang together, a pack of packs/sites-annual.</summary>
public sealed record SiteForm(string Name, Citation Basis, IReadOnlyList<SiteField> Fields, IReadOnlyList<SiteCheck> Checks, int DueMonth, int DueDay)
{
    private const string Pack = "2018";

    public SiteField Field(string key) => Fields.First(field => field.Key == key);

    public DateOnly DueFor(int year) => new(year + 1, DueMonth, DueDay);

    /// <exception cref="RefusedException">The pack is wrong; every mistake with its line and key.</exception>
    public static SiteForm Read(PackFolder packs)
    {
        var file = PackFile.Read(packs.Find("sites-annual", Pack));
        var map = file.Root.Map();
        List<SiteField> fields = [.. map.Required("groups").Items().SelectMany(group => In(group, Group))];
        var checks = map.Required("checks").Items().Select(node => In(node, check => Check(check, fields))).ToList();
        var due = In(map.Required("due"), Due);
        var form = new SiteForm(map.Required("name").Text(), map.Citation(), fields, checks, due.Month, due.Day);
        foreach (var twice in fields.GroupBy(field => field.Key).Where(group => group.Count() > 1)) map.Place.Wrong($"“{twice.Key}”出现两次。");
        map.End();
        file.ThrowIfWrong();
        return form;
    }

    private static List<SiteField> Group(PackMap map)
    {
        var title = map.Required("title").Text();
        return [.. map.Required("fields").Items().Select(node => In(node, field => new SiteField(
            field.Required("key").Text(), field.Required("title").Text(), title,
            field.Required("kind").OneOf(("text", SiteFieldKind.Text), ("count", SiteFieldKind.Count), ("decimal", SiteFieldKind.Decimal), ("yes_no", SiteFieldKind.YesNo)),
            field.Text("measure"), field.Text("from"),
            field.Optional("portal")?.OneOf(("all", PortalCount.All), ("listed", PortalCount.Listed), ("interpretations", PortalCount.Interpretations)))))];
    }

    private static SiteCheck Check(PackMap map, List<SiteField> fields)
    {
        return new SiteCheck(Known(map.Required("part")), Known(map.Required("whole")), map.Citation());

        string Known(PackNode node)
        {
            var key = node.Text();
            if (!fields.Exists(field => field.Key == key && field.IsFigure)) node.Wrong($"没有“{key}”这个数。");
            return key;
        }
    }

    private static DateOnly Due(PackMap map)
    {
        var by = map.Required("by");
        if (!DateOnly.TryParseExact($"2001-{by.Text()}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) by.Wrong($"应为月和日，写成01-31的样子，现为“{by.Text()}”。");
        _ = map.Citation();
        return day;
    }

    /// <summary>Reads the mapping at the node and notes the keys that nobody asked for.</summary>
    private static T In<T>(PackNode node, Func<PackMap, T> read)
    {
        var map = node.Map();
        var result = read(map);
        map.End();
        return result;
    }
}
