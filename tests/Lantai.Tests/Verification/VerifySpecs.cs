using System.Text;
using Lantai.Tests.Support;
using Lantai.Verification;
using Xunit;

namespace Lantai.Tests.Verification;

/// <summary>
/// The examples under specs/verify: a heading, a paper in a fence, and the findings it must give, one a line:
/// kind, severity, stated → computed. A paper without findings says 无.
/// </summary>
public sealed class VerifySpecs
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in Directory.GetFiles(Path.Combine(TestFiles.Root, "specs", "verify"), "*.md").Order(StringComparer.Ordinal))
                foreach (var example in Read(file)) data.Add(Path.GetFileNameWithoutExtension(file), example.Name);
            return data;
        }
    }

    [Theory, MemberData(nameof(Examples))]
    public void An_example_gives_exactly_its_findings(string file, string name)
    {
        var example = Read(Path.Combine(TestFiles.Root, "specs", "verify", file + ".md")).Single(one => one.Name == name);
        var verified = Verifier.Verify(new MemoryStream(Encoding.UTF8.GetBytes(example.Paper)), "通报.md");
        Assert.Equal(example.Findings, verified.Findings.Select(Show));
        Assert.True(example.Findings.Count > 0 || verified.CheckedCount > 0, "An example without findings must have something checked.");
    }

    [Fact]
    public void Every_check_has_an_example_that_it_finds()
    {
        var kinds = Directory.GetFiles(Path.Combine(TestFiles.Root, "specs", "verify"), "*.md").SelectMany(Read)
            .SelectMany(example => example.Findings).Select(line => line.Split(' ')[0]).ToHashSet();
        Assert.Empty(Check.All.Select(check => check.Kind).Except(kinds));
    }

    private static string Show(Finding finding) =>
        $"{finding.Kind} {finding.Severity.ToString().ToLowerInvariant()} {finding.Stated} → {finding.Computed}".Replace("  ", " ").TrimEnd();

    private sealed record Example(string Name, string Paper, IReadOnlyList<string> Findings);

    private static List<Example> Read(string file)
    {
        var (examples, name, paper, findings, isInside) = (new List<Example>(), "", new StringBuilder(), new List<string>(), false);
        void Close()
        {
            if (name.Length > 0) examples.Add(new Example(name, paper.ToString(), [.. findings]));
            paper.Clear();
            findings.Clear();
        }
        foreach (var line in File.ReadAllLines(file))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isInside = !isInside;
            else if (isInside) paper.AppendLine(line);
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                Close();
                name = line[3..];
            }
            else if (line.StartsWith("- ", StringComparison.Ordinal) && line != "- 无") findings.Add(line[2..].Trim());
        }
        Close();
        return examples;
    }
}
