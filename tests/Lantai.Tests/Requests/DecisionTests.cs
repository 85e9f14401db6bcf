using Lantai.Packs;
using Lantai.Requests.Decisions;
using Lantai.Tests.Support;
using Xunit;
using static Lantai.Tests.Requests.CaseNotation;

namespace Lantai.Tests.Requests;

public sealed class DecisionTests
{
    private static readonly DecisionKinds Kinds = DecisionKinds.InForce(new PackFolder(Repository.Pack("")), new(2026, 3, 2));

    [Fact]
    public void Every_decision_counts_in_its_row_of_the_annual_report()
    {
        Assert.Equal(DecisionKinds.All.Select(decision => decision.ToString()), Rows("decisions.csv").Select(row => row["decision"]));
        Assert.All(Rows("decisions.csv"), row => Assert.Equal(row["row"], Kinds[Enum.Parse<Decision>(row["decision"])].Row));
    }

    [Fact]
    public void Only_grounds_of_articles_14_to_16_are_refusals() =>
        Assert.Equal("R4a R4b R4c R4d R4e R4f R4g", string.Join(' ', DecisionKinds.All.Where(decision => Kinds[decision].IsRefusal)));

    [Fact]
    public void A_decision_left_out_of_the_pack_is_named()
    {
        var text = File.ReadAllText(Repository.Pack("decisions/foi-2019.yaml")).Replace("  R5c:", "  R5x:");
        var refusal = Assert.Throws<RefusedException>(() => DecisionKinds.Read(PackFile.Parse(text, "foi-2019.yaml")));
        Assert.Contains("decisions：缺少“R5c”", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("不认识的键“R5x”", refusal.Message, StringComparison.Ordinal);
    }
}
