using System.Globalization;
using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>
/// Reads measures, figures and conditions of one indicator; every measure it meets joins the tree's table.
/// </summary>
/// <param name="measures">The tree's measures so far; a new one gets the next index.</param>
/// <param name="owner">The indicator's key.</param>
/// <param name="perItem">Whether the indicator is scored for each account or site apart.</param>
internal sealed class FigureReader(List<Measure> measures, string owner, bool perItem)
{
    private static readonly (string Key, FigureKind Kind)[] Kinds =
    [
        ("fact", FigureKind.Amount), ("rows", FigureKind.Rows), ("items", FigureKind.Items),
        ("average", FigureKind.Average), ("last", FigureKind.Last), ("ratio", FigureKind.Ratio), ("short", FigureKind.Shortfall),
        ("excess", FigureKind.Excess), ("periods", FigureKind.Periods), ("points", FigureKind.Points), ("together", FigureKind.Together),
    ];

    /// <summary>The days on which the rule now read applies; its measures take them over.</summary>
    public Citation Citation { get; set; } = new(null);

    /// <summary>The indicators in which the rule's facts may already be counted.</summary>
    public IReadOnlyList<string> NotCountedIn { get; set; } = [];

    public Condition Condition(PackNode node)
    {
        if (node.IsScalar) return Compare(new Figure(FigureKind.Amount) { Of = Add(new Measure(node.Text())) }, Bounds.Some);
        var map = node.Map();
        var condition = Condition(map);
        map.End();
        return condition;
    }

    private Condition Condition(PackMap map)
    {
        if (map.Optional("any") is { } any) return new Condition(ConditionKind.Any) { Parts = Parts(any) };
        if (map.Optional("all") is { } all) return new Condition(ConditionKind.All) { Parts = Parts(all) };
        if (map.Optional("mark") is { } mark) return new Condition(ConditionKind.Mark) { Mark = mark.Text() };
        if (map.Optional("absent") is { } absent)
            return Compare(new Figure(FigureKind.Amount) { Of = Measure(absent) }, Bounds.None);
        var figure = Figure(map);
        var bounds = ReadBounds(map);
        return Compare(figure, bounds.IsEmpty ? Bounds.Some : bounds);
    }

    private List<Condition> Parts(PackNode list)
    {
        var parts = list.Items().Select(Condition).ToList();
        if (parts.Count == 0) list.Wrong("至少要有一个条件。");
        return parts;
    }

    private static Condition Compare(Figure figure, Bounds bounds) =>
        new(ConditionKind.Compare) { Figure = figure, Bounds = bounds };

    public Figure Figure(PackNode node)
    {
        if (node.IsScalar) return new Figure(FigureKind.Amount) { Of = Add(new Measure(node.Text())) };
        var map = node.Map();
        var figure = Figure(map);
        map.End();
        return figure;
    }

    private Figure Figure(PackMap map)
    {
        var named = Kinds.Where(kind => map.Has(kind.Key)).ToList();
        if (named.Count != 1)
        {
            if (map.Place.IsThere) map.Place.Wrong($"应写明且只写明一种数据来源：{string.Join("、", Kinds.Select(kind => kind.Key))}。");
            return new Figure(FigureKind.Amount) { Of = Add(new Measure("")) };
        }
        var (key, kind) = named[0];
        var at = map.Required(key);
        return kind switch
        {
            FigureKind.Amount => new Figure(kind) { Of = Measure(map) },
            FigureKind.Rows or FigureKind.Average => new Figure(kind) { Of = Measure(at) },
            FigureKind.Last => new Figure(kind) { Of = Measure(at, m => m with { KeepsLatest = true }) },
            FigureKind.Items => Items(map, at),
            FigureKind.Ratio => new Figure(kind) { Of = Measure(at), Other = Measure(map.Required("to")) },
            FigureKind.Shortfall => new Figure(kind) { Of = Measure(at, SplitBy(map)), Quota = ReadQuota(map) },
            FigureKind.Excess => new Figure(kind) { Of = Measure(at), Quota = ReadQuota(map) },
            FigureKind.Periods => Periods(at.Map()),
            FigureKind.Points => new Figure(kind) { Indicator = at.Text() },
            FigureKind.Together => new Figure(kind) { Parts = [.. at.Items().Select(Figure)] },
        };
    }

    private Figure Items(PackMap map, PackNode at)
    {
        var other = map.Optional("without");
        return new Figure(FigureKind.Items)
        {
            Of = Measure(at, m => m with { ByItem = true }),
            Other = other is null ? null : Measure(other, m => m with { ByItem = true }),
        };
    }

