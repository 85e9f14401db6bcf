using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>What no single key shows: references, cycles, weights, maxima that cannot be reached.</summary>
internal sealed class SchemeCheck
{
    private readonly PackFile _file;
    private readonly Scheme _scheme;

    private SchemeCheck(PackFile file, Scheme scheme) => (_file, _scheme) = (file, scheme);

    public static void Look(Scheme scheme, PackFile file)
    {
        var check = new SchemeCheck(file, scheme);
        foreach (var group in scheme.Groups.DistinctBy(group => group.Total, ReferenceEqualityComparer.Instance)) check.Group(group);
        check.Names();
        check.Ties();
        check.Verdicts();
        BandCheck.Look(scheme, file);
    }

    private void Group(SchemeGroup group)
    {
        var all = group.Total.WithDescendants().ToList();
        foreach (var twice in all.GroupBy(i => i.Key, StringComparer.Ordinal).Where(same => same.Count() > 1))
            _file.Wrong(twice.Last().Place, $"指标“{twice.Key}”出现两次，请用key区分。");
        foreach (var indicator in all)
        {
            Limits(group, indicator);
            if (indicator.Entry == EntryKind.Total) Parent(indicator);
            else if (indicator != group.Total) Leaf(indicator);
        }
        if (References(group, all)) Cycles(all);
    }

    private void Limits(SchemeGroup group, Indicator indicator)
    {
        if (indicator.Maximum >= 0 && indicator.Minimum > indicator.Maximum)
            _file.Wrong(indicator.Place, $"最低分{indicator.Minimum}高于满分{indicator.Maximum}。");
        if (indicator.NotFor is not null && indicator != group.Total && group.Total.WithDescendants()
            .First(parent => parent.Children.Contains(indicator)).WhenNotApplicable == WhenNotApplicable.Refused)
            _file.Wrong(indicator.Place, "指标可能不适用（not-for），上级指标应写明如何计分（not-applicable）。");
        if (indicator.ConvertTo is not null && indicator.Maximum is null)
            _file.Wrong(indicator.Place, "折合（convert-to）需要先有满分（maximum）。");
    }

    private void Parent(Indicator parent)
    {
        if (parent.Start is not null || parent.Step is not null || parent.NeedsNote)
            _file.Wrong(parent.Place, "base、step和needs-note只用于最末级指标。");
        var below = parent.Children;
        if (below.Any(child => child.IsWeighted))
        {
            var sum = below.Sum(child => child.Weight);
            if (below.Any(child => !child.IsWeighted)) _file.Wrong(parent.Place, "同级指标要么都写权重（weight），要么都不写。");
            else if (sum != 1) _file.Wrong(parent.Place, $"同级指标的权重合计应为100%，现为{Figures.Percent(sum * 100)}。");
        }
        var needsMaxima = parent.ConvertTo is not null
            || parent.WhenNotApplicable is WhenNotApplicable.Scale or WhenNotApplicable.Spread or WhenNotApplicable.Full;
        if (needsMaxima && below.FirstOrDefault(child => child.Whole is null) is { } open)
            _file.Wrong(open.Place, "上级指标按满分换算，本指标应写明满分（maximum）。");
        decimal? reachable = below.Any(child => child.Whole is null) ? null : below.Sum(child => child.Whole * child.Weight);
        if (reachable < parent.Maximum)
            _file.Doubt(parent.Place, $"下级指标满分合计{Figures.Plain(reachable.Value)}，达不到本级满分{Figures.Plain(parent.Maximum.Value)}。");
    }

    private void Leaf(Indicator leaf)
    {
        var sharesMaximum = leaf.Start is { IsShare: true }
            || leaf.Rules.Any(rule => rule.Points.IsShare || rule.Effect == Effect.Ceiling || rule.AtMost is { IsShare: true }
                || rule.Lines.Any(line => line.Points.IsShare) || rule.Tiers.Any(tier => tier.Points.IsShare));
        if (sharesMaximum && leaf.Maximum is null) _file.Wrong(leaf.Place, "按满分比例计分，应写明满分（maximum）。");
        if (leaf.Start?.Of(leaf.Maximum ?? 0) > leaf.Maximum) _file.Wrong(leaf.Place, $"起始分（base）高于满分{leaf.Maximum}。");
        var onlyDeducts = leaf.Rules.Count > 0 && leaf.Rules.All(rule => rule.Effect != Effect.Award);
        if (onlyDeducts && leaf.Start is null && leaf.Minimum >= 0)
            _file.Doubt(leaf.Place, "只有扣分规则而没有起始分（base），结果总是0；扣分制请写base: full。");
    }

