using System.Text.RegularExpressions;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Assessment;

/// <summary>docs/schemes.md names each of the forty rule kinds and the example that proves it.</summary>
public sealed partial class RuleKindTableTests
{
    private static readonly List<Match> Rows =
        [.. File.ReadAllLines(Path.Combine(Repository.Root, "docs", "schemes.md")).Select(line => Row().Match(line)).Where(row => row.Success)];

    [Fact]
    public void The_table_has_all_forty_kinds_once_and_in_order() =>
        Assert.Equal(Enumerable.Range(1, 40), Rows.Select(row => int.Parse(row.Groups[1].Value)));

    [Fact]
    public void Every_row_leads_to_its_example_and_every_example_has_its_row()
    {
        var named = Rows.Select(row => row.Groups[3].Value).ToList();
        var there = Directory.EnumerateFiles(Repository.Spec("schemes"), "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
        Assert.Equal(there, named);
        Assert.All(Rows, row => Assert.StartsWith($"{int.Parse(row.Groups[1].Value):00}-", row.Groups[3].Value));
        Assert.All(Rows, row => Assert.False(string.IsNullOrWhiteSpace(row.Groups[4].Value)));
    }

    [GeneratedRegex(@"^\| (\d+) \| ([^|]+) \| \[[^\]]+\]\(\.\./specs/schemes/([^)]+)\) \| ([^|]+) \|$")]
    private static partial Regex Row();
}
