using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lantai.AnnualReports;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.AnnualReports;

public sealed partial class AnnualReportTests : IDisposable
{
    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("lantai-annual").FullName, "数据.csv");

    [Theory]
    [InlineData(2019, 2019)]
    [InlineData(2020, 2019)]
    [InlineData(2021, 2021)]
    [InlineData(2030, 2021)]
    public void A_year_has_its_format(int year, int first) => Assert.Equal(first, AnnualFormats.Shipped.Of(year)!.FirstYear);

    [Fact]
    public void A_year_before_the_first_format_has_none() => Assert.Null(AnnualFormats.Shipped.Of(2018));

    [Fact]
    public void The_format_of_2021_has_the_cells_of_the_statute()
    {
        var format = AnnualFormats.Shipped.Of(2022)!;
        Assert.Equal([10, 175, 15], format.Tables.Select(table => table.Rows.Sum(row => row.Columns.Count)));
        Assert.Equal(21, format.Requests.Rows.Count(row => row.PartOf == "completed"));
    }

    [Fact]
    public void A_wrong_pack_is_refused_with_line_and_key()
    {
        var pack = File.ReadAllText(PackFolder.BesideProgram.Find("annual", "2021")).Replace("by: 01-31", "by: 13-31", StringComparison.Ordinal).Replace("part_of: completed}", "part_of: done}", StringComparison.Ordinal);
        var refusal = Assert.Throws<RefusedException>(() => AnnualFormatPack.Read(PackFile.Parse(pack, "2021.yaml"))).Message;
        Assert.Contains("应为月和日，写成01-31的样子，现为“13-31”。", refusal);
        Assert.Contains("没有“done”这一行。", refusal);
    }

    [Fact]
    public void A_figure_in_a_sentence_comes_from_its_cell_and_says_so()
    {
        var figures = new SampleReports(1).Report().Figures;
        var runs = BoundText.Runs("新收{{received.total}}件。", figures);
        Assert.Equal(["新收", figures["received", "total"].Written, "件。"], runs.Select(run => run.Text));
        Assert.Equal("一、本年新收政府信息公开申请数量，总计", runs[1].Origin!.Explanation);
    }

    [Fact]
    public void A_figure_without_a_cell_or_without_a_number_is_refused()
    {
        var report = new SampleReports(1).Report();
        Assert.Contains("“{{received.all}}”没有对应的格", Refusal(() => BoundText.Runs("{{received.all}}", report.Figures)));
        var blank = SampleReports.With(report, new CellAt("permits", "decisions"), AnnualCell.Blank).Figures;
        Assert.Contains("“行政许可”的“本年处理决定数量”没有填数", Refusal(() => BoundText.Runs("{{permits.decisions}}", blank)));
    }

    [Fact]
    public void The_figures_go_out_as_a_table_and_come_back_the_same()
    {
        var figures = SampleReports.With(new SampleReports(2).Report(), new CellAt("permits", "decisions"), AnnualCell.Stroke("/")).Figures;
        using (var output = File.Create(file)) SheetCsv.Write(FiguresFile.Write(figures), output);
        Assert.Equal(figures.All.Select(cell => cell.Cell), FiguresFile.Read(file, figures.Format).All.Select(cell => cell.Cell));
    }

    [Theory]
    [InlineData("数,行代码\n1,received\n", "第一行没有“列代码”列")]
    [InlineData("数,行代码,列代码\n1,received,sum\n", "第2行B列：2021年格式没有“received”行“sum”列这一格")]
    [InlineData("数,行代码,列代码\n约12,received,person\n", "第2行A列：“约12”不是件数，请填数字；没有的填0。")]
    [InlineData("数,行代码,列代码\n1,received,person\n2,received,person\n", "第3行B列：“received”的“person”出现两次")]
    public void A_table_of_figures_with_a_mistake_is_refused_with_its_place(string content, string sentence)
    {
        File.WriteAllText(file, content);
        Assert.Contains(sentence, Refusal(() => FiguresFile.Read(file, AnnualFormats.Shipped.Newest)));
    }

    [Fact]
    public void Json_has_every_cell_and_keeps_blank_stroke_and_0_apart()
    {
        var report = new SampleReports(3).Report();
        report = SampleReports.With(report, new CellAt("permits", "decisions"), AnnualCell.Stroke("/"));
        report = SampleReports.With(report, new CellAt("penalties", "decisions"), AnnualCell.Blank);
        var json = JsonNode.Parse(ReportJson.Write(report))!;
        Assert.Equal("/", json["tables"]!["table2"]!["permits"]!["decisions"]!.GetValue<string>());
        Assert.True(json["tables"]!["table2"]!["penalties"]!.AsObject().ContainsKey("decisions"));
        Assert.Null(json["tables"]!["table2"]!["penalties"]!["decisions"]);
        Assert.Equal(0, json["tables"]!["table2"]!["regulations"]!["made"]!.GetValue<int>());
        Assert.Equal(report.Figures["completed", "total"].Value, json["tables"]!["table3"]!["completed"]!["total"]!.GetValue<decimal>());
        Assert.Equal(["overview", "problems", "others"], json["sections"]!.AsObject().Select(section => section.Key));
    }

    [Fact]
    public void The_published_schema_names_what_the_json_has()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(TestFiles.Root, "docs", "annual-report.schema.json")))!;
        var json = JsonNode.Parse(ReportJson.Write(new SampleReports(4).Report()))!.AsObject();
        Assert.Equal(schema["properties"]!.AsObject().Select(property => property.Key), json.Select(property => property.Key));
        Assert.Equal(schema["required"]!.AsArray().Select(name => name!.GetValue<string>()), json.Select(property => property.Key));
    }

    [Fact]
    public void The_word_document_has_no_error_of_form()
    {
        var word = new MemoryStream();
        PaperDocx.Write(ReportPaper.Of(new SampleReports(5).Report()), word);
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(word, false);
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(document).Select(error => error.Description));
    }

    [Fact]
    public async Task The_long_table_goes_on_over_the_page_without_an_empty_rest()
    {
        Assert.SkipWhen(Chromium.Find() is null, "本机没有Chromium");
        var outcome = await PaperPdf.PrintAsync(ReportPaper.Of(new SampleReports(5).Report()), TestContext.Current.CancellationToken);
        Assert.Null(outcome.Problem);
        Assert.Equal(3, Page().Count(Encoding.Latin1.GetString(outcome.Pdf!)));
    }

    [Fact]
    public void The_heads_of_all_blocks_are_set_alike_and_names_beside_their_rows_break_after_their_number()
    {
        var page = PaperHtml.Render(ReportPaper.Of(new SampleReports(7).Report()));
        foreach (var block in new[] { "一", "五", "六", "八" }) Assert.Contains($"""<th scope="colgroup" colspan="4">第二十条第（{block}）项</th>""", page, StringComparison.Ordinal);
        Assert.Equal(4, page.Split("""<th scope="col">信息内容</th>""").Length - 1);
        Assert.Contains("三、<br>本年度<br>办理<br>结果</th>", page, StringComparison.Ordinal);
        Assert.Contains("（三）<br>不予<br>公开</td>", page, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    private static string Refusal(Action act) => Assert.Throws<RefusedException>(act).Message;

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex Page();
}
