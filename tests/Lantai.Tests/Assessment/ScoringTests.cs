using FsCheck;
using FsCheck.Fluent;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Assessment;

public sealed class ScoringTests
{
    private const string Monthly = """
        name: 月度
        title: 月度方案
        clause: 示例条款
        period: month
        year: sum
        groups: [{name: 各单位}]
        indicators:
          - {name: 更新, rules: [{award: 0.5, each: {fact: 更新, unit: 条}}]}
          - {name: 错误, maximum: 10, base: full, rules: [{deduct: {一般: 0.3, 严重: 2}, each: 错误}]}
          - {name: 每周, maximum: 5, base: full, rules: [{deduct: 1, each: {periods: {of: 更新, per: week, at-most: 0}}}]}
          - {name: 近三月, maximum: 5, base: full, rules: [{deduct: 5, when: {absent: {fact: 更新, within: 3个月}}}]}
          - {name: 栏目, maximum: 6, rules: [{award: 2, each: {items: 更新}}]}
        """;

    private static readonly Scheme Scheme = Load(Monthly);
    private static readonly IReadOnlyList<Period> Year = [.. Enumerable.Range(1, 12).Select(month => Period.Month(2022, month))];

    [Fact]
    public void One_pass_over_a_year_gives_every_unit_and_month_what_it_gets_alone() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Facts().ListOf().ToArbitrary(), facts =>
        {
            var scoring = new Scoring(Scheme, Scheme.Groups[0], Year);
            var tallies = Tally(scoring, facts);
            for (var unit = 0; unit < Units.Length; unit++)
                for (var month = 0; month < 12; month++)
                {
                    var together = scoring.Score(new UnitToScore(Units[unit]), tallies, unit, month);
                    var alone = new Scoring(Scheme, Scheme.Groups[0], [Year[month]]).Score(new UnitToScore(Units[unit]), facts);
                    Assert.Equal(Cells(alone), Cells(together));
                }
        }));

    [Fact]
    public void The_order_in_which_facts_come_does_not_matter() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Facts().ListOf().ToArbitrary(), facts =>
        {
            var scoring = new Scoring(Scheme, Scheme.Groups[0], [Year[5]]);
            var unit = new UnitToScore(Units[0]);
            Assert.Equal(Cells(scoring.Score(unit, facts)), Cells(scoring.Score(unit, facts.AsEnumerable().Reverse())));
        }));

    [Fact]
    public void A_total_is_the_sum_of_its_parts_in_any_order_of_entry() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 400).ArrayOf(5).ToArbitrary(), halves =>
        {
            var keys = Scheme.Groups[0].Leaves.Select(leaf => leaf.Key).ToArray();
            var entries = keys.Zip(halves, (key, half) => Entry.Of(key, half / 2m)).ToList();
            var scoring = new Scoring(Scheme, Scheme.Groups[0], []);
            var total = scoring.Score(new UnitToScore("甲") { Entries = entries, YearBefore = 100.5m });
            var reversed = scoring.Score(new UnitToScore("甲") { Entries = [.. entries.AsEnumerable().Reverse()], YearBefore = 100.5m });
            Assert.Equal(entries.Sum(entry => entry.Points), total.Total);
            Assert.Equal(total.Total, reversed.Total);
            Assert.Equal(total.Total + 100.5m, total.YearTotal);
        }));

    [Fact]
    public void A_unit_scored_again_after_an_objection_leaves_every_other_as_it_was() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Facts().ListOf().ToArbitrary(), facts =>
        {
            var scoring = new Scoring(Scheme, Scheme.Groups[0], [Year[5]]);
            var tallies = Tally(scoring, facts);
            var before = Cells(scoring.Score(new UnitToScore(Units[1]), tallies, 1, 0));
            tallies.Clear(0);
            foreach (var fact in facts.Where(fact => fact.Unit == Units[0]).Skip(1)) Add(scoring, tallies, 0, fact);
            Assert.Equal(before, Cells(scoring.Score(new UnitToScore(Units[1]), tallies, 1, 0)));
            var alone = scoring.Score(new UnitToScore(Units[0]), facts.Where(fact => fact.Unit == Units[0]).Skip(1));
            Assert.Equal(Cells(alone), Cells(scoring.Score(new UnitToScore(Units[0]), tallies, 0, 0)));
        }));

    [Fact]
    public void Decimal_points_add_up_exactly()
    {
        var facts = Enumerable.Range(0, 10).Select(_ => new Fact("甲", "错误", new DateOnly(2022, 6, 1)) { Class = "一般" });
        Assert.Equal(7m, new Scoring(Scheme, Scheme.Groups[0], [Year[5]]).Score(new UnitToScore("甲"), facts)["错误"].Points);
    }

    [Fact]
    public void A_typed_score_stands_before_the_computed_one_and_the_working_says_so()
    {
        var scoring = new Scoring(Scheme, Scheme.Groups[0], [Year[5]]);
        var unit = new UnitToScore("甲") { Entries = [Entry.Of("更新", 3, note: "核减一条")] };
        Fact[] facts = [new("甲", "更新", new DateOnly(2022, 6, 1), 8)];
        Assert.Equal(3, scoring.Score(unit, facts)["更新"].Points);
        Assert.Equal("录入：3分（核减一条）", Assert.Single(scoring.Explain(unit, facts, "更新").Steps).Text);
    }

    [Fact]
    public void A_working_lists_the_facts_it_counted_with_their_links_and_the_clause()
    {
        var scoring = new Scoring(Scheme, Scheme.Groups[0], [Year[5]]);
        Fact[] facts =
        [
            new("甲", "更新", new DateOnly(2022, 6, 9)) { Link = "https://example.gov.cn/2" },
            new("甲", "更新", new DateOnly(2022, 6, 1)) { Link = "https://example.gov.cn/1" },
            new("甲", "更新", new DateOnly(2022, 7, 1)),
            new("乙", "更新", new DateOnly(2022, 6, 1)),
        ];
        var step = Assert.Single(scoring.Explain(new UnitToScore("甲"), facts, "更新").Steps);
        Assert.Equal(["https://example.gov.cn/1", "https://example.gov.cn/2"], step.Facts.Select(fact => fact.Link));
        Assert.Equal("示例条款", step.Clause);
        Assert.Contains("没有指标“解读”", Assert.Throws<RefusedException>(() => scoring.Explain(new UnitToScore("甲"), facts, "解读")).Message);
    }

    [Fact]
    public void A_veto_on_facts_is_not_guessed_where_only_points_were_typed()
    {
        var scheme = Load(Monthly.Replace("indicators:", "bands: [{name: 不合格, verdict: yes}]\nvetoes: [{name: 无更新, when: {absent: 更新}, then: 不合格}]\nindicators:", StringComparison.Ordinal));
        var entries = scheme.Groups[0].Leaves.Select(leaf => Entry.Of(leaf.Key, 1)).ToList();
        var typed = new Scoring(scheme, scheme.Groups[0], []).Score(new UnitToScore("甲") { Entries = entries });
        Assert.Null(typed.Veto);
        Assert.Equal(5, typed.Total);
        Assert.NotNull(new Scoring(scheme, scheme.Groups[0], [Year[0]]).Score(new UnitToScore("甲") { Entries = entries }, []).Veto);
    }

    [Fact]
    public void The_year_is_the_sum_of_its_periods_and_may_be_capped()
    {
        Assert.Equal(6, new YearRule(null).Of(3, 3));
        Assert.Equal(5, new YearRule(5).Of(3, 3));
    }

    [Fact]
    public void Objections_and_rectifications_end_on_working_days()
    {
        var calendar = new WorkCalendar(CalendarFile.Read(Repository.Pack(Path.Combine("calendars", "china.csv"))));
        var scheme = Scheme.Load("yanshi-monthly", new PackFolder(Repository.Pack("")));
        var objection = Assert.Single(scheme.Procedure.Steps);
        Assert.Equal(new DateOnly(2023, 1, 20), objection.EndsOn(new DateOnly(2023, 1, 17), calendar.AddWorkdays));
    }

    [Fact]
    public void Facts_from_before_the_period_are_asked_for_only_as_far_as_a_rule_looks_back()
    {
        Assert.Equal(new DateOnly(2022, 4, 1), new Scoring(Scheme, Scheme.Groups[0], [Year[5]]).NeedsFactsFrom);
        var registers = Load(Monthly.Replace("{items: 更新}", "{items: {fact: 更新, ever: yes}}", StringComparison.Ordinal));
        Assert.Null(new Scoring(registers, registers.Groups[0], [Year[5]]).NeedsFactsFrom);
    }

    private static readonly string[] Units = ["甲", "乙"];

    private static Scheme Load(string yaml)
    {
        var file = PackFile.Parse(yaml, "月度.yaml");
        var scheme = SchemeReader.Read(file);
        file.ThrowIfWrong();
        return scheme;
    }

    private static Tallies Tally(Scoring scoring, IEnumerable<Fact> facts)
    {
        var tallies = scoring.StartTallies(Units.Length);
        foreach (var fact in facts) Add(scoring, tallies, Array.IndexOf(Units, fact.Unit), fact);
        return tallies;
    }

    private static void Add(Scoring scoring, Tallies tallies, int unit, Fact fact) =>
        tallies.Add(unit, scoring.Kind(fact.Name, fact.Class, fact.State), fact.Day, fact.Quantity, fact.Since, fact.Item);

    private static IEnumerable<(string, decimal?)> Cells(UnitScore score) =>
        score.Group.Total.WithDescendants().Select(indicator => (indicator.Key, score[indicator.Key].Figure));

    private static Gen<Fact> Facts() =>
        Gen.Elements(Units).SelectMany(unit => Gen.Elements("更新", "错误", "无关").SelectMany(name => Gen.Choose(-100, 464).SelectMany(day =>
            Gen.Choose(1, 5).SelectMany(quantity => Gen.Elements("一般", "严重", "未列").SelectMany(@class => Gen.Elements(null, "要闻", "公告").Select(item =>
                new Fact(unit, name, new DateOnly(2022, 1, 1).AddDays(day), quantity) { Class = name == "错误" ? @class : null, Item = item }))))));
}
