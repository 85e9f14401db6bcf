using System.Text;
using Lantai.Tests.Support;
using Lantai.Verification;
using Xunit;

namespace Lantai.Tests.Verification;

/// <summary>The same paper as people send it: Word with merged cells, old web pages, workbooks, GB18030.</summary>
public sealed class PaperFormatsTests
{
    [Fact]
    public void Word_with_a_header_in_two_lines_and_a_heading_across_the_table()
    {
        var word = new WordPaper().TextBox("某政办〔2023〕14号").Paragraph("2023年4月7日").Table([
            ["区直单位和镇（街道）得分", "←", "←", "←", "←"],
            ["↓排名", "↓单位", "各项得分", "←", "↓总分"],
            ["↑", "↑", "基础信息(60分)", "解读回应(40分)", "↑"],
            ["区直单位", "←", "←", "←", "←"],
            ["1", "民政局", "60", "39", "99"],
            ["2", "公安局", "50", "39", "90"],
            ["镇（街道）", "←", "←", "←", "←"],
            ["1", "伊洛街道", "61", "30", "91"],
            ["2", "岳滩镇", "50", "30", "80"],
        ]);
        var paper = Verifier.Verify(word.Write(), "通报.docx");
        Assert.Equal([new VerifiedTable("区直单位和镇（街道）得分（区直单位）", 2), new VerifiedTable("区直单位和镇（街道）得分（镇（街道））", 2)], paper.Tables);
        Assert.Equal([("row_sum", "表1第6行“公安局”", "90", "89"), ("indicator_maximum", "表2第8行“伊洛街道”", "61", "60")],
            paper.Findings.Select(finding => (finding.Kind, finding.Location, finding.Stated, finding.Computed)));
        Assert.True(paper.CheckedCount > 10);
    }

    [Fact]
    public void Word_with_the_table_cut_in_two_and_numbers_made_by_Word()
    {
        var word = new WordPaper()
            .Paragraph("一、总体情况").Numbered("问题").Paragraph("三、要求")
            .Paragraph("附件：").Numbered("甲表").Numbered("乙表")
            .Paragraph("附件1").Paragraph("甲表").Table([["序号", "单位", "得分"], ["1", "民政局", "95"], ["2", "公安局", "90"]])
            .Paragraph("").Table([["序号", "单 位", "得分"], ["3", "审计局", "85"], ["4", "统计局", "80"]])
            .Paragraph("附件2").Paragraph("丙表").Table([["序号", "单位", "得分"], ["1", "伊洛街道", "95"], ["2", "岳滩镇", "90"]]);
        var paper = Verifier.Verify(word.Write(), "通报.docx");
        Assert.Equal([("甲表", 4), ("丙表", 2)], paper.Tables.Select(table => (table.Title, table.Rows)));
        Assert.Equal(["attachment_title"], paper.Findings.Select(finding => finding.Kind));
    }

    [Fact]
    public void Word_with_a_foot_parted_by_tabs_under_the_last_table()
    {
        var word = new WordPaper()
            .Paragraph("附件：1.\t县区得分").Paragraph("2.\t市直单位得分").Paragraph("2023年4月7日")
            .Paragraph("附件1").Paragraph("县区得分").Table([["序号", "单位", "得分"], ["1", "甲县", "95"], ["2", "乙县", "90"]])
            .Paragraph("附件2").Paragraph("市直单位得分").Table([["序号", "单位", "得分"], ["1", "民政局", "95"], ["2", "公安局", "90"]])
            .Paragraph("").Paragraph("主办：政务公开科\t督办：督查室").Paragraph("").Paragraph("市政府办公室\t2023年4月6日印发");
        var paper = Verifier.Verify(word.Write(), "通报.docx");
        Assert.Equal([("县区得分", 2), ("市直单位得分", 2)], paper.Tables.Select(table => (table.Title, table.Rows)));
        Assert.Equal(["date_order"], paper.Findings.Select(finding => finding.Kind));
    }

    [Fact]
    public void A_web_page_laid_out_in_tables()
    {
        const string html = """
            <!DOCTYPE html><html><head><meta charset="gb2312"><script>var x="<table>";</script></head><body>
            <table><tr><td><table><tr><td>首页</td></tr></table></td></tr><tr><td>
            <p align=center>关于2022年度考核情况的通报</p><div>　　现通报如下：<br>　　一、情况<br>　　二、要求<br>　　四、其他</div>
            <p>得分情况</p>
            <table><tr><th rowspan=2>单位<th colspan=2>各项<th rowspan=2>总分<tr><th>基础<th>解读
            <tr><td>民政局<td>60<td>39<td>99<tr><td>公安局<td>50<td>39<td>90</table>
            </td></tr></table></body></html>
            """;
        var paper = Verifier.Verify(new MemoryStream(Gb18030(html)), "通报.htm");
        Assert.Equal([("得分情况", 2)], paper.Tables.Select(table => (table.Title, table.Rows)));
        Assert.Equal([("row_sum", "90", "89"), ("numbering", "四", "三")], paper.Findings.Select(finding => (finding.Kind, finding.Stated, finding.Computed)));
    }

