using Lantai.AnnualReports;
using Lantai.Tests.Support;
using Lantai.Verification;
using Xunit;

namespace Lantai.Tests.Verification;

/// <summary>specs/annual/wild: one report in the forms in which reports come; figures.csv has its figures.</summary>
public sealed class WildReportsTests
{
    private static string Folder => Path.Combine(TestFiles.Root, "specs", "annual", "wild");

    [Theory]
    [InlineData("merged-cells.html")]
    [InlineData("split-rows.html")]
    [InlineData("page-break.html")]
    [InlineData("numbers.html")]
    [InlineData("word-gb18030.html")]
    [InlineData("cell-a-line.txt")]
    [InlineData("turned.txt")]
    [InlineData("joined-labels.txt")]
    [InlineData("contests-as-rows.html")]
    public void The_same_report_in_another_form_has_the_same_figures_and_no_finding(string name)
    {
        var figures = FiguresFile.Read(Path.Combine(Folder, "figures.csv"), AnnualFormats.Shipped.Newest);
        Assert.Equal([], Verify(name).Findings.Select(finding => finding.Message));
        using var stream = Open(name);
        var read = Verifier.ReadAnnual(stream, name).Figures;
        Assert.All(figures.All, cell => Assert.Equal((cell.Row.Key, cell.Column.Key, cell.Cell.Number), (cell.Row.Key, cell.Column.Key, read[cell.Row.Key, cell.Column.Key].Number)));
    }

    [Fact]
    public void Pictures_of_tables_are_named_and_not_taken_for_empty_tables() =>
        Assert.Equal([("missing_cell", "表二"), ("missing_cell", "表三"), ("missing_cell", "表四")], Verify("pictures.html").Findings.Select(finding => (finding.Kind, finding.Location)));

    [Theory]
    [InlineData("三、本年度办理结果（一）予以公开\t0", "三、本年度办理结果（一）予以公开（二）部分公开\t0", "没有找到表三“予以公开”行，可能与别的行写在了一格里，或者名称不同，无法核对。")]
    [InlineData("尚未审结\t3", "待审\t3", "表四的格数与表头对不上，分不清哪个数属于哪一列，无法核对。")]
    public void A_row_whose_name_is_not_to_be_read_is_said_to_be_open_and_never_blank(string old, string now, string sentence)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "joined-labels.txt"));
        Assert.Contains(old, text, StringComparison.Ordinal);
        var findings = Verifier.Verify(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text.Replace(old, now, StringComparison.Ordinal))), "年报.txt").Findings;
        Assert.Equal([("missing_cell", Severity.Unverifiable, sentence)], findings.Select(finding => (finding.Kind, finding.Severity, finding.Message)));
    }

    [Fact]
    public void The_tables_of_an_older_format_are_told_once()
    {
        var finding = Assert.Single(Verify("older-format.html").Findings);
        Assert.Equal(("old_format", Severity.Error, "2019年格式", "2021年格式"), (finding.Kind, finding.Severity, finding.Stated, finding.Computed));
    }

    [Fact]
    public void Two_reports_in_one_file_are_refused() =>
        Assert.Contains("不止一份年度报告", Assert.Throws<RefusedException>(() => Verify("two-reports.html")).Message, StringComparison.Ordinal);

    private static VerifiedFile Verify(string name)
    {
        using var stream = Open(name);
        return Verifier.Verify(stream, name);
    }

    private static FileStream Open(string name) => File.OpenRead(Path.Combine(Folder, name));
}
