using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Papers;

public sealed class SheetTests
{
    private static readonly XNamespace S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly Sheet December = new(
        "区直单位",
        [new("单位名称"), SheetColumn.Number("政务信息公开得分", [18m, 12.5m]), new("报送日期", SheetColumnKind.Date)],
        [["民政局", 18m, new DateOnly(2023, 1, 5)], ["教育体育局", 12.5m, default], ["社保中心", "/", default]])
    {
        Title = "2022年12月得分",
        Notes = ["注：“/”为不参评。"],
    };

    [Fact]
    public void A_csv_has_a_bom_and_one_precision_per_column() =>
        Assert.Equal("\uFEFF单位名称,政务信息公开得分,报送日期\r\n民政局,18.0,2023-01-05\r\n教育体育局,12.5,\r\n社保中心,/,\r\n", Csv(December));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("＝1", "'＝1")]
    [InlineData("-3.5", "-3.5")]
    [InlineData("-", "-")]
    [InlineData("民政局", "民政局")]
    public void A_text_that_a_spreadsheet_would_run_is_guarded_in_csv(string text, string written)
    {
        var sheet = new Sheet("表", [new(text)], [[text]]);
        Assert.Equal($"\uFEFF{written}\r\n{written}\r\n", Csv(sheet));
    }

    [Fact]
    public void A_field_with_commas_quotes_or_lines_is_quoted() =>
        Assert.Equal("\uFEFF备注\r\n\"甲,乙\"\r\n\"他说\"\"好\"\"\"\r\n\"一\n二\"\r\n", Csv(new Sheet("表", [new("备注")], [["甲,乙"], ["他说\"好\""], ["一\n二"]])));

    [Fact]
    public void A_csv_loses_no_digit_that_its_column_did_not_expect() =>
        Assert.Equal("\uFEFF得分\r\n1.25\r\n2.0\r\n", Csv(new Sheet("表", [new("得分", SheetColumnKind.Number, 1)], [[1.25m], [2m]])));

    [Fact]
    public void A_number_column_is_as_precise_as_its_most_precise_value() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), numbers =>
        {
            var halves = numbers.Select(n => (decimal?)(n * 0.50m)).ToList();
            return SheetColumn.Number("得分", halves).Decimals == (halves.Any(h => h % 1 != 0) ? 1 : 0);
        }));

    [Fact]
    public void A_workbook_is_valid_and_keeps_its_headings_in_sight_and_on_every_page()
    {
        var file = new OfficeFile(output => SheetXlsx.Write(December, output));
        file.IsValid();
        var sheet = file.Part("xl/worksheets/sheet1.xml");
        Assert.Equal("frozen", sheet.Descendants(S + "pane").Single().Attribute("state")!.Value);
        Assert.Equal("A3", sheet.Descendants(S + "pane").Single().Attribute("topLeftCell")!.Value);
        Assert.Equal("A1:C1", sheet.Descendants(S + "mergeCell").Single().Attribute("ref")!.Value);
        var titles = file.Part("xl/workbook.xml").Descendants(S + "definedName").Single();
        Assert.Equal("'区直单位'!$1:$2", titles.Value);
    }

    [Fact]
    public void Numbers_are_numbers_with_the_columns_format_and_texts_are_never_formulas()
    {
        var file = new OfficeFile(output => SheetXlsx.Write(new Sheet("表",
            [new("单位"), new("得分", SheetColumnKind.Number, 2)], [["=HYPERLINK(\"http://x\")", 90.5m]]), output));
        file.IsValid();
        var cells = file.Part("xl/worksheets/sheet1.xml").Descendants(S + "c").Skip(2).ToList();
        var formats = file.Part("xl/styles.xml");
        Assert.Equal("inlineStr", cells[0].Attribute("t")!.Value);
        Assert.Equal("1", Format(formats, cells[0]).Attribute("quotePrefix")!.Value);
        Assert.Equal("90.5", cells[1].Element(S + "v")!.Value);
        var code = formats.Descendants(S + "numFmt").Single(f => f.Attribute("numFmtId")!.Value == Format(formats, cells[1]).Attribute("numFmtId")!.Value);
        Assert.Equal("0.00", code.Attribute("formatCode")!.Value);
        Assert.Empty(file.Part("xl/worksheets/sheet1.xml").Descendants(S + "f"));
    }

    [Fact]
    public void A_column_is_wide_enough_for_its_longest_chinese_text()
    {
        var file = new OfficeFile(output => SheetXlsx.Write(new Sheet("表", [new("单位"), new("分")], [["政务服务和大数据管理局", "1"]]), output));
        var widths = file.Part("xl/worksheets/sheet1.xml").Descendants(S + "col").Select(c => decimal.Parse(c.Attribute("width")!.Value)).ToList();
        Assert.True(widths[0] >= 22, $"{widths[0]}");
        Assert.Equal(8, widths[1]);
    }

    [Theory]
    [InlineData(5, "portrait")]
    [InlineData(12, "landscape")]
    public void A_sheet_of_many_columns_is_printed_across(int columns, string turned)
    {
        var cells = Enumerable.Range(1, columns).Select(column => $"行政规范性{column}").ToList();
        var file = new OfficeFile(output => SheetXlsx.Write(new Sheet("表", [.. cells.Select(cell => new SheetColumn(cell))], [[.. cells.Select(cell => (SheetCell)cell)]]), output));
        Assert.Equal(turned, (string?)file.Part("xl/worksheets/sheet1.xml").Root!.Element(S + "pageSetup")!.Attribute("orientation"));
    }

    [Fact]
    public void Tabs_are_names_that_excel_takes_and_none_is_lost()
    {
        var names = new[] { "得分/排名", "得分:排名", "", new string('长', 40), new string('长', 40), "'甲'" };
        var file = new OfficeFile(output => SheetXlsx.Write([.. names.Select(n => new Sheet(n, [new("列")], []))], output));
        file.IsValid();
        var tabs = file.Part("xl/workbook.xml").Descendants(S + "sheet").Select(t => t.Attribute("name")!.Value).ToList();
        Assert.Equal(["得分 排名", "得分 排名(2)", "表", new string('长', 31), new string('长', 28) + "(2)", "甲"], tabs);
    }

    [Fact]
    public void Characters_that_xml_cannot_hold_are_left_out() =>
        Assert.Equal("民政局𠮷", new OfficeFile(output => SheetXlsx.Write(new Sheet("表", [new("列")], [["民\u000B政\uD800局𠮷"]]), output))
            .Part("xl/worksheets/sheet1.xml").Descendants(S + "t").Last().Value);

    [Fact]
    public void The_same_sheet_is_the_same_bytes() =>
        Assert.Equal(new OfficeFile(output => SheetXlsx.Write(December, output)).Bytes, new OfficeFile(output => SheetXlsx.Write(December, output)).Bytes);

    [Fact]
    public void Import_then_export_is_the_same_file() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("民政局", "甲,乙", "他说\"好\"", "=1+1", "-", "12.50", "0", "/", "一\n二", "").ListOf(3).NonEmptyListOf().ToArbitrary(),
        texts =>
        {
            var sheet = new Sheet("表", [new("单位"), new("得分"), new("备注")], [.. texts.Where(row => row.Any(text => text.Length > 0)).Select(Cells)]);
            var file = Encoding.UTF8.GetBytes(Csv(sheet));
            var read = SourceTables.Read(new MemoryStream(file), "表.csv")[0].Rows;
            var again = sheet with { Rows = [.. read.Skip(1).Select(row => Cells(row.Cells))] };
            return Csv(again) == Csv(sheet);
        }));

    [Fact]
    public void A_workbook_reads_back_what_was_written()
    {
        var bytes = new OfficeFile(output => SheetXlsx.Write(December with { Title = null, Notes = [] }, output)).Bytes;
        var rows = SourceTables.Read(new MemoryStream(bytes), "表.xlsx")[0].Rows;
        Assert.Equal(["民政局", "18", "2023-01-05"], rows[1].Cells);
        Assert.Equal("/", rows[3].Cells[1]);
    }

    private static IReadOnlyList<SheetCell> Cells(IReadOnlyList<string> texts) => [.. texts.Select(text => (SheetCell)text)];

    private static XElement Format(XDocument styles, XElement cell) =>
        styles.Descendants(S + "cellXfs").Single().Elements().ElementAt(int.Parse(cell.Attribute("s")!.Value));

    private static string Csv(Sheet sheet)
    {
        using var memory = new MemoryStream();
        SheetCsv.Write(sheet, memory);
        return Encoding.UTF8.GetString(memory.ToArray());
    }
}
