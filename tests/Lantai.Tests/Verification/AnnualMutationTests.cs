using FsCheck;
using FsCheck.Fluent;
using Lantai.AnnualReports;
using Lantai.Papers;
using Lantai.Tests.Support;
using Lantai.Verification;
using Lantai.Verification.Annual;
using Xunit;

namespace Lantai.Tests.Verification;

/// <summary>A right annual report gives no finding in any format; one cell changed gives what follows from it and no more.</summary>
public sealed class AnnualMutationTests
{
    private static readonly Config Twenty = Config.QuickThrowOnFailure.WithMaxTest(20).WithQuietOnSuccess(true);

    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, 1_000_000).ToArbitrary();

    [Fact]
    public void A_right_report_gives_no_finding_and_the_same_figures_in_any_format() =>
        Prop.ForAll(Seeds, seed =>
        {
            foreach (var report in new[] { new SampleReports(seed).Report(2022), new SampleReports(seed).Report(2020) })
                foreach (var (name, content) in Files(report))
                {
                    Assert.Equal([], Kinds(Verify(content, name)));
                    content.Position = 0;
                    var read = Verifier.ReadAnnual(content, name).Figures;
                    Assert.Equal(report.Figures.All.Select(cell => cell.Cell.Value), read.All.Select(cell => cell.Cell.Value));
                    Assert.All(read.All, cell => Assert.NotNull(cell.Cell.Number));
                }
        }).Check(Twenty);

    [Theory]
    [InlineData(2022)]
    [InlineData(2020)]
    public void Any_cell_one_higher_gives_just_the_findings_that_follow_from_it(int year)
    {
        var report = new SampleReports(7).Report(year);
        foreach (var (row, column, cell) in report.Figures.All)
            AssertFindings(Expected(report.Figures.Format, row, column), report, row, column, AnnualCell.Of(cell.Value + 1));
    }

    [Fact]
    public void Any_cell_of_any_report_changed_by_anything_gives_just_the_findings_that_follow_from_it() =>
        Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var report = new SampleReports(seed).Report(random.Next(2) == 0 ? 2022 : 2020);
            var (row, column, cell) = random.GetItems(report.Figures.All.ToArray(), 1)[0];
            var value = cell.Value > 0 && random.Next(2) == 0 ? random.Next((int)cell.Value) : cell.Value + random.Next(1, 2_000);
            if (value != cell.Value) AssertFindings(Expected(report.Figures.Format, row, column), report, row, column, AnnualCell.Of(value));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithQuietOnSuccess(true));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("约12")]
    [InlineData("1.5件左右")]
    [InlineData("3亿元")]
    public void Any_cell_without_a_figure_cannot_be_checked_and_is_never_taken_for_0(string written)
    {
        var report = new SampleReports(8).Report();
        var column = report.Figures.Format.Requests.Rows[0].Columns[0];
        foreach (var (row, at, _) in report.Figures.All)
            AssertFindings([$"missing_cell {Missing(report.Figures.Format, row, at)}"], report, row, at, CellText.Read(written, column));
    }

    [Fact]
    public void The_year_before_is_compared_with()
    {
        var (before, now) = (new SampleReports(3).Report(2021), new SampleReports(4).Report(2022));
        var options = new VerifyOptions { LastYear = Verifier.ReadAnnual(Html(before), "上年.html") };
        var findings = Verifier.Verify(Html(now), "本年.html", options).Findings;
        var wrong = now.Figures.Format.Requests.Rows[0].Columns.Count(column => now.Figures["carried_in", column.Key].Value != before.Figures["carried_out", column.Key].Value);
        Assert.True(wrong > 0);
        Assert.Equal(wrong, findings.Count(finding => finding is { Kind: "carry_over", Severity: Severity.Error }));
        Assert.Single(findings, finding => finding is { Kind: "carry_over", Severity: Severity.Warning });
        Assert.All(findings, finding => Assert.Equal("carry_over", finding.Kind));
    }

    [Fact]
    public void Any_cell_that_last_year_s_report_hands_on_is_compared_and_no_other()
    {
        var report = new SampleReports(9).Report();
        var options = new VerifyOptions { LastYear = Verifier.ReadAnnual(Html(YearBefore(report)), "上年.html") };
        foreach (var (row, column, cell) in report.Figures.All)
        {
            var carried = row.Key == "carried_in" ? [$"carry_over 表三“上年结转”“{column.Title}”"]
                : row.Group == "第二十条第（一）项" ? new[] { $"carry_over {Places.Of(report.Figures.Format.Proactive, row)}" } : [];
            AssertFindings(Expected(report.Figures.Format, row, column).Concat(carried), report, row, column, AnnualCell.Of(cell.Value + 1), options);
        }
    }

    /// <summary>A report that hands on just what the given one takes over.</summary>
    private static AnnualReport YearBefore(AnnualReport report)
    {
        var before = new SampleReports(10).Report(report.Year - 1);
        foreach (var column in report.Figures.Format.Requests.Rows[0].Columns)
            before = SampleReports.With(before, new CellAt("carried_out", column.Key), report.Figures["carried_in", column.Key]);
        foreach (var row in new[] { "regulations", "documents" })
            before = SampleReports.With(before, new CellAt(row, "valid"),
                AnnualCell.Of(report.Figures[row, "valid"].Value - report.Figures[row, "made"].Value + report.Figures[row, "repealed"].Value));
        return before;
    }

    /// <summary>Kind and place of every finding; of prose the kind alone.</summary>
    private static IEnumerable<string> Expected(AnnualFormat format, AnnualRow row, AnnualColumn column)
    {
        var table = format.Tables.First(table => table.Rows.Contains(row));
        if (row.Total is not null) yield return $"row_sum {Places.Of(table, row)}";
        if (row.PartOf is not null || row.Key == "completed") yield return $"subtotal {Places.Of(table, column)}";
        if (row.Key is "received" or "carried_in" or "completed" or "carried_out")
        {
            yield return $"identity {Places.Of(table, column)}";
            if (column == row.Total) yield return "prose_number";
        }
        if (row.Key == "regulations") yield return $"regulation {Places.Of(table, row)}“{column.Title}”";
        if ((row.Key, column.Key) == ("documents", "made")) yield return "prose_number";
    }

    private static string Missing(AnnualFormat format, AnnualRow row, AnnualColumn column)
    {
        var table = format.Tables.First(table => table.Rows.Contains(row));
        return Places.Of(table, row) + (row.Columns.Count == 1 ? "" : $"“{Places.Names([column])}”");
    }

    private static void AssertFindings(IEnumerable<string> expected, AnnualReport report, AnnualRow row, AnnualColumn column, AnnualCell cell, VerifyOptions? options = null)
    {
        var changed = SampleReports.With(report, new CellAt(row.Key, column.Key), cell);
        var findings = Verifier.Verify(Html(changed), "年报.html", options).Findings;
        var shown = findings.Select(finding => finding.Kind.StartsWith("prose", StringComparison.Ordinal) ? finding.Kind : $"{finding.Kind} {finding.Location}").Order(StringComparer.Ordinal);
        Assert.True(expected.Order(StringComparer.Ordinal).SequenceEqual(shown), $"{row.Title} {column.Title}: {string.Join('\n', findings.Select(finding => finding.Message))}");
    }

    private static IEnumerable<string> Kinds(VerifiedFile file) => file.Findings.Select(finding => $"{finding.Kind} {finding.Message}");

    private static VerifiedFile Verify(MemoryStream content, string name) => Verifier.Verify(content, name);

    private static IEnumerable<(string Name, MemoryStream Content)> Files(AnnualReport report)
    {
        yield return ("年报.html", Html(report));
        var word = new MemoryStream();
        PaperDocx.Write(ReportPaper.Of(report), word);
        yield return ("年报.docx", word);
        yield return ("年报.txt", SampleReports.ToText(report));
        yield return ("年报.txt", SampleReports.ToText(report, apart: true));
    }

    private static MemoryStream Html(AnnualReport report) => new(System.Text.Encoding.UTF8.GetBytes(PaperHtml.Render(ReportPaper.Of(report))));
}
