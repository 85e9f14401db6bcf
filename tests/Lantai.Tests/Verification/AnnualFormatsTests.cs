using System.Text;
using Lantai.AnnualReports;
using Lantai.Papers;
using Lantai.Tests.Support;
using Lantai.Verification;
using Xunit;

namespace Lantai.Tests.Verification;

/// <summary>Annual reports as they stand on pages and come out of programs.</summary>
public sealed class AnnualFormatsTests
{
    private static readonly AnnualReport Sample = new SampleReports(11).Report();

    [Fact]
    public void A_page_exported_by_Word_is_read()
    {
        var html = Html(Sample).Replace("<td", "<td style='mso-border-alt:solid windowtext .5pt' valign=top", StringComparison.Ordinal)
            .Replace("<th", "<td", StringComparison.Ordinal).Replace("</th>", "<o:p></o:p></td>", StringComparison.Ordinal)
            .Replace("本年新收政府信息公开申请数量", "本年新收政府<br>信息公开申\n  请数量", StringComparison.Ordinal);
        AssertRight(html, "年报.html");
    }

    [Fact]
    public void A_table_inside_a_table_for_layout_is_read() =>
        AssertRight(Html(Sample).Replace("<main>", "<main><table><tr><td>导航</td><td>", StringComparison.Ordinal).Replace("</main>", "</td></tr></table></main>", StringComparison.Ordinal), "年报.html");

    [Fact]
    public void Two_tables_cut_by_a_page_are_one()
    {
        var html = Html(Sample);
        var cut = html.LastIndexOf("<tr>", html.IndexOf("本机关不掌握相关政府信息", StringComparison.Ordinal), StringComparison.Ordinal);
        AssertRight(html[..cut] + "</tbody></table><p>— 3 —</p><table><tbody>" + html[cut..], "年报.html");
    }

    [Fact]
    public void Tables_whose_rows_were_made_columns_are_read()
    {
        var text = new StringBuilder().AppendLine(Sample.Title).AppendLine();
        foreach (var section in Sample.Figures.Format.Sections)
        {
            text.AppendLine().AppendLine($"{"一二三四五六"[section.Number - 1]}、{section.Title}").AppendLine();
            foreach (var paragraph in Sample.Prose.GetValueOrDefault(section.Key) ?? []) text.AppendLine(BoundText.Plain(paragraph, Sample.Figures));
            if (Sample.Figures.Format.Tables.FirstOrDefault(table => table.Number == section.Number) is not { } table) continue;
            var rows = SampleReports.Rows(table, Sample.Figures).ToList();
            if (table.Number == 3) rows = [.. Enumerable.Range(0, rows[0].Count).Select(at => (IReadOnlyList<string>)[.. rows.Select(row => row[at])])];
            foreach (var row in rows) text.AppendLine(string.Join('\t', row));
        }
        AssertRight(text.ToString(), "年报.txt");
    }

    [Fact]
    public void A_workbook_is_read_and_known_by_its_name()
    {
        var rows = Sample.Figures.Format.Tables.SelectMany(table => SampleReports.Rows(table, Sample.Figures)).ToList();
        var width = rows.Max(row => row.Count);
        var csv = string.Join('\n', rows.Select(row => string.Join(',', row.Concat(Enumerable.Repeat("", width - row.Count)))));
        var read = Verifier.Verify(Stream(csv), "青川县民政局2022年政府信息公开工作年度报告.csv");
        Assert.Equal(["section"], read.Findings.Select(finding => finding.Kind));
        Assert.Equal(Values(Sample.Figures), Values(Verifier.ReadAnnual(Stream(csv), "青川县民政局2022年政府信息公开工作年度报告.csv").Figures));
    }

    [Fact]
    public void A_row_with_too_few_figures_is_named_and_not_guessed()
    {
        var text = Encoding.UTF8.GetString(SampleReports.ToText(Sample, apart: true).ToArray());
        var at = text.IndexOf("1.属于国家秘密", StringComparison.Ordinal);
        Assert.True(at > 0);
        var end = text.IndexOf('\n', text.IndexOf('\n', at) + 1);
        var findings = Verifier.Verify(Stream(text.Remove(text.IndexOf('\n', at), end - text.IndexOf('\n', at))), "年报.txt").Findings;
        var finding = Assert.Single(findings);
        Assert.Equal(("missing_cell", Severity.Unverifiable), (finding.Kind, finding.Severity));
        Assert.Contains("表三“属于国家秘密”行的格数与表头对不上", finding.Message);
    }

    [Fact]
    public void Tables_given_as_pictures_are_named()
    {
        var html = Html(Sample);
        for (var at = html.IndexOf("<table", StringComparison.Ordinal); at >= 0; at = html.IndexOf("<table", StringComparison.Ordinal))
            html = html[..at] + "<img src=\"1.png\">" + html[(html.IndexOf("</table>", at, StringComparison.Ordinal) + 8)..];
        var findings = Verifier.Verify(Stream(html), "年报.html").Findings;
        Assert.Equal(["表二", "表三", "表四"], findings.Where(finding => finding is { Kind: "missing_cell", Severity: Severity.Unverifiable }).Select(finding => finding.Location));
        Assert.Equal(3, findings.Count);
    }

    [Fact]
    public void Two_reports_in_one_file_are_refused()
    {
        var text = Encoding.UTF8.GetString(SampleReports.ToText(Sample).ToArray());
        Assert.Equal("年报.txt里有不止一份年度报告，请每份存成一个文件再核验。", Assert.Throws<RefusedException>(() => Verifier.Verify(Stream(text + text), "年报.txt")).Message);
    }

