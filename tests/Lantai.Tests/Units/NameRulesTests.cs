using Lantai.Units;
using Xunit;
using static Lantai.Tests.Units.Registers;

namespace Lantai.Tests.Units;

public sealed class NameRulesTests
{
    private static readonly DateOnly EndOf2020 = new(2020, 12, 31);
    private static readonly DateOnly StartOf2021 = new(2021, 1, 1);

    [Fact]
    public void Two_units_may_carry_one_name_one_after_the_other() =>
        Assert.Empty(NameRules.Conflicts([Unit("城关镇") with { DissolvedOn = EndOf2020 }, Unit("城关镇") with { NameFrom = StartOf2021 }]));

    [Fact]
    public void Two_units_may_not_carry_one_name_on_one_day()
    {
        var conflict = Assert.Single(NameRules.Conflicts([Unit("城关镇") with { DissolvedOn = EndOf2020 }, Unit("城关镇") with { NameFrom = EndOf2020 }]));
        Assert.Equal((1, 0), (conflict.One, conflict.Other));
        Assert.Equal("“城关镇”的全称“城关镇”与“城关镇”的全称相同，而且时间重叠，请改用能区分的名称。", conflict.Sentence);
    }

    [Fact]
    public void A_former_name_is_free_again_after_its_last_day()
    {
        var renamed = Unit("偃师区民政局") with { NameFrom = StartOf2021, FormerNames = [new("民政局", null, EndOf2020)] };
        Assert.Empty(NameRules.Conflicts([renamed, Unit("民政局") with { NameFrom = StartOf2021 }]));
        var taken = Assert.Single(NameRules.Conflicts([renamed, Unit("民政局")]));
        Assert.Equal("“民政局”的全称“民政局”与“偃师区民政局”的曾用名相同，而且时间重叠，请改用能区分的名称。", taken.Sentence);
    }

    [Fact]
    public void A_short_form_is_neither_anothers_full_name_nor_anothers_short_form()
    {
        var education = Unit("教育体育局") with { ShortForms = [new("教体局")] };
        Assert.Contains("教体局", Assert.Single(NameRules.Conflicts([education, Unit("教体局")])).Sentence, StringComparison.Ordinal);
        Assert.Single(NameRules.Conflicts([education, Unit("体育局") with { ShortForms = [new("教体局")] }]));
        Assert.Empty(NameRules.Conflicts([education with { DissolvedOn = EndOf2020 }, Unit("教体局") with { NameFrom = StartOf2021 }]));
    }

    [Fact]
    public void A_short_form_that_is_the_units_own_name_is_superfluous() =>
        Assert.Equal("“教育局”的简称“教育局”重复，或与本单位的全称相同，请去掉。",
            Assert.Single(NameRules.Conflicts([Unit("教育局") with { ShortForms = [new("教育局")] }])).Sentence);

    [Fact]
    public void The_names_of_one_unit_follow_each_other() =>
        Assert.Contains("使用时间重叠",
            Assert.Single(NameRules.Conflicts([Unit("乙") with { NameFrom = EndOf2020, FormerNames = [new("甲", null, EndOf2020)] }])).Sentence, StringComparison.Ordinal);

    [Theory]
    [InlineData("老城镇", "老城镇", null, null)]
    [InlineData("老城镇@2001-01-01~2020-12-31", "老城镇", "2001-01-01", "2020-12-31")]
    [InlineData("老城镇＠～2020/12/31", "老城镇", null, "2020-12-31")]
    public void A_dated_name_is_read(string written, string text, string? from, string? until) =>
        Assert.Equal(new DatedName(text, Day(from), Day(until)), DatedName.Parse(written, "曾用名"));

    [Theory]
    [InlineData("老城镇@2020-12-31")]
    [InlineData("老城镇@2021-01-01~2020-12-31")]
    [InlineData("@~2020-12-31")]
    [InlineData("=老城镇")]
    [InlineData("老城\"镇")]
    public void A_name_that_could_not_be_written_back_is_refused(string written) =>
        Assert.Throws<RefusedException>(() => DatedName.Parse(written, "曾用名"));

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd");
}
