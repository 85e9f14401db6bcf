using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Lantai.AnnualReports;
using Lantai.Papers;
using Lantai.Tests.Support;
using Lantai.Verification;
using Lantai.Verification.Annual;
using Xunit;

namespace Lantai.Tests.Verification;

/// <summary>Every figure that a sentence shares with the tables: right it passes, changed it is found, and nothing else is.</summary>
public sealed class AnnualProseTests
{
    private const string Total = AnnualFormat.TotalColumn;

    /// <summary>A sentence for each phrase that is bound to the tables, and what the tables have.</summary>
    private static readonly (string Sentence, Func<AnnualFigures, decimal> Figure)[] Bound =
    [
        ("本年新收政府信息公开申请{0}件。", figures => figures["received", Total].Value),
        ("全年收到政府信息公开申请{0}件。", figures => figures["received", Total].Value + figures["carried_in", Total].Value),
        ("上年结转{0}件。", figures => figures["carried_in", Total].Value),
        ("结转下年度继续办理{0}件。", figures => figures["carried_out", Total].Value),
        ("已办结申请{0}件。", figures => figures["completed", Total].Value),
        ("其中予以公开{0}件。", figures => figures["granted", Total].Value),
        ("区分处理后部分公开{0}件。", figures => figures["partly", Total].Value),
        ("依法不予公开{0}件。", figures => Group(figures, "refused_")),
        ("本机关无法提供{0}件。", figures => Group(figures, "lacking_")),
        ("依法不予处理{0}件。", figures => Group(figures, "declined_")),
        ("其他处理{0}件。", figures => Group(figures, "ended_")),
        ("因政府信息公开被提起行政复议{0}件。", figures => figures["review", Total].Value),
        ("因政府信息公开被提起行政诉讼{0}件。", figures => figures["direct_suit", Total].Value + figures["suit_after_review", Total].Value),
        ("作出行政许可{0}件。", figures => figures["permits", "decisions"].Value),
        ("作出行政处罚{0}件。", figures => figures["penalties", "decisions"].Value),
        ("实施行政强制{0}件。", figures => figures["enforcement", "decisions"].Value),
        ("制发行政规范性文件{0}件。", figures => figures["documents", "made"].Value),
        ("行政事业性收费{0}万元。", figures => figures["charges", "amount"].Value),
    ];

