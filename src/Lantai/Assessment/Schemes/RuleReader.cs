using System.Globalization;
using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>Reads the rules and vetoes of one indicator.</summary>
internal sealed class RuleReader(FigureReader figures)
{
    private static readonly (string Key, Effect Effect)[] Effects =
        [("award", Effect.Award), ("deduct", Effect.Deduct), ("ceiling", Effect.Ceiling)];

    private static readonly (string Key, Binding Binding)[] Bindings =
    [
        ("each", Binding.Each), ("when", Binding.When), ("grade", Binding.Grade), ("by", Binding.By),
        ("times", Binding.Times), ("judged", Binding.Judged),
    ];

    public Rule Rule(PackNode node, Citation above)
    {
        var map = node.Map();
        figures.Citation = Inherit(map.Citation(), above, node);
        figures.NotCountedIn = [.. map.Optional("not-counted-in")?.ItemsOrOne().Select(item => item.Text()) ?? []];
        var rule = new Rule(One(map, Effects), One(map, Bindings), figures.Citation)
        {
            AtMost = map.Optional("at-most") is { } most ? ReadPoints(most) : null,
            Every = map.Number("every", least: 0) ?? 0,
            Beyond = map.Number("beyond", least: 0) ?? 0,
            HighestOnly = map.Optional("only")?.OneOf(("highest", true)) ?? false,
            Unless = map.Optional("unless") is { } unless ? figures.Condition(unless) : null,
            Wording = map.Text("wording"),
        };
        if (rule.Effect == Effect.Ceiling && rule.Binding != Binding.When) node.Wrong("ceiling只能与when同用。");
        rule = Bind(rule, map);
        map.End();
        figures.Citation = new Citation(null);
        figures.NotCountedIn = [];
        return rule;
    }

    private Rule Bind(Rule rule, PackMap map)
    {
        var amount = map.Required(Effects.First(e => e.Effect == rule.Effect).Key);
        var source = map.Required(Bindings.First(b => b.Binding == rule.Binding).Key);
        if (!amount.IsThere || !source.IsThere) return rule;
        return rule.Binding switch
        {
            Binding.Each => Each(rule, map, amount, source),
            Binding.When => rule with { Points = ReadPoints(amount), When = figures.Condition(source) },
            Binding.Grade => Classes(rule, amount, source, []),
            Binding.By => rule with { Tiers = ReadTiers(amount), Figure = figures.Figure(source) },
            Binding.Times => rule with { Points = ReadPoints(amount), Figure = figures.Figure(source) },
            Binding.Judged => Judged(rule, amount, source),
        };
    }

    /// <summary>Counted rows may be worth more or less by class and by state; any other figure has one worth.</summary>
    private Rule Each(Rule rule, PackMap map, PackNode amount, PackNode source)
    {
        var states = map.Optional("by-state");
        IReadOnlyList<(string State, decimal Share)> byState =
            [.. states?.Entries().Select(entry => (entry.Key, Share(entry.Value))) ?? []];
        if (amount.IsMapping) return Classes(rule, amount, source, byState);
        var figure = figures.Figure(source);
        if (byState.Count == 0) return rule with { Points = ReadPoints(amount), Figure = figure };
        if (figure.Kind != FigureKind.Amount) states!.Wrong("by-state只能用于逐条计数的规则。");
        return rule with { Lines = [.. Lines(figure.Of!, null, ReadPoints(amount), byState)] };
    }

    private Rule Classes(Rule rule, PackNode amount, PackNode source, IReadOnlyList<(string State, decimal Share)> byState)
    {
        if (!amount.IsMapping) amount.Wrong("应为“类别: 分值”的形式。");
        var pattern = figures.Measure(source, measure => measure with { ByItem = rule.HighestOnly });
        if (pattern.Classes.Count > 0) source.Wrong("分值已按类别列出，不能再写class。");
        var entries = amount.Entries();
        var listed = entries.Select(entry => entry.Key).ToArray();
        var lines = entries.SelectMany(entry =>
            Lines(pattern with { Classes = [entry.Key] }, entry.Key, ReadPoints(entry.Value), byState)).ToList();
        return rule with { Lines = lines, Unlisted = figures.Add(pattern with { OtherThanClasses = listed }) };
    }

