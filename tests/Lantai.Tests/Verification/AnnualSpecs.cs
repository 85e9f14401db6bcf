using System.Text;
using System.Text.RegularExpressions;
using Lantai.Tests.Support;
using Lantai.Verification;
using Lantai.Verification.Annual;
using Xunit;

namespace Lantai.Tests.Verification;

/// <summary>
/// specs/annual/checks.md: a right report in a fence, then examples, each with what it changes in that report and the
/// findings it must give.
/// </summary>
public sealed partial class AnnualSpecs
{
    private static string Text => File.ReadAllText(Path.Combine(TestFiles.Root, "specs", "annual", "checks.md"));

    private static string Right => Text.Split("```")[1];

    private static IEnumerable<string> Parts => Text.Split("\n## ").Skip(1);

    public static TheoryData<string> Examples => [.. Parts.Select(part => part.Split('\n')[0])];

    [Fact]
    public void The_report_itself_is_right() => Assert.Equal([], Findings(Right));

    [Theory, MemberData(nameof(Examples))]
    public void An_example_gives_exactly_its_findings(string name)
    {
        var part = Parts.Single(part => part.Split('\n')[0] == name);
        var changes = Change().Matches(part);
        Assert.NotEmpty(changes);
        var paper = changes.Aggregate(Right, (text, change) => text.Replace(change.Groups["old"].Value, change.Groups["new"].Value, StringComparison.Ordinal));
        Assert.Equal(Listed(part), Findings(paper));
    }

    /// <summary>carry_over and near_copy need a second report and have tests of their own.</summary>
    [Fact]
    public void Every_check_has_an_example_that_it_finds() =>
        Assert.Equal(["carry_over", "near_copy"], AnnualCheck.All.Select(check => check.Kind).Except(Parts.SelectMany(Listed).Select(line => line.Split(' ')[0])));

    private static IEnumerable<string> Listed(string part) =>
        part.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal) && line != "- 无").Select(line => line[2..].TrimEnd());

    private static IEnumerable<string> Findings(string paper) =>
        Verifier.Verify(new MemoryStream(Encoding.UTF8.GetBytes(paper)), "年报.md").Findings.Select(VerifySpecs.Show);

    [GeneratedRegex("^`(?<old>[^`]+)` 改为 `(?<new>[^`]*)`", RegexOptions.Multiline)]
    private static partial Regex Change();
}
