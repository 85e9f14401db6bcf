using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>Reads how a scheme orders, numbers and bands its units.</summary>
internal static class StandingsReader
{
    public static RankingRules PlainRanking { get; } = new(OrderBy.Total, Numbering.Consecutive, [new TieRule(TieKind.PreviousOrder)]);

    public static RankingRules Ranking(PackNode node)
    {
        var map = node.Map();
        var rules = new RankingRules(
            map.Optional("by")?.OneOf(("total", OrderBy.Total), ("year-total", OrderBy.YearTotal)) ?? OrderBy.Total,
            map.Required("numbers").OneOf(
                ("consecutive", Numbering.Consecutive), ("gap", Numbering.Gap), ("dense", Numbering.Dense), ("none", Numbering.None)),
            [.. map.Optional("ties")?.ItemsOrOne().Select(Tie) ?? [new TieRule(TieKind.PreviousOrder)]]);
        map.End();
        return rules;
    }

    private static TieRule Tie(PackNode node)
    {
        if (!node.IsMapping)
            return new TieRule(node.OneOf(
                ("previous-order", TieKind.PreviousOrder), ("heaviest", TieKind.Heaviest),
                ("strokes", TieKind.Strokes), ("by-hand", TieKind.ByHand)));
        var map = node.Map();
        var rule = new TieRule(TieKind.Indicator, map.Required("indicator").Text());
        map.End();
        return rule;
    }

    public static BandRules Bands(PackMap scheme)
    {
        var together = scheme.Optional("bands-over")?.OneOf(("all", true), ("group", false)) ?? true;
        var bands = scheme.Optional("bands")?.Items().Select(Band).ToList() ?? [];
        return new BandRules(bands, together);
    }

    private static Band Band(PackNode node)
    {
        var map = node.Map();
        var bounds = FigureReader.ReadBounds(map);
        var top = map.Optional("top");
        var band = new Band(map.Required("name").Text())
        {
            Bounds = bounds.IsEmpty ? null : bounds,
            TopShare = top is not null && top.Text().EndsWith('%') ? RuleReader.Share(top) : null,
            TopCount = top is not null && !top.Text().EndsWith('%') ? top.Whole(least: 1) : null,
            Rounding = map.Optional("round")?.OneOf(
                ("down", QuotaRounding.Down), ("up", QuotaRounding.Up), ("nearest", QuotaRounding.Nearest)) ?? QuotaRounding.Down,
            TakesTied = map.Optional("ties")?.OneOf(("include", true), ("leave-out", false)) ?? false,
            IsRest = map.Flag("rest"),
            IsVerdictOnly = map.Flag("verdict"),
        };
        var ways = new[] { band.Bounds is not null, top is not null, band.IsRest, band.IsVerdictOnly }.Count(said => said);
        if (ways != 1) node.Wrong("应写明一种划分办法：分数线（at-least、below等）、名额（top）、其余（rest: yes）或仅由否决产生（verdict: yes）。");
        map.End();
        return band;
    }
}
