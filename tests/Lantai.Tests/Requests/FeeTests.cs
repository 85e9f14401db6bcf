using FsCheck;
using FsCheck.Fluent;
using Lantai.Packs;
using Lantai.Requests.Fees;
using Lantai.Tests.Support;
using Xunit;
using static Lantai.Tests.Requests.CaseNotation;

namespace Lantai.Tests.Requests;

public sealed class FeeTests
{
    private static readonly string Shipped = File.ReadAllText(Repository.Pack("fees/109.yaml"));

    private static readonly FeeRates Rates = FeeRates.InForce(new PackFolder(Repository.Pack("")), new DateOnly(2026, 3, 2));

    public static TheoryData<int, string> Examples() => Cases("fees.csv");

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_fee_is_the_sum_of_its_tiers_each_with_its_arithmetic(int line, string about)
    {
        var row = Row("fees.csv", line);
        var method = row["by"] == "items" ? FeeMethod.Items : FeeMethod.Pages;
        var fee = Fee.Of(Rates, method, int.Parse(row["count"]), int.Parse(row["already"]));
        Assert.True(decimal.Parse(row["amount"]) == fee.Amount, $"{about}: {fee.Amount}");
        Assert.Equal(row["tiers"], string.Join('；', fee.Tiers.Select(tier => tier.Working)));
    }

    [Fact]
    public void Charged_in_two_parts_it_costs_the_same_as_in_one() => Prop.ForAll(
        Gen.Choose(0, 300).Two().ToArbitrary(), Gen.Elements(FeeMethod.Items, FeeMethod.Pages).ToArbitrary(), (parts, method) =>
            Fee.Of(Rates, method, parts.Item1).Amount + Fee.Of(Rates, method, parts.Item2, parts.Item1).Amount
            == Fee.Of(Rates, method, parts.Item1 + parts.Item2).Amount).QuickCheckThrowOnFailure();

    [Fact]
    public void Before_the_rules_nothing_may_be_charged() =>
        Assert.Contains("2020年12月31日没有施行中的信息处理费标准", Assert.Throws<RefusedException>(
            () => FeeRates.InForce(new PackFolder(Repository.Pack("")), new DateOnly(2020, 12, 31))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1, -1)]
    [InlineData(2_000_000, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_number_beyond_reason_is_refused(int count, int already) =>
        Assert.Contains("数量应为0至100000件", Assert.Throws<RefusedException>(() => Fee.Of(Rates, FeeMethod.Items, count, already)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("up_to: 30, yuan: 100", "up_to: 9, yuan: 100", "items.tiers[2]：上限9应大于上一档的10")]
    [InlineData("yuan: 40", "yuan: -40", "pages.beyond.yuan：不能小于0")]
    [InlineData("beyond: {every: 10, adds_yuan: 100}", "beyond: {every: 10}", "items.beyond：缺少“adds_yuan”")]
    public void A_mistake_in_the_pack_is_named(string right, string wrong, string expected)
    {
        var refusal = Assert.Throws<RefusedException>(() => FeePack.Read(PackFile.Parse(Shipped.Replace(right, wrong), "109.yaml")));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }
}
