using FsCheck;
using FsCheck.Fluent;
using Lantai.Ui;
using Lantai.Ui.Charts;
using Xunit;

namespace Lantai.Tests.Ui;

public sealed class ChartTests
{
    [Theory]
    [InlineData(new double[] { 19, 38.5 }, "15 20 25 30 35 40")]
    [InlineData(new double[] { 0, 1 }, "0 0.5 1")]
    [InlineData(new double[] { 30, 30 }, "29 29.5 30 30.5 31")]
    [InlineData(new double[] { -3, 4 }, "-4 -2 0 2 4")]
    [InlineData(new double[] { }, "0 0.5 1")]
    public void An_axis_has_round_marks_that_hold_all_figures(double[] figures, string marks)
    {
        var axis = Axis.Over(figures.Select(f => (decimal)f), 0, 100);
        Assert.Equal(marks, string.Join(' ', axis.Marks.Select(m => Figure.Exact(m))));
    }

    [Fact]
    public void Whatever_the_figures_an_axis_holds_them_and_keeps_their_order() =>
        Prop.ForAll(Gen.Choose(-100_000, 100_000).Select(n => n / 10m).ArrayOf().Where(a => a.Length > 0).ToArbitrary(), figures =>
        {
            var axis = Axis.Over(figures, 240, 16);
            return axis.Marks.Count() is >= 3 and <= 12
                && figures.All(f => axis.At(f) is >= 16 and <= 240)
                && figures.Order().Zip(figures.Order().Skip(1)).All(p => axis.At(p.First) >= axis.At(p.Second));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Names_moved_apart_never_cover_each_other_and_keep_their_order() =>
        Prop.ForAll(Gen.Choose(0, 300).Select(n => (decimal)n).ArrayOf().ToArbitrary(), heights =>
        {
            var moved = Line.Apart(heights, 20);
            var ordered = moved.Order().ToArray();
            return ordered.Zip(ordered.Skip(1)).All(p => p.Second - p.First >= 20)
                && Enumerable.Range(0, heights.Length).All(i => Enumerable.Range(0, heights.Length).All(j => heights[i] >= heights[j] || moved[i] < moved[j]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_missing_figure_breaks_the_line() =>
        Assert.Equal(["0,5 1,6", "3,8"], Line.Pieces([(0, 5), (1, 6), (2, null), (3, 8), (4, null)]));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(7, 4)]
    [InlineData(13, 7)]
    [InlineData(14, 7)]
    [InlineData(20, 7)]
    [InlineData(-1, 1)]
    public void Heat_has_seven_equal_steps(int figure, int step) => Assert.Equal(step, Heat.Step(figure, 0, 14));

    [Fact]
    public void A_column_where_all_are_equal_is_neither_hot_nor_cold() => Assert.Equal(4, Heat.Step(13, 13, 13));

    [Fact]
    public async Task A_trend_is_named_described_and_stands_on_a_table_of_the_same_figures()
    {
        var chart = await Rendering.Of<LineChart>(
            ("Caption", "府店镇得分"), ("Labels", new[] { "10月", "11月", "12月" }), ("Own", new Series("府店镇", [30, null, 36.5m])),
            ("Against", new Series("同组中位数", [24, 25, 24])));
        var svg = chart.QuerySelector("svg[role=img]")!;
        var named = svg.GetAttribute("aria-labelledby")!.Split(' ').Select(id => svg.QuerySelector("#" + id)!.TextContent).ToArray();
        Assert.Equal("府店镇得分", named[0]);
        Assert.Equal("府店镇：10月 30.0，11月 —，12月 36.5；同组中位数：10月 24.0，11月 25.0，12月 24.0。", named[1]);
        Assert.Equal(["30.0", "—", "36.5", "24.0", "25.0", "24.0"], chart.QuerySelectorAll("td").Select(td => td.TextContent));
        Assert.Equal(3, svg.QuerySelectorAll("polyline").Length);
        Assert.Empty(chart.QuerySelectorAll("[style], script"));
    }

    [Fact]
    public async Task The_movement_of_ranks_draws_the_chosen_units_last_and_strong()
    {
        var chart = await Rendering.Of<BumpChart>(
            ("Caption", "名次变化"), ("Labels", new[] { "11月", "12月" }), ("Focus", new[] { "府店镇" }),
            ("Lines", new RankLine[] { new("府店镇", [3, 1]), new("伊洛街道", [1, 2]), new("岳滩镇", [2, null]) }));
        Assert.Equal("府店镇", chart.QuerySelectorAll("svg g.series")[^1].QuerySelector("text.name")!.TextContent);
        Assert.Contains("strong", chart.QuerySelectorAll("svg g.series")[^1].ClassList);
        Assert.Equal(["3", "1", "1", "2", "2", "—"], chart.QuerySelectorAll("td").Select(td => td.TextContent));
    }

    [Fact]
    public async Task A_heat_table_prints_every_figure_and_leaves_a_missing_cell_blank_of_shade()
    {
        var table = await Rendering.Of<HeatTable>(("Caption", "各项得分"), ("Columns", new HeatColumn[] { new("公共服务", 5), new("总分") }),
            ("Rows", new HeatRow[] { new("府店镇", [5, 36.5m]), new("岳滩镇", [null, 24]) }));
        Assert.Equal(["5.0|number heat-7", "36.5|number heat-7", "—|number", "24.0|number heat-1"],
            table.QuerySelectorAll("td").Select(td => td.TextContent + "|" + td.ClassName));
    }

    [Fact]
    public async Task Bands_show_counts_shares_and_their_sum()
    {
        var table = await Rendering.Of<BandBars>(("Caption", "等次分布"), ("Bars", new BandBar[] { new("优秀", 3), new("良好", 22), new("一般", 23) }));
        Assert.Equal(["3", "6.3%", "22", "45.8%", "23", "47.9%", "48", "100.0%"], table.QuerySelectorAll("td.number").Select(td => td.TextContent));
        Assert.Equal(["41.6", "305.1", "319"], table.QuerySelectorAll("rect").Select(r => r.GetAttribute("width")!));
    }

    [Fact]
    public async Task No_units_give_an_empty_table_and_no_division_by_zero()
    {
        var table = await Rendering.Of<BandBars>(("Caption", "等次分布"), ("Bars", new BandBar[] { new("优秀", 0) }));
        Assert.Equal(["0", "—", "0", "—"], table.QuerySelectorAll("td.number").Select(td => td.TextContent));
    }
}
