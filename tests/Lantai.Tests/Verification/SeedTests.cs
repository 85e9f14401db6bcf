using Lantai.Tests.Support;
using Lantai.Verification;
using Xunit;

namespace Lantai.Tests.Verification;

/// <summary>The five real papers: what is wrong in them is found, and nothing else is called wrong.</summary>
public sealed class SeedTests
{
    [Fact]
    public void Yanshi_December_2022_leaves_out_its_last_unit()
    {
        var paper = Verify("000");
        Assert.Equal([31, 13], paper.Tables.Select(table => table.Rows));
        var finding = Assert.Single(paper.Findings);
        Assert.Equal(("performer_omitted", Severity.Warning, "信访局、统计局", "社保中心"), (finding.Kind, finding.Severity, finding.Stated, finding.Computed));
    }

    [Fact]
    public void Yanshi_January_2021_heads_its_second_table_with_the_title_of_the_first()
    {
        var paper = Verify("001");
        Assert.Equal([31, 13], paper.Tables.Select(table => table.Rows));
        var finding = Assert.Single(paper.Findings);
        Assert.Equal(("attachment_title", Severity.Error), (finding.Kind, finding.Severity));
        Assert.Contains("附件2的标题是附件1的标题", finding.Message);
    }

    [Fact]
    public void Yanshi_annual_report_has_no_error() => Assert.Empty(Verify("002").Findings);

    [Fact]
    public void Kaifeng_2022_states_one_band_wrongly_and_its_share_rightly()
    {
        var paper = Verify("003");
        Assert.Equal([10, 38], paper.Tables.Select(table => table.Rows));
        var finding = Assert.Single(paper.Findings);
        Assert.Equal(("band_count", Severity.Error, "25", "23"), (finding.Kind, finding.Severity, finding.Stated, finding.Computed));
    }

    [Fact]
    public void Huangshigang_2022_shortens_one_title()
    {
        var paper = Verify("004");
        Assert.Equal([5, 12], paper.Tables.Select(table => table.Rows));
        var finding = Assert.Single(paper.Findings);
        Assert.Equal(("attachment_title", Severity.Warning), (finding.Kind, finding.Severity));
    }

    [Theory]
    [InlineData("000")]
    [InlineData("001")]
    [InlineData("004")]
    public void Any_indicator_changed_by_one_is_found_in_its_row(string seed)
    {
        var (text, before) = (Seeds.Read(seed), Verify(seed).Findings);
        var lines = text.Split('\n');
        var rows = Enumerable.Range(0, lines.Length).Where(at => lines[at].Count('\t') >= 5 && char.IsAsciiDigit(lines[at].TrimEnd()[^1])).ToList();
        Assert.NotEmpty(rows);
        foreach (var row in rows)
            foreach (var changed in Changes(lines[row], isRanked: seed == "004"))
            {
                var after = Verifier.Verify(Seeds.Stream(string.Join('\n', lines.Select((line, at) => at == row ? changed : line))), "通报.txt").Findings;
                var added = after.Except(before).ToList();
                Assert.Contains(added, finding => finding.Kind == "row_sum" && finding.Severity == Severity.Error && finding.Location.StartsWith($"第{row + 1}行", StringComparison.Ordinal));
                Assert.All(added, finding => Assert.Contains(finding.Kind, new[] { "row_sum", "indicator_maximum" }));
                Assert.Empty(before.Except(after));
            }
    }

    /// <summary>The row with one of its four indicators one higher.</summary>
    private static IEnumerable<string> Changes(string line, bool isRanked)
    {
        var cells = line.Split('\t');
        var first = isRanked ? 2 : 1;
        for (var at = first; at < first + 4; at++)
        {
            if (!decimal.TryParse(cells[at], out var points)) continue;
            yield return string.Join('\t', cells.Select((cell, column) => column == at ? $"{points + 1}" : cell));
        }
    }

    private static VerifiedFile Verify(string seed) => Verifier.Verify(Seeds.Stream(Seeds.Read(seed)), $"{seed}.txt");
}
