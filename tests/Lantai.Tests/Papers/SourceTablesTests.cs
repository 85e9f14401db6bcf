using System.Text;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Papers;

public sealed class SourceTablesTests
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes("单位,总分\n甲局,31.5\n") },
        { "UTF-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("单位,总分\n甲局,31.5\n")] },
        { "GB18030", Gb18030.GetBytes("单位,总分\r\n甲局,31.5\r\n") },
        { "UTF-16 as Excel saves it", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("单位\t总分\r\n甲局\t31.5\r\n")] },
        { "semicolons", Encoding.UTF8.GetBytes("单位;总分\n甲局;31.5\n") },
        { "quotes", Encoding.UTF8.GetBytes("\"单位\",\"总分\"\n\"甲局\",\" 31.5 \"\n") },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void A_csv_is_read_whatever_its_encoding_and_delimiter(string how, byte[] bytes)
    {
        var table = Assert.Single(SourceTables.Read(new MemoryStream(bytes), how));
        Assert.Equal(["单位", "总分"], table.Rows[0].Cells);
        Assert.Equal(["甲局", "31.5"], table.Rows[1].Cells);
        Assert.Equal(2, table.Rows[1].Number);
    }

    [Fact]
    public void Blank_lines_and_lines_inside_a_cell_count_as_an_editor_counts_them()
    {
        var rows = Read("单位,备注\n\n\"甲\n局\",x\n乙局\n").Single().Rows;
        Assert.Equal([1, 3, 5], rows.Select(row => row.Number));
        Assert.Equal("甲\n局", rows[1].Cells[0]);
        Assert.Equal(["乙局", ""], rows[2].Cells);
    }

    [Fact]
    public void A_place_is_named_as_Excel_names_it()
    {
        var table = new SourceTable("成绩.xlsx", "一月", [new SourceRow(3, ["a"])]);
        Assert.Equal("成绩.xlsx“一月”第3行B列", table.Where(table.Rows[0], 1));
        Assert.Equal("成绩.xlsx“一月”第3行AA列", table.Where(table.Rows[0], 26));
    }

    [Fact]
    public void Cells_come_as_Excel_shows_them()
    {
        var book = new Workbook
        {
            SharedStrings = "<si><t> 甲局 </t></si><si><r><t>公共</t></r><r><t>服务</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>",
            Formats = "<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/><numFmt numFmtId=\"165\" formatCode=\"&quot;day&quot;0.00\"/>",
            CellStyles = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>",
        }.Sheet("一月", """
            <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>0.10000000000000001</v></c>
            <c r="D2" s="1"><v>44926</v></c><c r="E2" s="2"><v>44926.5</v></c><c r="F2" s="3"><v>86.540000000000006</v></c></row>
            <row r="4"><c r="B4" t="inlineStr"><is><t>一行_x000D_两行</t></is></c><c r="C4"><f>1+1</f><v>2</v></c><c r="D4" t="b"><v>1</v></c>
            <c r="E4" t="str"><f>A2</f><v>甲局</v></c><c r="F4" t="e"><v>#DIV/0!</v></c><c r="G4"><v>1.0000000000000001E-5</v></c></row>
            """).Write();

        var rows = SourceTables.Read(book, "成绩.xlsx").Single().Rows;
        Assert.Equal(["甲局", "公共服务", "0.1", "2022-12-31", "2022-12-31 12:00:00", "86.54", ""], rows[0].Cells);
        Assert.Equal(["", "一行\r两行", "2", "TRUE", "甲局", "#DIV/0!", "0.00001"], rows[1].Cells);
        Assert.Equal([2, 4], rows.Select(row => row.Number));
    }

    [Fact]
    public void A_formula_that_was_never_calculated_is_refused_with_its_place()
    {
        var book = new Workbook().Sheet("一月", "<row r=\"3\"><c r=\"B3\"><f>SUM(A1:A2)</f></c></row>").Write();
        Assert.Contains("成绩.xlsx“一月”第3行B列是公式", Refusal(book, "成绩.xlsx"));
    }

    [Fact]
    public void Merged_cells_are_repeated_downwards_and_hidden_parts_are_named()
    {
        var book = new Workbook()
            .Sheet("明", """
                <row r="1"><c r="A1" t="inlineStr"><is><t>标题</t></is></c></row>
                <row r="2"><c r="A2" t="inlineStr"><is><t>甲组</t></is></c><c r="B2"><v>1</v></c></row>
                <row r="3" hidden="1"><c r="B3"><v>2</v></c></row>
                """, "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:A3\"/></mergeCells>")
            .Sheet("暗", "<row><c><v>5</v></c></row>", state: "veryHidden")
            .Sheet("空", "").Write();

        var tables = SourceTables.Read(book, "成绩.xlsx");
        Assert.Equal([("明", false), ("暗", true)], tables.Select(table => (table.Sheet, table.IsHidden)));
        Assert.Equal([["标题", ""], ["甲组", "1"], ["甲组", "2"]], tables[0].Rows.Select(row => row.Cells));
        Assert.Equal([false, false, true], tables[0].Rows.Select(row => row.IsHidden));
        Assert.Equal(["A1:B1", "A2:A3"], tables[0].MergedRanges.Select(range => range.ToString()));
    }

    [Fact]
    public void An_old_workbook_is_read_like_a_new_one()
    {
        using var stream = TestFiles.Open("Papers/Samples/成绩.xls");
        var tables = SourceTables.Read(stream, "成绩.xls");
        Assert.Equal([("一月", false), ("存档", true)], tables.Select(table => (table.Sheet, table.IsHidden)));
        Assert.Equal([["组", "单位", "得分", "日期"], ["甲组", "民政局", "0.1", "2022-12-31"], ["甲组", "公安局", "31.5", ""]],
            tables[0].Rows.Select(row => row.Cells));
        Assert.True(tables[0].Rows[2].IsHidden);
        Assert.Equal(["A2:A3"], tables[0].MergedRanges.Select(range => range.ToString()));
    }

    private static string Refusal(Stream stream, string name) =>
        Assert.Throws<RefusedException>(() => SourceTables.Read(stream, name)).Message;

    private static IReadOnlyList<SourceTable> Read(string csv) => SourceTables.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "成绩.csv");
}
