using Lantai.Bulletins;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Bulletins;

/// <summary>specs/bulletins/figures.csv and wrong-figures.csv: every placeholder against the published tables.</summary>
public sealed class FigureTests
{
    public static TheoryData<string, string, string, string> Figures => [.. Spec("figures.csv").Select(row => (row[0], row[1], row[2], row[3]))];

    public static TheoryData<string, string, string> WrongFigures => [.. Spec("wrong-figures.csv").Select(row => (row[0], row[1], row[2]))];

    [Theory]
    [MemberData(nameof(Figures))]
    public void A_placeholder_prints_its_figure_and_remembers_where_it_comes_from(string sample, string placeholder, string text, string explanation)
    {
        var draft = Draft.Compose(SampleBulletins.Notice(sample, placeholder), SampleBulletins.Standings(sample));
        Assert.Equal([new Run(text, Origin: new Origin(placeholder, explanation))], SampleBulletins.FirstRuns(draft));
    }

    [Theory]
    [MemberData(nameof(WrongFigures))]
    public void A_wrong_placeholder_is_refused_with_file_line_and_placeholder(string sample, string placeholder, string sentence)
    {
        var form = SampleBulletins.Notice(sample, placeholder);
        var refused = Assert.Throws<RefusedException>(() => Draft.Compose(form, SampleBulletins.Standings(sample)));
        Assert.Equal($"通报.yaml第7行 {placeholder}：{sentence}", refused.Message);
    }

    [Fact]
    public void Every_kind_has_an_example()
    {
        var examples = Spec("figures.csv").Select(row => row[1].Trim('{', '}').Split(':', '：')[0]).ToHashSet();
        Assert.Equal(FigureKind.All.Select(kind => kind.Name).Order(), examples.Order());
    }

    [Fact]
    public void The_guide_lists_every_kind()
    {
        var guide = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "guide", "bulletins.md"));
        var listed = guide.Where(line => line.StartsWith("| `{{", StringComparison.Ordinal));
        Assert.Equal(FigureKind.All.Select(kind => $"| `{kind.Usage.Replace("?", "", StringComparison.Ordinal)}` | {kind.What} |"), listed);
    }

    [Fact]
    public void A_placeholder_that_is_not_closed_is_refused() =>
        Assert.Equal(
            "通报.yaml第7行：“{{period”缺少“}}”。",
            Assert.Throws<RefusedException>(() => Draft.Compose(SampleBulletins.Notice("yanshi-2022-12", "截至{{period"), SampleBulletins.Standings("yanshi-2022-12"))).Message);

    [Fact]
    public void Every_mistake_of_a_form_is_told_at_once()
    {
        var form = SampleBulletins.Notice("yanshi-2022-12", "{{average:市直}}、{{maximum}}");
        var refused = Assert.Throws<RefusedException>(() => Draft.Compose(form, SampleBulletins.Standings("yanshi-2022-12")));
        Assert.Equal(2, refused.Message.Split('\n').Length);
    }

    private static IEnumerable<string[]> Spec(string name) =>
        File.ReadLines(Repository.Spec(Path.Combine("bulletins", name))).Skip(1).Select(line => line.Split(','));
}
