using Lantai.Assessment;

namespace Lantai.Bulletins;

/// <summary>A figure or a list of names in a sentence.</summary>
/// <param name="Text">As printed.</param>
/// <param name="Explanation">Where it comes from, for whoever asks.</param>
internal sealed record Figure(string Text, string Explanation)
{
    public IReadOnlyList<string> Doubts { get; init; } = [];
}

/// <summary>A kind of placeholder.</summary>
/// <param name="Arguments">Their names, for the sentence that corrects a wrong call; those ending in ? may be left out.</param>
/// <param name="What">What it prints, for the guide.</param>
internal sealed record FigureKind(string Name, IReadOnlyList<string> Arguments, string What, Func<FigureArguments, Figure> Of)
{
    /// <summary>How it is written: <c>{{better:分组:个数}}</c>.</summary>
    public string Usage => "{{" + string.Join(':', Arguments.Prepend(Name)) + "}}";

    public bool Takes(int arguments) => arguments <= Arguments.Count && arguments >= Arguments.Count(argument => !argument.EndsWith('?'));

    /// <summary>Every kind there is; the guide's table is checked against this one.</summary>
    public static readonly IReadOnlyList<FigureKind> All =
    [
        new("period", [], "考评期，如2022年12月", a => new(a.Period.Title, "考评期")),
        new("year", [], "考评期所在年份，如2022", a => new($"{a.Period.Year}", "考评期所在年份")),
        new("units", ["分组?"], "单位数", Units),
        new("better", ["分组", "个数"], "排在最前的若干单位", a => Named(a, true)),
        new("worse", ["分组", "个数"], "排在最后的若干单位", a => Named(a, false)),
        new("average", ["分组", "指标?"], "平均数，至多两位小数", Average),
        new("highest", ["分组", "指标?"], "最高分", a => Extreme(a, "最高分", column => column.Max(cell => cell.Figure))),
        new("lowest", ["分组", "指标?"], "最低分", a => Extreme(a, "最低分", column => column.Min(cell => cell.Figure))),
        new("spread", ["分组", "指标?"], "最高分与最低分之差", a => Extreme(a, "最高分与最低分之差", column => column.Max(cell => cell.Figure) - column.Min(cell => cell.Figure))),
        new("score", ["单位", "指标?"], "一个单位的得分", Score),
        new("place", ["单位"], "一个单位在本组的位次", Place),
        new("count-from", ["分组", "指标", "分数"], "达到某个分数的单位数", a => Count(a, "不低于", (figure, bound) => figure >= bound)),
        new("count-below", ["分组", "指标", "分数"], "低于某个分数的单位数", a => Count(a, "低于", (figure, bound) => figure < bound)),
        new("names-from", ["分组", "指标", "分数"], "达到某个分数的单位", a => NamesOf(a, "不低于", (figure, bound) => figure >= bound)),
        new("names-below", ["分组", "指标", "分数"], "低于某个分数的单位", a => NamesOf(a, "低于", (figure, bound) => figure < bound)),
        new("full-count", ["分组", "指标"], "得满分的单位数", FullCount),
        new("bands", [], "各等次的单位数和占比，没有单位的等次不写", Bands),
        new("band-count", ["等次"], "一个等次的单位数", a => new($"{a.Band(0).Count}", $"得分表中{a.Band(0).Name}的单位数")),
        new("band-share", ["等次"], "一个等次的占比", a => new(Share(a.Band(0)), $"{a.Band(0).Name}的单位数除以参评单位数")),
        new("band-units", ["等次"], "一个等次的单位", BandUnits),
        new("figure", ["名称"], "表单中列明的数", Typed),
    ];

    private static Figure Units(FigureArguments a)
    {
        var groups = a.Groups(0);
        return new($"{groups.Sum(group => group.Rows.Count)}", $"得分表中{string.Join("、", groups.Select(group => group.Name))}的单位数");
    }

    private static Figure Named(FigureArguments a, bool better)
    {
        var (group, count) = (a.Group(0), a.Count(1));
        var own = (better ? a.Form.Better : a.Form.Worse).FirstOrDefault(pair => PrintedName.Same(pair.Key, group.Name)).Value;
        if (own is null && count > group.Rows.Count) throw new RefusedException($"{group.Name}只有{group.Rows.Count}个单位，不够{count}个。");
        var rows = Performers.Of(a.Form, group, better, count, own);
        var why = own is not null ? $"{group.Name}中由编辑点名" : $"{group.Name}排在最{(better ? "前" : "后")}的{count}个单位";
        return new(a.Names(rows), why) { Doubts = [.. Performers.Doubts(group, better, rows)] };
    }