    private IEnumerable<RuleLine> Lines(Measure pattern, string? @class, Points points, IReadOnlyList<(string State, decimal Share)> byState)
    {
        foreach (var (state, share) in byState)
            yield return new RuleLine(figures.Add(pattern with { States = [state] }), points, @class, state, share);
        yield return new RuleLine(figures.Add(pattern with { OtherThanStates = [.. byState.Select(part => part.State)] }), points, @class, null, 1);
    }

    private Rule Judged(Rule rule, PackNode amount, PackNode source)
    {
        var range = amount.Map();
        var from = range.Required("from").Number(least: 0);
        var to = range.Required("to").Number(least: 0);
        if (from > to) amount.Wrong($"起始值{from}大于终止值{to}。");
        range.End();
        var measure = figures.Measure(source, m => m with { Range = (from, to) });
        return rule with { Points = new Points(1), Figure = new Figure(FigureKind.Amount) { Of = measure } };
    }

    private static List<Tier> ReadTiers(PackNode list) =>
        [.. list.Items().Select(item =>
        {
            var map = item.Map();
            var tier = new Tier(FigureReader.ReadBounds(map), ReadPoints(map.Required("points")));
            map.End();
            return tier;
        })];

    public Veto Veto(PackNode node, Citation above)
    {
        var map = node.Map();
        figures.Citation = Inherit(map.Citation(), above, node);
        var veto = new Veto(map.Required("name").Text(), figures.Condition(map.Required("when")), figures.Citation)
        {
            Band = map.Text("then"),
            Points = map.Number("points"),
            Unless = map.Optional("unless") is { } unless ? figures.Condition(unless) : null,
            Stops = map.Has("then") && !map.Has("points") && !map.Flag("keep-score"),
        };
        if (veto.Band is null && veto.Points is null) node.Wrong("应写明结果：then（等次）或points（定为多少分）。");
        map.End();
        figures.Citation = new Citation(null);
        return veto;
    }

    /// <summary>A row without a clause of its own rests on that of the row above it.</summary>
    public static Citation Inherit(Citation own, Citation above, PackNode at)
    {
        if ((own.Clause ?? above.Clause) is null) at.Doubt("没有写明依据（clause）。");
        return Inherit(own, above);
    }

    /// <summary>What a row does not say of its clause, its days and how sure it is, the row above it says.</summary>
    public static Citation Inherit(Citation own, Citation above) => new(
        own.Clause ?? above.Clause,
        own.From ?? above.From,
        own.Until ?? above.Until,
        own.Clause is null && own.Confidence == Confidence.Seen ? above.Confidence : own.Confidence);

    /// <summary>A number of points, a share of the maximum (60%), or all of it (all, full).</summary>
    public static Points ReadPoints(PackNode node)
    {
        var text = node.Text();
        if (text is "all" or "full") return new Points(1, IsShare: true);
        if (!text.EndsWith('%')) return new Points(node.Number(least: 0));
        return new Points(Share(node), IsShare: true);
    }

    /// <summary>A share written in per cent, 0 to 1 as read; more than the whole is allowed where a rule doubles.</summary>
    public static decimal Share(PackNode node)
    {
        var text = node.Text();
        if (text.EndsWith('%') && decimal.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share))
            return share / 100;
        if (node.IsThere) node.Wrong($"应为百分数，写成60%的样子，现为“{text}”。");
        return 0;
    }

    private static T One<T>(PackMap map, (string Key, T Meaning)[] words)
    {
        var found = words.Where(word => map.Has(word.Key)).ToList();
        if (found.Count != 1 && map.Place.IsThere) map.Place.Wrong($"应写且只写一个：{string.Join("、", words.Select(word => word.Key))}。");
        return found.Count > 0 ? found[0].Meaning : words[0].Meaning;
    }
}