    [Fact]
    public void A_workbook_with_a_title_across_and_two_sheets()
    {
        var book = new Workbook()
            .Sheet("区直单位", Rows(["2022年得分", "", "", ""], ["单位", "基础", "解读", "总分"], ["民政局", "60", "39.5", "99.5"], ["公安局", "50", "39", "90"]),
                "<mergeCells><mergeCell ref=\"A1:D1\"/></mergeCells>")
            .Sheet("镇（街道）", Rows(["单位", "得分"], ["伊洛街道", "95"], ["岳滩镇", "96"], ["邙岭镇", "90"])).Write();
        var paper = Verifier.Verify(book, "成绩.xlsx");
        Assert.Equal([("2022年得分", 2), ("镇（街道）", 3)], paper.Tables.Select(table => (table.Title, table.Rows)));
        Assert.Equal([("row_sum", "“区直单位”第4行“公安局”"), ("sort_order", "“镇（街道）”第2行“伊洛街道”")], paper.Findings.Select(finding => (finding.Kind, finding.Location)));
    }

    [Fact]
    public void Text_in_GB18030() => Assert.Equal(["row_sum"], Verify(Gb18030("得分情况\r\n\r\n单位\t基础\t解读\t总分\r\n民政局\t60\t39\t98\r\n"), "通报.txt"));

    [Fact]
    public void A_csv_with_groups_ranked_apart() =>
        Assert.Equal([], Verify(Encoding.UTF8.GetBytes("unit,group,rank,total\n甲局,区直单位,1,95\n乙局,区直单位,2,90\n丙镇,镇（街道）,1,99\n丁镇,镇（街道）,2,80\n"), "成绩.csv"));

    [Fact]
    public void A_csv_with_the_lines_of_its_bulletin() =>
        Assert.Equal(["band_count"], Verify(Encoding.UTF8.GetBytes("\"90分以上的单位2家，80-90分的单位1家。\",\n单位,得分\n甲局,95\n乙局,85\n"), "成绩.csv"));

    [Theory]
    [InlineData("无表.txt", "本文没有表格。", "无表.txt里没有找到表格，无法核对；请提供带成绩表的完整文件。")]
    [InlineData("假.docx", "%PDF-1.4 xxxx", "假.docx的内容是PDF 文档，不能核对；请另存为 docx、xlsx、csv、html 或 txt 再试。")]
    [InlineData("空.docx", "", "空.docx是空文件，请重新选择。")]
    [InlineData("图.txt", "GIF89a", "图.txt是图片，没有可以核对的文字；请提供可复制文字的文件。")]
    [InlineData("白.txt", "\n\n ", "白.txt里没有文字（可能只有图片），无法核对；请提供可复制文字的文件。")]
    public void What_cannot_be_checked_gets_one_sentence(string name, string content, string sentence) =>
        Assert.Equal(sentence, Refusal(Encoding.UTF8.GetBytes(content), name));

    [Fact]
    public void A_Word_document_of_pictures_only_gets_one_sentence() =>
        Assert.Contains("没有文字（可能只有图片）", Refusal(new WordPaper().Paragraph("").Write().ToArray(), "扫描.docx"));

    [Fact]
    public void A_paper_over_the_limit_is_refused()
    {
        using var stream = new MemoryStream(new byte[51 << 20]);
        Assert.Equal("大.docx有51 MB，超过50 MB的上限；请拆分后再试。", Assert.Throws<RefusedException>(() => Verifier.Verify(stream, "大.docx")).Message);
    }

    [Fact]
    public void Names_are_checked_against_a_register()
    {
        var register = Path.GetTempFileName();
        File.WriteAllText(register, "单位,曾用名\n伊洛街道,\n缑氏镇,\n人力资源和社会保障局,劳动局、人事局\n");
        var options = new VerifyOptions { Register = Lantai.Verification.Names.KnownNames.Load(register) };
        File.Delete(register);
        var paper = Encoding.UTF8.GetBytes("单位\t得分\n伊洛街道\t95\n猴氏镇\t90\n市人社局\t80\n劳动局\t70\n烟草局\t60\n");
        var findings = Verifier.Verify(new MemoryStream(paper), "通报.txt", options).Findings;
        Assert.Equal([("猴氏镇", "缑氏镇", Severity.Error), ("烟草局", "", Severity.Warning)], findings.Select(finding => (finding.Stated, finding.Computed, finding.Severity)));
    }

    [Fact]
    public void The_register_as_it_is_exported_knows_its_units_short_forms_and_former_names()
    {
        using var file = new TemporaryFile("单位.csv", "组别,单位全称,起用日期,简称,曾用名\n区直单位,教育体育局,,教体局；教育局,教育局@2001-01-01~2019-01-31\n镇（街道）,伊洛街道,,,\n");
        var names = Lantai.Verification.Names.KnownNames.Load(file.Path);
        Assert.All(["教育体育局", "教体局", "教育局", "伊洛街道"], name => Assert.True(names.Has(name)));
        Assert.False(names.Has("区直单位"));
    }

    private static IEnumerable<string> Verify(byte[] bytes, string name) => Verifier.Verify(new MemoryStream(bytes), name).Findings.Select(finding => finding.Kind);

    private static string Refusal(byte[] bytes, string name) =>
        Assert.Throws<RefusedException>(() => Verifier.Verify(new MemoryStream(bytes), name)).Message;

    private static byte[] Gb18030(string text) => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text);

    private static string Rows(params string[][] rows) => string.Concat(rows.Select(row =>
        $"<row>{string.Concat(row.Select(cell => decimal.TryParse(cell, out _) ? $"<c><v>{cell}</v></c>" : $"<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>"));
}