    /// <summary>A total and its parts in one sentence.</summary>
    private static readonly (string Words, Func<AnnualFigures, decimal> Figure)[] Parts =
    [
        ("已办结申请{0}件，其中", figures => figures["completed", Total].Value), ("予以公开{0}件、", figures => figures["granted", Total].Value),
        ("部分公开{0}件、", figures => figures["partly", Total].Value), ("不予公开{0}件、", figures => Group(figures, "refused_")),
        ("无法提供{0}件、", figures => Group(figures, "lacking_")), ("不予处理{0}件、", figures => Group(figures, "declined_")),
        ("其他处理{0}件。", figures => Group(figures, "ended_")),
    ];

    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, 1_000_000).ToArbitrary();

    private static readonly Config Few = Config.QuickThrowOnFailure.WithMaxTest(10).WithQuietOnSuccess(true);

    [Fact]
    public void Every_bound_phrase_has_a_sentence_here()
    {
        var figures = new SampleReports(1).Report().Figures;
        Assert.All(BoundPhrase.All.Where(phrase => phrase.Pattern.GetGroupNames().Contains("n")), phrase => Assert.Contains(Bound, bound => phrase.Pattern.IsMatch(Written(bound, figures, 0))));
    }

    [Fact]
    public void Any_bound_figure_changed_is_the_one_finding() => Prop.ForAll(Seeds, seed =>
    {
        var figures = new SampleReports(seed).Report().Figures;
        Assert.Equal([], Kinds(seed, [.. Bound.Select(bound => Written(bound, figures, 0))]));
        for (var changed = 0; changed < Bound.Length; changed++)
            Assert.Equal(["prose_number"], Kinds(seed, [.. Bound.Select((bound, at) => Written(bound, figures, at == changed ? 100_000 : 0))]));
    }).Check(Few);

    [Fact]
    public void Any_figure_of_a_total_with_its_parts_is_told_against_the_table_and_against_the_sum() => Prop.ForAll(Seeds, seed =>
    {
        var figures = new SampleReports(seed).Report().Figures;
        Assert.Equal([], Kinds(seed, [string.Concat(Parts.Select(part => Written(part, figures, 0)))]));
        for (var changed = 0; changed < Parts.Length; changed++)
            Assert.Equal(["prose_number", "prose_sum"], Kinds(seed, [string.Concat(Parts.Select((part, at) => Written(part, figures, at == changed ? 7 : 0)))]));
    }).Check(Few);

    [Theory]
    [InlineData("通过网络收到申请99999件。")]
    [InlineData("全年按规定办理申请，其中收到申请99999件。")]
    [InlineData("办理行政复议案件99999件。")]
    [InlineData("办理行政诉讼案件99999件。")]
    [InlineData("受理行政许可申请99999件。")]
    [InlineData("办结人大建议99999件。")]
    [InlineData("公开行政许可、行政处罚99999条。")]
    public void A_figure_of_something_else_is_not_held_against_the_tables(string sentence) => Assert.Equal([], Kinds(1, [sentence]));

    [Theory]
    [InlineData("本年度未收到政府信息公开申请。", "received")]
    [InlineData("全年没有收到公民、法人和其他组织的政府信息公开申请。", "received")]
    [InlineData("未发生因政府信息公开引起的行政复议。", "review")]
    [InlineData("无因政府信息公开被提起行政复议的情况，没有发生行政诉讼案件。", "direct_suit")]
    public void Words_that_say_none_say_0(string sentence, string row)
    {
        Assert.True(new SampleReports(1).Report().Figures[row, Total].Value > 0);
        var finding = Assert.Single(Findings(1, [sentence]), finding => finding.Kind == "prose_number");
        Assert.Equal((Severity.Error, "0"), (finding.Severity, finding.Stated));
    }

    [Theory]
    [InlineData("申请量同比增长5%，共收到政府信息公开申请99999件。")]
    [InlineData("共收到政府信息公开申请99999件，同比增长5%，占全县的3%。")]
    [InlineData("全县收到政府信息公开申请88888件，我局收到政府信息公开申请99999件。")]
    [InlineData("比上一年增加2件，收到政府信息公开申请99999件。")]
    public void A_figure_of_this_year_is_read_beside_another_years_or_the_regions(string sentence)
    {
        var errors = Findings(1, [sentence]).Where(finding => finding.Severity == Severity.Error).ToList();
        Assert.Equal(("prose_number", "99999"), (Assert.Single(errors).Kind, errors[0].Stated));
    }

    [Theory]
    [InlineData("全县各单位新收政府信息公开申请99999件。")]
    [InlineData("全县全年收到政府信息公开申请99999件。")]
    [InlineData("去年收到政府信息公开申请99999件。")]
    [InlineData("上一年度收到政府信息公开申请99999件。")]
    [InlineData("2021年收到政府信息公开申请99999件。")]
    [InlineData("我局上半年收到政府信息公开申请99999件。")]
    public void A_figure_of_another_time_or_place_is_said_to_be_open(string sentence) =>
        Assert.Equal(
            [("prose_number", Severity.Unverifiable, "99999")], Findings(1, [sentence]).Select(finding => (finding.Kind, finding.Severity, finding.Stated)));

    private static decimal Group(AnnualFigures figures, string prefix) =>
        figures.Format.Requests.Rows.Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(row => figures[row.Key, Total].Value);

    private static string Written((string Words, Func<AnnualFigures, decimal> Figure) bound, AnnualFigures figures, int more) =>
        bound.Words.Replace("{0}", AnnualCell.Show(bound.Figure(figures) + more), StringComparison.Ordinal);

    private static IEnumerable<string> Kinds(int seed, IReadOnlyList<string> overview) => Findings(seed, overview).Select(finding => finding.Kind);

    private static IReadOnlyList<Finding> Findings(int seed, IReadOnlyList<string> overview)
    {
        var report = new SampleReports(seed).Report();
        report = report with { Prose = new Dictionary<string, IReadOnlyList<string>>(report.Prose) { ["overview"] = overview } };
        return Verifier.Verify(new MemoryStream(Encoding.UTF8.GetBytes(PaperHtml.Render(ReportPaper.Of(report)))), "年报.html").Findings;
    }
}
