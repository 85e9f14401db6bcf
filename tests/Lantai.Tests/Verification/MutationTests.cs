using FsCheck;
using FsCheck.Fluent;
using Lantai.Tests.Support;
using Lantai.Verification;
using Xunit;

namespace Lantai.Tests.Verification;

/// <summary>A right bulletin gives no finding; one slip gives the findings that follow from it and no other.</summary>
public sealed class MutationTests
{
    private static readonly Config Twenty = Config.QuickThrowOnFailure.WithMaxTest(20).WithQuietOnSuccess(true);

    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, 1_000_000).ToArbitrary();

    [Fact]
    public void A_right_bulletin_gives_no_finding_in_any_format() =>
        Prop.ForAll(Seeds, seed =>
        {
            foreach (var paper in Papers(seed))
            {
                AssertFindings([], paper.ToText(), "通报.txt");
                AssertFindings([], paper.ToText(breakAfter: 4), "通报.txt");
                AssertFindings([], paper.ToMarkdown(), "通报.md");
                AssertFindings([], paper.ToWord(), "通报.docx");
                AssertFindings([], paper.ToHtml(), "通报.html");
            }
        }).Check(Twenty);

    public static TheoryData<string> Slips => [.. BulletinSlips.All.Select(slip => slip.Name)];

    [Theory, MemberData(nameof(Slips))]
    public void One_slip_gives_just_its_findings(string name) =>
        Prop.ForAll(Seeds, seed =>
        {
            var slip = BulletinSlips.All.Single(slip => slip.Name == name);
            var paper = slip.Form(new SampleBulletins(seed));
            slip.Make(paper, new Random(seed));
            AssertFindings(slip.Findings, paper.ToText(breakAfter: 4), "通报.txt");
            AssertFindings(slip.Findings, paper.ToWord(), "通报.docx");
        }).Check(Twenty);

    private static SamplePaper[] Papers(int seed) =>
        [new SampleBulletins(seed).Brief(), new SampleBulletins(seed).Document(), new SampleBulletins(seed).Notice()];

    private static void AssertFindings(IEnumerable<string> expected, Stream paper, string name)
    {
        var findings = Verifier.Verify(paper, name).Findings;
        var shown = findings.Select(finding => $"{finding.Kind} {finding.Severity.ToString().ToLowerInvariant()}").Order(StringComparer.Ordinal).ToList();
        Assert.True(expected.Order(StringComparer.Ordinal).SequenceEqual(shown), string.Join('\n', findings.Select(finding => $"{finding.Kind} {finding.Message}")));
    }
}