    private Figure Periods(PackMap map)
    {
        var figure = new Figure(FigureKind.Periods) { Of = Measure(map.Required("of"), SplitBy(map)), Bounds = ReadBounds(map) };
        if (map.Optional("per") is null) map.Place.Wrong("缺少“per”（week、month或quarter）。");
        if (figure.Bounds.IsEmpty) map.Place.Wrong("缺少数量范围（at-least、over、at-most或below）。");
        map.End();
        return figure;
    }

    private Func<Measure, Measure> SplitBy(PackMap map)
    {
        var split = map.Optional("per")?.OneOf(("week", Split.Week), ("month", Split.Month), ("quarter", Split.Quarter)) ?? Split.None;
        if (split != Split.None && perItem) map.Place.Wrong("按账号或站点分别评分的指标不能再按周、月、季分段。");
        return measure => measure with { Split = split };
    }

    private Quota ReadQuota(PackMap map)
    {
        var node = map.Required("of");
        return node.IsScalar && decimal.TryParse(node.Text(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? new Quota(number)
            : new Quota(0, Measure(node));
    }

    public Measure Measure(PackNode node, Func<Measure, Measure>? with = null)
    {
        if (!node.IsMapping) return Add(Apply(new Measure(node.Text()), with));
        var map = node.Map();
        var measure = Measure(map, with);
        map.End();
        return measure;
    }

    private Measure Measure(PackMap map, Func<Measure, Measure>? with = null)
    {
        var late = map.Optional("late");
        var onTime = map.Optional("on-time");
        if (late is not null && onTime is not null) map.Place.Wrong("late和on-time只能写一个。");
        var measure = new Measure(map.Required("fact").Text())
        {
            Classes = Words(map.Optional("class")),
            States = Words(map.Optional("state")),
            Within = map.Optional("within") is { } within ? ReadWindow(within) : null,
            Ever = map.Flag("ever"),
            Deadline = (late ?? onTime) is { } deadline ? ReadDeadline(deadline) : null,
            Timeliness = late is not null ? Timeliness.Late : onTime is not null ? Timeliness.OnTime : Timeliness.Any,
            Unit = map.Text("unit") ?? "次",
        };
        if (measure.Within is not null && measure.Ever) map.Place.Wrong("within和ever只能写一个。");
        return Add(Apply(measure, with));
    }

    private static Measure Apply(Measure measure, Func<Measure, Measure>? with) => with is null ? measure : with(measure);

    private static string[] Words(PackNode? node) => node is null ? [] : [.. node.ItemsOrOne().Select(item => item.Text())];

    /// <summary>Gives the measure its index and what the rule now read says about all its measures.</summary>
    public Measure Add(Measure measure)
    {
        var added = measure with
        {
            Index = measures.Count,
            Indicator = owner,
            From = Citation.From,
            Until = Citation.Until,
            NotCountedIn = NotCountedIn,
            ByItem = measure.ByItem || perItem || NotCountedIn.Count > 0,
        };
        measures.Add(added);
        return added;
    }

    public static Duration ReadDuration(PackNode node)
    {
        if (Duration.TryParse(node.Text(), out var duration)) return duration;
        if (node.IsThere) node.Wrong($"应为时长，写成14天、2周、6个月、1年或20个工作日的样子，现为“{node.Text()}”。");
        return new Duration(1, DurationUnit.Day);
    }

    private static Duration ReadWindow(PackNode node)
    {
        var duration = ReadDuration(node);
        if (duration.Unit != DurationUnit.Workday) return duration;
        node.Wrong("within不能按工作日计，请写天、周、月或年。");
        return new Duration(1, DurationUnit.Day);
    }

    public static Deadline ReadDeadline(PackNode node)
    {
        var parts = node.Text().TrimEnd('日').Split('月');
        if (parts.Length == 2 && int.TryParse(parts[0], out var month) && int.TryParse(parts[1], out var day)
            && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2024, month))
            return new Deadline(null, month, day);
        return new Deadline(ReadDuration(node));
    }

    /// <summary>A figure in per cent may be written with the sign: 5% is 5.</summary>
    public static Bounds ReadBounds(PackMap map)
    {
        var bounds = new Bounds(Limit("at-least"), Limit("over"), Limit("at-most"), Limit("below"));
        if ((bounds.AtLeast ?? bounds.Over) > (bounds.AtMost ?? bounds.Below)) map.Place.Wrong("下限大于上限。");
        return bounds;

        decimal? Limit(string key)
        {
            if (map.Optional(key) is not { } node) return null;
            var text = node.Text().TrimEnd('%');
            const NumberStyles figure = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            if (decimal.TryParse(text, figure, CultureInfo.InvariantCulture, out var number)) return number;
            node.Wrong($"应为数字或百分数，现为“{node.Text()}”。");
            return null;
        }
    }
}