    [Fact]
    public void Where_one_is_on_a_site_is_no_part_of_the_publishers_name()
    {
        var page = Html(Sample).Replace("<main>", "<main><p>首页</p><p>政府信息公开年报</p><p>正文</p>", StringComparison.Ordinal);
        Assert.Contains("<p>政府信息公开年报</p>", page, StringComparison.Ordinal);
        Assert.Equal(Sample.Unit, Verifier.ReadAnnual(Stream(page), "页.html").Title!.Unit);
    }

    [Fact]
    public void A_portals_menu_above_the_title_may_be_of_any_length()
    {
        var menu = string.Concat(Enumerable.Range(1, 900).Select(number => $"<li><a href=\"/{number}\">栏目{number}</a></li>"));
        var verified = Verifier.Verify(Stream(Html(Sample).Replace("<main>", $"<main><ul>{menu}</ul>", StringComparison.Ordinal)), "页.html");
        Assert.Equal([], verified.Findings.Select(finding => finding.Message));
    }

    [Fact]
    public void A_bulletin_is_no_report_to_compare_with() =>
        Assert.Equal("通报.txt不是政府信息公开工作年度报告，不能拿来比对。",
            Assert.Throws<RefusedException>(() => Verifier.ReadAnnual(Stream("单位\t得分\n甲局\t9\n乙局\t8\n"), "通报.txt")).Message);

    [Fact]
    public void A_section_taken_over_from_last_year_or_from_a_sister_is_noticed()
    {
        var prose = string.Concat(Enumerable.Range(0, 60).Select(at => $"第{"一二三四五六七八九十"[at % 10]}项工作已经{"甲乙丙丁戊己庚辛壬癸"[at / 6]}完成并公布。"));
        var report = Sample with { Prose = new Dictionary<string, IReadOnlyList<string>> { ["overview"] = [prose] } };
        var other = new SampleReports(12).Report(2021) with { Unit = "青川县财政局", Prose = report.Prose };
        var options = new VerifyOptions { Beside = [Verifier.ReadAnnual(Stream(Html(other)), "别家.html")] };
        var finding = Assert.Single(Verifier.Verify(Stream(Html(report)), "年报.html", options).Findings, finding => finding.Kind != "section");
        Assert.Equal(("near_copy", Severity.Warning, "100%"), (finding.Kind, finding.Severity, finding.Stated));
        Assert.Contains("青川县财政局", finding.Message);
    }

    [Fact]
    public async Task A_PDF_is_read_where_pdftotext_and_Chromium_are_installed()
    {
        if (Chromium.Find() is null || !System.IO.File.Exists("/usr/bin/pdftotext")) Assert.Skip("Chromium or pdftotext is not on this machine.");
        var printed = await PaperPdf.PrintAsync(ReportPaper.Of(Sample), TestContext.Current.CancellationToken);
        var read = Verifier.ReadAnnual(new MemoryStream(printed.Pdf!), "年报.pdf").Figures;
        Assert.Equal(Values(Sample.Figures), Values(read));
    }

    [Fact]
    public async Task A_number_that_a_narrow_cell_broke_over_lines_is_read_whole_or_said_to_be_open()
    {
        if (Chromium.Find() is null || !System.IO.File.Exists("/usr/bin/pdftotext")) Assert.Skip("Chromium or pdftotext is not on this machine.");
        foreach (var align in new[] { "top", "middle", "bottom" })
        {
            var narrow = $"<style>.paper table{{width:48mm!important}}.paper td{{word-break:break-all;vertical-align:{align}!important;padding:0!important}}</style></head>";
            var pdf = (await PaperPdf.PrintAsync(Html(Sample).Replace("</head>", narrow, StringComparison.Ordinal), TestContext.Current.CancellationToken)).Pdf!;
            var report = Verifier.ReadAnnual(new MemoryStream(pdf), "年报.pdf");
            Assert.All(Sample.Figures.All, cell => Assert.Contains(report.Figures[cell.Row.Key, cell.Column.Key].Number, new decimal?[] { null, cell.Cell.Number }));
            Assert.NotEmpty(report.Unplaced);
            Assert.Contains(Verifier.Verify(new MemoryStream(pdf), "年报.pdf").Findings, finding => finding.Message.Contains("折成了几行", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("行政规范性文件   837   1174  1234\n                0     8     5", "表二“行政规范性文件”行")]
    [InlineData("                837   1174  1234\n行政规范性文件\n                0     8     5", "表二“行政规范性文件”行")]
    [InlineData("行政规范    837   1174  1234\n性文件      0", "表二“行政规范性文件”行")]
    public void Pieces_of_numbers_in_text_without_cells_make_their_row_open(string row, string place)
    {
        var text = System.Text.RegularExpressions.Regex.Replace(Encoding.UTF8.GetString(SampleReports.ToText(Sample).ToArray()), "行政规范性文件\t.*", row);
        Assert.Contains($"{place}的数在文件里折成了几行，不能确定是哪些数，无法核对；请提供docx、html格式的报告。", Verifier.Verify(Stream(text), "年报.txt").Findings.Select(finding => finding.Message));
        Assert.Null(Verifier.ReadAnnual(Stream(text), "年报.txt").Figures["documents", "made"].Number);
    }

    private static void AssertRight(string content, string name)
    {
        Assert.Equal([], Verifier.Verify(Stream(content), name).Findings.Select(finding => finding.Message));
        Assert.Equal(Values(Sample.Figures), Values(Verifier.ReadAnnual(Stream(content), name).Figures));
    }

    private static IEnumerable<decimal?> Values(AnnualFigures figures) => figures.All.Select(cell => cell.Cell.Number);

    private static string Html(AnnualReport report) => PaperHtml.Render(ReportPaper.Of(report));

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
