using FsCheck;
using FsCheck.Fluent;
using Lantai.Assessment;
using Lantai.Packs;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Assessment;

public sealed class RankingTests
{
    private static readonly IReadOnlyList<IndicatorColumn> Columns = [new("甲", "甲", 40), new("乙", "乙", 60)];
    private static readonly StrokeOrder Strokes = StrokeOrder.Load(new PackFolder(Repository.Pack("")));

    [Fact]
    public void Whatever_the_convention_no_unit_is_lost_or_repeated_and_nobody_stands_before_a_better_one() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Tables().ToArbitrary(), table =>
        {
            var rows = Ranking.Rank(table.Rules, Columns, table.Units, Strokes);
            var ranked = rows.TakeWhile(row => row.Total is not null).ToList();
            Assert.Equal(table.Units.Select(unit => unit.Unit).Order(StringComparer.Ordinal), rows.Select(row => row.Unit).Order(StringComparer.Ordinal));
            Assert.All(rows.Skip(ranked.Count), row => Assert.Null(row.Total));
            Assert.Equal(ranked.Select(row => row.Total).OrderDescending(), ranked.Select(row => row.Total));
        }));

    [Fact]
    public void Numbers_follow_their_convention() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Tables().ToArbitrary(), table =>
        {
            var rows = Ranking.Rank(table.Rules with { Ties = [new TieRule(TieKind.PreviousOrder)] }, Columns, table.Units)
                .Where(row => row.Total is not null).ToList();
            var expected = rows.Select((row, i) => table.Rules.Numbering switch
            {
                Numbering.Consecutive => i + 1,
                Numbering.Gap => 1 + rows.Count(other => other.Total > row.Total),
                Numbering.Dense => 1 + rows.Where(other => other.Total > row.Total).Select(other => other.Total).Distinct().Count(),
                Numbering.None => (int?)null,
            });
            Assert.Equal(expected, rows.Select(row => row.Rank));
        }));

    [Fact]
    public void Ties_left_to_the_previous_order_keep_it() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Tables().ToArbitrary(), table =>
        {
            var rows = Ranking.Rank(table.Rules with { Ties = [] }, Columns, table.Units);
            foreach (var tied in rows.GroupBy(row => row.Total))
                Assert.Equal(table.Units.Where(unit => unit.Total == tied.Key).Select(unit => unit.Unit), tied.Select(row => row.Unit));
        }));

    [Fact]
    public void Ranking_a_ranked_table_again_changes_nothing() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Tables().ToArbitrary(), table =>
        {
            var once = Ranking.Rank(table.Rules, Columns, table.Units, Strokes);
            var byName = table.Units.ToDictionary(unit => unit.Unit);
            var twice = Ranking.Rank(table.Rules, Columns, [.. once.Select(row => byName[row.Unit])], Strokes);
            Assert.Equal(once.Select(row => (row.Rank, row.Unit)), twice.Select(row => (row.Rank, row.Unit)));
        }));

    [Fact]
    public void The_first_three_include_all_who_are_tied_with_the_third()
    {
        var rules = new RankingRules(OrderBy.Total, Numbering.Gap, []);
        var rows = Ranking.Rank(rules, Columns, [Unit("一", 95), Unit("二", 90), Unit("三", 88), Unit("四", 88), Unit("五", 80), Unit("六", null)]);
        Assert.Equal(["一", "二", "三", "四"], Ranking.Top(rules, rows, 3).Select(row => row.Unit));
        Assert.Equal(5, Ranking.Top(rules, rows, 9).Count);
        Assert.Empty(Ranking.Top(rules, rows, 0));
    }

    [Fact]
    public void Movements_compare_places_with_the_table_before()
    {
        var rules = new RankingRules(OrderBy.Total, Numbering.None, []);
        var before = Ranking.Rank(rules, Columns, [Unit("一", 9), Unit("二", 8), Unit("三", 7)]);
        var now = Ranking.Rank(rules, Columns, [Unit("一", 5), Unit("二", 8), Unit("三", 7), Unit("新", 6)]);
        Assert.Equal([("二", 1), ("三", 1), ("新", null), ("一", -3)], Ranking.WithMovements(now, before).Select(row => (row.Unit, row.Movement)));
    }

    [Fact]
    public void A_character_without_strokes_is_named_and_only_when_it_decides()
    {
        Assert.True(Strokes.Compare("市水利局", "市财政局") < 0);
        Assert.True(Strokes.Compare("市水利局", "市水利局二大队") < 0);
        Assert.Equal(0, Strokes.Compare("瀍河区", "瀍河区"));
        var refusal = Assert.Throws<RefusedException>(() => Strokes.Compare("瀍河区", "西工区"));
        Assert.Contains("没有“瀍”字，“瀍河区”不能按笔画排序", refusal.Message);
    }

    [Theory]
    [InlineData('一', 1)]
    [InlineData('区', 4)]
    [InlineData('市', 5)]
    [InlineData('局', 7)]
    [InlineData('街', 12)]
    [InlineData('镇', 15)]
    [InlineData('疆', 19)]
    public void Strokes_are_counted_as_the_standard_does(char character, int strokes)
    {
        var line = File.ReadAllLines(Repository.Pack(Path.Combine("wording", "strokes.csv"))).Single(line => line.Split(',').ElementAtOrDefault(1)?.Contains(character) == true);
        Assert.Equal($"{strokes}", line.Split(',')[0]);
    }

    [Fact]
    public void Group_figures_leave_out_units_without_a_total()
    {
        Assert.Equal(new GroupFigures(4, 2.5m, 4, 1, 2.5m), GroupFigures.Of([1, 2, null, 3, 4]));
        Assert.Equal(new GroupFigures(3, 2, 3, 1, 2), GroupFigures.Of([1, 2, 3]));
        Assert.Equal(new GroupFigures(0, null, null, null, null), GroupFigures.Of([null]));
    }

    private sealed record Table(RankingRules Rules, IReadOnlyList<Contender> Units);

    private static Contender Unit(string name, decimal? total) => new(name, [total, 0], total);

    private static Gen<Table> Tables()
    {
        const string letters = "水利财政审计文物民体育";
        var cell = Gen.Choose(0, 3).Select(points => (decimal)points);
        var missing = Gen.Choose(0, 9).Select(n => n == 0);
        var unit = cell.SelectMany(first => cell.SelectMany(second => missing.SelectMany(gone => Gen.Choose(0, 20).Select(hand =>
            (first, second, gone, hand: hand > 10 ? (int?)null : hand)))));
        var tie = Gen.Elements(TieKind.Indicator, TieKind.Heaviest, TieKind.PreviousOrder, TieKind.Strokes, TieKind.ByHand);
        var rules = Gen.Elements(Enum.GetValues<Numbering>()).SelectMany(numbering => tie.ListOf().Select(ties =>
            new RankingRules(OrderBy.Total, numbering, [.. ties.Select(kind => new TieRule(kind, kind == TieKind.Indicator ? "乙" : null))])));
        return rules.SelectMany(convention => unit.ListOf().Select(units => new Table(convention, [.. units.Select((one, i) =>
            new Contender($"{letters[i % letters.Length]}局{i}", [one.first, one.second], one.gone ? null : one.first + one.second) { HandOrder = one.hand })])));
    }
}