    private static Figure Average(FigureArguments a)
    {
        var (group, measure) = (a.Group(0), a.Measure(1, a.Group(0)));
        var column = FigureArguments.Column(group, measure);
        var average = Math.Round(column.Average(cell => cell.Figure), 2, MidpointRounding.AwayFromZero);
        return new(Figures.Plain(average), $"{group.Name}{column.Count}个单位“{measure.Name}”的平均数，四舍五入到两位小数");
    }

    private static Figure Extreme(FigureArguments a, string what, Func<IReadOnlyList<(StandingRow Row, decimal Figure)>, decimal> of)
    {
        var (group, measure) = (a.Group(0), a.Measure(1, a.Group(0)));
        return new(Figures.Plain(of(FigureArguments.Column(group, measure))), $"{group.Name}“{measure.Name}”的{what}");
    }

    private static Figure Score(FigureArguments a)
    {
        var (group, row) = a.Unit(0);
        var measure = a.Measure(1, group);
        var figure = measure.Of(row) ?? throw new RefusedException($"{row.Unit}没有“{measure.Name}”。");
        return new(Figures.Plain(figure), $"{row.Unit}的“{measure.Name}”");
    }

    private static Figure Place(FigureArguments a)
    {
        var (group, row) = a.Unit(0);
        if (row.Total is null) throw new RefusedException($"{row.Unit}没有总分，没有位次。");
        var place = row.Rank ?? group.Rows.ToList().IndexOf(row) + 1;
        return new($"{place}", $"{row.Unit}在{group.Name}中的位次");
    }

    private static Figure Count(FigureArguments a, string how, Func<decimal, decimal, bool> counts) =>
        Matching(a, how, counts, (rows, _) => $"{rows.Count}", "的单位数");

    private static Figure NamesOf(FigureArguments a, string how, Func<decimal, decimal, bool> counts) =>
        Matching(a, how, counts, (rows, call) => rows.Count > 0 ? call.Names(rows) : throw new RefusedException($"没有符合的单位，请改写这句话。"), "的单位");

    private static Figure Matching(
        FigureArguments a, string how, Func<decimal, decimal, bool> counts, Func<IReadOnlyList<StandingRow>, FigureArguments, string> text, string what)
    {
        var (group, bound) = (a.Group(0), a.Number(2));
        var measure = a.Measure(1, group);
        List<StandingRow> rows = [.. FigureArguments.Column(group, measure).Where(cell => counts(cell.Figure, bound)).Select(cell => cell.Row)];
        return new(text(rows, a), $"{group.Name}中“{measure.Name}”{how}{Figures.Points(bound)}{what}");
    }

    private static Figure FullCount(FigureArguments a)
    {
        var group = a.Group(0);
        var measure = a.Measure(1, group);
        var full = measure.Maximum ?? throw new RefusedException($"方案没有规定“{measure.Name}”的满分。");
        return new($"{FigureArguments.Column(group, measure).Count(cell => cell.Figure == full)}", $"{group.Name}中“{measure.Name}”得满分{Figures.Points(full)}的单位数");
    }

    private static Figure Bands(FigureArguments a)
    {
        var bands = a.Standings.Bands.Where(band => band.Count > 0).ToList();
        if (bands.Count == 0) throw new RefusedException("考评方案没有划分等次。");
        return new(string.Join("；", bands.Select(band => BandSentence(a.Form.BandWording.Text, band))), "按得分表逐个等次清点，占比为单位数除以参评单位数");
    }

    private static string BandSentence(string wording, BandCount band) => wording
        .Replace("{{band}}", band.Name, StringComparison.Ordinal)
        .Replace("{{count}}", $"{band.Count}", StringComparison.Ordinal)
        .Replace("{{share}}", Share(band), StringComparison.Ordinal);

    private static string Share(BandCount band) => Figures.Percent(band.Share * 100);

    private static Figure BandUnits(FigureArguments a)
    {
        var band = a.Band(0);
        List<StandingRow> rows = [.. a.Standings.Groups.SelectMany(group => group.Rows).Where(row => row.Band == band.Name)];
        return rows.Count > 0 ? new(a.Names(rows), $"得分表中{band.Name}的单位") : throw new RefusedException($"没有{band.Name}的单位，请改写这句话。");
    }

    private static Figure Typed(FigureArguments a)
    {
        var figure = a.Form.Figures.FirstOrDefault(known => known.Name == a.Text(0))
            ?? throw new RefusedException($"表单所列的数（figures）中没有“{a.Text(0)}”{Performers.Guess(a.Text(0), a.Form.Figures.Select(known => known.Name))}。");
        return new(figure.Value, $"{figure.Name}，来源：{figure.From}");
    }
}