    /// <summary>False when a name is unknown; cycles are then not looked for.</summary>
    private bool References(SchemeGroup group, List<Indicator> all)
    {
        var keys = all.Select(indicator => indicator.Key).ToHashSet(StringComparer.Ordinal);
        var known = true;
        foreach (var indicator in all)
            foreach (var name in Referred(indicator).Concat(Excluded(group, indicator)).Where(name => !keys.Contains(name)).Distinct())
            {
                var near = Spelling.Nearest(name, keys);
                _file.Wrong(indicator.Place, $"引用的指标“{name}”不存在{(near is null ? "" : $"，是否为“{near}”")}。");
                known = false;
            }
        return known;
    }

    private static IEnumerable<string> Excluded(SchemeGroup group, Indicator indicator) =>
        group.Measures.Where(measure => measure.Indicator == indicator.Key).SelectMany(measure => measure.NotCountedIn);

    private void Cycles(List<Indicator> all)
    {
        var byKey = all.DistinctBy(indicator => indicator.Key).ToDictionary(indicator => indicator.Key, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var indicator in all) Walk(indicator, []);

        bool Walk(Indicator indicator, List<string> way)
        {
            if (way.Contains(indicator.Key))
            {
                var loop = way.SkipWhile(key => key != indicator.Key).Append(indicator.Key);
                _file.Wrong(indicator.Place, $"指标相互引用形成循环：{string.Join("→", loop)}。");
                return true;
            }
            if (done.Contains(indicator.Key)) return false;
            List<string> further = [.. way, indicator.Key];
            var referred = Referred(indicator).Where(key => key != indicator.Key || RefersToItself(indicator)).Select(key => byKey[key]);
            var found = indicator.Children.Concat(referred).Any(next => Walk(next, further));
            done.Add(indicator.Key);
            return found;
        }
    }

    /// <summary>A veto may look at its own indicator's points; a rule or gate may not.</summary>
    private static bool RefersToItself(Indicator indicator) => Gates(indicator).Contains(indicator.Key);

    private static IEnumerable<string> Referred(Indicator indicator) =>
        Gates(indicator).Concat(indicator.Vetoes.SelectMany(veto => References(veto.When).Concat(References(veto.Unless))));

    private static IEnumerable<string> Gates(Indicator indicator) =>
        indicator.Rules.SelectMany(rule => References(rule.Figure).Concat(References(rule.When)).Concat(References(rule.Unless)))
            .Concat(References(indicator.CountsWhen)).Concat(References(indicator.NotFor));

    private static IEnumerable<string> References(Condition? condition) =>
        condition is null ? [] : References(condition.Figure).Concat(condition.Parts.SelectMany(References));

    private static IEnumerable<string> References(Figure? figure) =>
        figure is null ? [] : figure.Parts.SelectMany(References).Concat(figure.Indicator is { } key ? [key] : []);

    private void Names()
    {
        var written = _file.Root.Map().Optional("groups")?.Items() ?? [];
        var names = _scheme.Groups.SelectMany((group, i) => group.OtherNames.Prepend(group.Name).Select(name => (Name: PrintedName.Plain(name), At: i)));
        foreach (var twice in names.GroupBy(name => name.Name, StringComparer.Ordinal).Where(same => same.Count() > 1))
            _file.Wrong(twice.Last().At < written.Count ? written[twice.Last().At].Place : _file.PlaceOf("groups"), $"分组名称“{twice.Key}”重复。");
    }

    private void Ties()
    {
        foreach (var tie in _scheme.Ranking.Ties.Where(tie => tie.Kind == TieKind.Indicator))
            if (!_scheme.Groups.Any(group => group.Indicators.Any(indicator => indicator.Key == tie.Indicator)))
                _file.Wrong(_file.PlaceOf("ranking"), $"并列时比较的指标“{tie.Indicator}”不是任何分组的一级指标。");
    }

    private void Verdicts()
    {
        var bands = _scheme.Bands.Bands.Select(band => band.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var group in _scheme.Groups.DistinctBy(group => group.Total, ReferenceEqualityComparer.Instance))
        {
            foreach (var indicator in group.Total.WithDescendants())
                foreach (var veto in indicator.Vetoes)
                {
                    if (veto.Band is { } band && !bands.Contains(band)) _file.Wrong(indicator.Place, $"否决结果“{band}”不在等次（bands）里。");
                    if (veto.Band is not null && indicator != group.Total) _file.Wrong(indicator.Place, "判定等次的否决项应写在分组或方案一级；指标里的否决项只能定分（points）。");
                }
            if (group.Otherwise is { } otherwise && !bands.Contains(otherwise))
                _file.Wrong(group.Total.Place, $"未被否决时的结果“{otherwise}”不在等次（bands）里。");
        }
    }
}
