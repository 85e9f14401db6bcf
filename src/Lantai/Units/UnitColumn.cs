using System.Globalization;
using Lantai.Papers;
using Lantai.Ui;

namespace Lantai.Units;

/// <summary>
/// A column of the units' file, the same for import, export and the form: how it is written, and how a cell is read
/// onto an entry. Reading refuses in one sentence; the caller adds where.
/// </summary>
internal sealed record UnitColumn(string Title, Func<UnitEntry, SheetCell> Cell, Func<UnitEntry, string, UnitEntry> Read)
{
    public static readonly UnitColumn Group = new("组别", e => e.Group, (e, text) => e with { Group = DatedName.Clean(text, "组别") }) { IsRequired = true };

    public static readonly UnitColumn Name =
        new("单位全称", e => e.Name, (e, text) => e with { Name = DatedName.Clean(text, "单位全称") }) { IsRequired = true };

    public static readonly UnitColumn NameFrom =
        new("起用日期", e => e.NameFrom, (e, text) => e with { NameFrom = DatedName.Day(text, "起用日期") }) { Kind = SheetColumnKind.Date };

    public static readonly UnitColumn ShortForms =
        new("简称", e => Joined(e.ShortForms), (e, text) => e with { ShortForms = Names(text, "简称") });

    public static readonly UnitColumn FormerNames =
        new("曾用名", e => Joined(e.FormerNames), (e, text) => e with { FormerNames = Names(text, "曾用名") });

    public static readonly UnitColumn Site = new("网址", e => e.SiteAddress, (e, text) => e with { SiteAddress = Address(text, "网址") });

    public static readonly UnitColumn NoSite = new("无网站", e => e.HasNoSite ? "是" : "", (e, text) => e with { HasNoSite = YesOrNo(text) });

    public static readonly UnitColumn Order =
        new("排序", e => e.Order, (e, text) => e with { Order = Place(text) ?? e.Order }) { Kind = SheetColumnKind.Number };

    public static readonly UnitColumn ExcludedFrom =
        new("不参加的考评方案", e => Joined(e.ExcludedFrom), (e, text) => e with { ExcludedFrom = Schemes(text) });

    public static readonly UnitColumn DissolvedOn =
        new("撤销日期", e => e.DissolvedOn, (e, text) => e with { DissolvedOn = DatedName.Day(text, "撤销日期") }) { Kind = SheetColumnKind.Date };

    public static readonly UnitColumn Successor =
        new("承接单位", e => e.Successor, (e, text) => e with { Successor = text.Length == 0 ? null : DatedName.Clean(text, "承接单位") });

    /// <summary>In the order of the file that is exported.</summary>
    public static readonly IReadOnlyList<UnitColumn> All =
        [Group, Name, NameFrom, ShortForms, FormerNames, Site, NoSite, Order, ExcludedFrom, DissolvedOn, Successor];

    public bool IsRequired { get; init; }

    public SheetColumnKind Kind { get; init; }

    /// <summary>The cell as a person reads it; "" when it is empty.</summary>
    public string Text(UnitEntry entry) => Cell(entry) switch
    {
        { Number: { } number } => Figure.Exact(number),
        { Date: { } day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var cell => cell.Text ?? "",
    };

    /// <summary>The absolute http or https address; null when nothing is written.</summary>
    public static string? Address(string text, string label)
    {
        var address = text.Trim();
        if (address.Length == 0) return null;
        var isWeb = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;
        return isWeb && address.Length <= 200 && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? address
            : throw new RefusedException($"“{label}”应以 http:// 或 https:// 开头，现为“{address}”。");
    }

    private static string Joined(IEnumerable<object> items) => string.Join('；', items);

    private static string[] Parts(string text) =>
        text.Split(['；', ';', '\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IReadOnlyList<DatedName> Names(string text, string label) =>
        [.. UnitEntry.InOrder(Parts(text).Select(part => DatedName.Parse(part, label)))];

    private static IReadOnlyList<string> Schemes(string text) =>
        [.. Parts(text).Select(part => DatedName.Clean(part, "不参加的考评方案")).Distinct().Order(StringComparer.Ordinal)];

    private static bool YesOrNo(string text) => text.Trim() switch
    {
        "是" or "√" or "无网站" => true,
        "" or "否" => false,
        _ => throw new RefusedException($"“无网站”应填“是”或留空，现为“{text.Trim()}”。"),
    };

    private static int? Place(string text)
    {
        var check = new FormCheck();
        var number = check.Number("", text, "排序", 0, 99999);
        if (check.For("") is { } sentence) throw new RefusedException(sentence);
        return number is null || number == decimal.Truncate(number.Value)
            ? (int?)number
            : throw new RefusedException($"“排序”应填整数，现为 {Figure.Exact(number)}。");
    }
}
