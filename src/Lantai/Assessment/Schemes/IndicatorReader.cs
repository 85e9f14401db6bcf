using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>Reads one tree of indicators and numbers its measures.</summary>
internal sealed class IndicatorReader
{
    private readonly List<Measure> _measures = [];

    public IReadOnlyList<Measure> Measures => _measures;

    /// <summary>The total over a group: its keys stand in the group itself, or in the scheme for all groups.</summary>
    public Indicator Total(PackMap map, Citation above)
    {
        var total = Read(map, new Indicator(TotalKey, TotalKey, above) { Place = map.Place.Place }, perItem: false);
        var children = map.Optional("indicators") is { } list ? Children(list, above, perItem: false) : [];
        return WithMaximum(total with { Children = children });
    }

    /// <summary>By this name a condition refers to the whole.</summary>
    public const string TotalKey = "总分";

    private Indicator Leaf(PackNode node, Citation above, bool perItem)
    {
        var map = node.Map();
        var name = map.Required("name").Text();
        var citation = RuleReader.Inherit(map.Citation(), above);
        var key = map.Text("key") ?? name;
        var indicator = Read(map, new Indicator(key, name, citation) { Place = node.Place }, perItem) with
        {
            Weight = map.Optional("weight") is { } weight ? RuleReader.Share(weight) : 1,
            IsWeighted = map.Has("weight"),
            PerItem = map.Optional("per-item") is { } item ? ReadPerItem(item, key) : null,
        };
        perItem |= indicator.PerItem is not null;
        indicator = indicator with
        {
            Rules = [.. map.Optional("rules")?.Items().Select(rule => Rules(key, perItem).Rule(rule, citation)) ?? []],
            Children = map.Optional("indicators") is { } list ? Children(list, citation, perItem) : [],
        };
        if (indicator is { Children.Count: > 0, Rules.Count: > 0 }) node.Wrong("有下级指标的，评分规则应写在下级指标里。");
        if (indicator.Entry == EntryKind.Typed && citation.Clause is null) node.Doubt("没有写明依据（clause）。");
        map.End();
        return WithMaximum(indicator);
    }

    private List<Indicator> Children(PackNode list, Citation above, bool perItem)
    {
        var children = list.Items().Select(child => Leaf(child, above, perItem)).ToList();
        if (children.Count == 0) list.Wrong("至少要有一项指标。");
        return children;
    }

    private RuleReader Rules(string owner, bool perItem) => new(new FigureReader(_measures, owner, perItem));

    /// <summary>What a total and an indicator have in common.</summary>
    private Indicator Read(PackMap map, Indicator indicator, bool perItem)
    {
        var figures = new FigureReader(_measures, indicator.Key, perItem);
        return indicator with
        {
            Maximum = map.Number("maximum", least: 0),
            Minimum = Minimum(map.Optional("minimum")),
            Step = Positive(map.Optional("step")),
            Start = map.Optional("base") is { } start ? RuleReader.ReadPoints(start) : null,
            ConvertTo = Positive(map.Optional("convert-to")),
            NeedsNote = map.Flag("needs-note"),
            CountsWhen = map.Optional("counts-when") is { } counts ? figures.Condition(counts) : null,
            NotFor = map.Optional("not-for") is { } not ? figures.Condition(not) : null,
            WhenNotApplicable = map.Optional("not-applicable")?.OneOf(
                ("scale", WhenNotApplicable.Scale), ("spread", WhenNotApplicable.Spread),
                ("full", WhenNotApplicable.Full), ("drop", WhenNotApplicable.Drop)) ?? WhenNotApplicable.Refused,
            Vetoes = [.. map.Optional("vetoes")?.Items().Select(veto => new RuleReader(figures).Veto(veto, indicator.Citation)) ?? []],
        };
    }

    private static decimal? Minimum(PackNode? node) => node is null ? 0 : node.IsScalar && node.Text() == "none" ? null : node.Number();

    private static decimal? Positive(PackNode? node)
    {
        if (node is null) return null;
        var number = node.Number();
        if (number > 0) return number;
        node.Wrong($"应大于0，现为{number}。");
        return null;
    }

    private PerItem ReadPerItem(PackNode node, string owner)
    {
        var map = node.Map();
        var figures = new FigureReader(_measures, owner, perItem: false);
        var register = figures.Measure(map.Required("register"), m => m with { ByItem = true });
        var combine = map.Required("combine").OneOf(
            ("average", Combine.Average), ("lowest", Combine.Lowest), ("highest", Combine.Highest), ("sum", Combine.Sum));
        map.End();
        return new PerItem(register, combine);
    }

    /// <summary>A parent that states no maximum has the sum of those below it, when all of them have one.</summary>
    private static Indicator WithMaximum(Indicator indicator)
    {
        if (indicator.Maximum is not null || indicator.Children.Count == 0) return indicator;
        var below = indicator.Children.Select(child => child.Whole * child.Weight).ToList();
        return below.Contains(null) ? indicator : indicator with { Maximum = below.Sum() };
    }
}
