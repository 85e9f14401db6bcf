using Lantai.Ui;
using Xunit;

namespace Lantai.Tests.Ui;

public sealed class TextDiffTests
{
    [Fact]
    public void A_comparison_says_which_lines_came_and_went() =>
        Assert.Equal(["Same甲", "Removed乙", "Added丁", "Same丙", "Added戊"], Marked(TextDiff.Compare("甲\n乙\n丙", "甲\n丁\n丙\n戊")));

    [Fact]
    public void Blanks_count_where_the_lines_are_given()
    {
        Assert.Equal(["Same甲", "Removed乙", "Added  乙"], Marked(TextDiff.Compare(["甲", "乙"], ["甲", "  乙"])));
        Assert.Equal(["Same甲", "Same乙"], Marked(TextDiff.Compare("甲\n乙", "甲\n\n  乙")));
    }

    private static IEnumerable<string> Marked(IReadOnlyList<DiffLine> lines) => lines.Select(line => $"{line.Kind}{line.Text}");
}
