using Lantai.Packs;

namespace Lantai.Disclosure;

/// <summary>What a unit is, as far as duties go: articles 20 and 21 ask for more of some than of others.</summary>
public enum UnitClass { Department, Township, Government }

/// <summary>An item as a pack writes it.</summary>
internal sealed record DutyRow(
    string Code, string Title, string Content, string Theme, IReadOnlyList<UnitClass> For, string Column, DutyLimit Limit, string LimitBasis,
    Cycle? Cycle, string Proof, Citation Basis);

/// <summary>The items that the law lists, with what holds for all of them.</summary>
/// <param name="WarnDays">How many days before an update is due people are told.</param>
internal sealed record DutyPack(IReadOnlyList<DutyRow> Items, string Channel, int WarnDays)
{
    private static readonly (string Word, UnitClass Class)[] Classes =
        [("department", UnitClass.Department), ("township", UnitClass.Township), ("government", UnitClass.Government)];

    /// <exception cref="RefusedException">The pack has mistakes; the sentences name line and key.</exception>
    public static DutyPack Read(PackFile file)
    {
        var map = file.Root.Map();
        map.Required("name").Text();
        map.Citation();
        var (limit, basis) = ReadLimit(map.Required("limit"));
        var days = map.CitedWhole("warn_days", 1, 365);
        var items = map.Required("items").Items().Select(node => ReadItem(node, limit, basis)).ToList();
        var pack = new DutyPack(items, map.Required("channel").Text(), days);
        map.End();
        foreach (var twice in items.GroupBy(item => item.Code).Where(group => group.Count() > 1)) map.Place.Wrong($"编码{twice.Key}重复了。");
        file.ThrowIfWrong();
        return pack;
    }

    private static DutyRow ReadItem(PackNode node, DutyLimit limit, string basis)
    {
        var map = node.Map();
        if (map.Optional("limit") is { } own) (limit, basis) = ReadLimit(own);
        var row = new DutyRow(
            map.Required("code").Text(), map.Required("title").Text(), map.Required("content").Text(), map.Required("theme").Text(),
            [.. map.Required("for").Items().Select(item => item.OneOf(Classes))], map.Required("column").Text(), limit, basis,
            ColumnPack.ReadCycle(map.Optional("cycle")), map.Required("proof").Text(), map.Citation());
        map.End();
        return row;
    }

    private static (DutyLimit Limit, string Basis) ReadLimit(PackNode node)
    {
        var map = node.Map();
        var limit = (map.Optional("workdays"), map.Optional("days"), map.Optional("at_once")) switch
        {
            ({ } workdays, null, null) => new DutyLimit(LimitKind.Workdays, workdays.Whole(least: 1, most: 999)),
            (null, { } days, null) => new DutyLimit(LimitKind.Days, days.Whole(least: 1, most: 999)),
            (null, null, { } atOnce) when atOnce.OneOf(("true", true)) => new DutyLimit(LimitKind.AtOnce, null),
            _ => null,
        };
        if (limit is null) node.Wrong("应写 workdays、days、at_once 中的一个。");
        var basis = map.Citation().Text;
        map.End();
        return (limit ?? new DutyLimit(LimitKind.AtOnce, null), basis);
    }
}

public static class UnitClassTitles
{
    public static string Title(this UnitClass @class) => @class switch
    {
        UnitClass.Department => "部门",
        UnitClass.Township => "乡镇、街道",
        UnitClass.Government => "下一级政府、管委会",
    };
}
