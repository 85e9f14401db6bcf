using System.Xml.Linq;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Papers;

/// <summary>The measures of GB/T 9704-2012, read back from the document.</summary>
public sealed class PaperDocxTests
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

    private readonly OfficeFile _file = Written(SamplePapers.RedHeaded);

    [Fact]
    public void The_document_is_valid() => _file.IsValid();

    [Fact]
    public void A_plain_paper_is_valid_too() => Written(SamplePapers.Notice).IsValid();

    [Fact]
    public void The_page_is_a4_with_a_type_area_of_156_by_225_at_37_and_28()
    {
        var (size, margin) = (Section("pgSz"), Section("pgMar"));
        Assert.Equal((210m, 297m), (Millimetres(size, "w"), Millimetres(size, "h")));
        Assert.Equal((37m, 28m), (Millimetres(margin, "top"), Millimetres(margin, "left")));
        Assert.Equal(156m, Millimetres(size, "w") - Millimetres(margin, "left") - Millimetres(margin, "right"));
        Assert.Equal(225m, Millimetres(size, "h") - Millimetres(margin, "top") - Millimetres(margin, "bottom"));
    }

    [Fact]
    public void A_page_holds_22_lines_of_28_characters_of_size_3_fangsong()
    {
        Assert.Equal("579", Value(Section("docGrid"), "linePitch"));
        var normal = Style("Normal");
        Assert.Equal(("579", "exact"), (Value(normal.Descendants(W + "spacing").Single(), "line"), Value(normal.Descendants(W + "spacing").Single(), "lineRule")));
        Assert.True(22 * 579 <= (225 / 25.4 * 1440));
        Assert.Equal("32", Value(normal.Descendants(W + "sz").Single(), "val"));
        Assert.Equal("仿宋_GB2312", Value(_file.Part("word/styles.xml").Descendants(W + "rFonts").First(), "eastAsia"));
        var closer = int.Parse(Value(Style("PaperText").Descendants(W + "rPr").Single().Element(W + "spacing")!, "val"));
        Assert.Equal(28, Math.Floor(156 / 25.4 * 72 / (16 + closer / 20.0)));
    }

    [Theory]
    [InlineData("Title", "方正小标宋简体", "44")]
    [InlineData("Heading1", "黑体", null)]
    [InlineData("Heading2", "楷体_GB2312", null)]
    [InlineData("PaperSecrecy", "黑体", null)]
    [InlineData("AttachmentMark", "黑体", null)]
    [InlineData("PageNumber", "宋体", "28")]
    [InlineData("PaperFoot", null, "28")]
    public void Each_part_has_its_face_and_size(string style, string? face, string? halfPoints)
    {
        var run = Style(style).Element(W + "rPr")!;
        Assert.Equal(face, run.Element(W + "rFonts")?.Attribute(W + "eastAsia")?.Value);
        Assert.Equal(halfPoints, run.Element(W + "sz")?.Attribute(W + "val")?.Value);
    }

    [Fact]
    public void The_agencys_mark_is_red_and_stands_35_below_the_type_areas_edge()
    {
        Assert.Equal("FF0000", Value(Style("PaperMark").Descendants(W + "color").Single(), "val"));
        var above = int.Parse(Value(Paragraphs("PaperMark").Single().Descendants(W + "spacing").First(), "before"));
        Assert.Equal(35m, MillimetresOf(above + 579)); // The mark 特急 takes the first line.
        Assert.Equal("73", Value(Paragraphs("PaperMark").Single().Descendants(W + "sz").Single(), "val"));
    }

    [Fact]
    public void The_red_rule_is_as_wide_as_the_type_area_and_4_below_the_number()
    {
        Assert.Equal("汴政办〔2023〕14号", Words(Paragraphs("PaperNumber").Single()));
        Assert.Equal("1158", Value(Paragraphs("PaperNumber").Single().Descendants(W + "spacing").First(), "before")); // Two blank lines.
        Assert.Empty(Style("RedRule").Descendants(W + "ind"));
        Assert.Equal("FF0000", Value(Style("RedRule").Descendants(W + "bottom").Single(), "color"));
        var gap = int.Parse(Value(Paragraphs("RedRule").Single().Descendants(W + "spacing").Single(), "line"));
        var blankUnderNumber = 28.95m / 5 - 16m / 8;
        Assert.Equal(4m, MillimetresOf(gap + 20 * blankUnderNumber));
    }

    [Fact]
    public void Page_numbers_stand_on_the_outer_side_one_character_in()
    {
        Assert.NotNull(_file.Part("word/settings.xml").Root!.Element(W + "evenAndOddHeaders"));
        Assert.Equal(("right", "left"), (Footer(1, "jc", "val"), Footer(2, "jc", "val")));
        Assert.Equal(("280", "280"), (Footer(1, "ind", "right"), Footer(2, "ind", "left")));
        Assert.Equal("— 1 —", Words(_file.Part("word/footer1.xml").Root!));
    }

    [Fact]
    public void The_sealed_signature_is_centred_over_a_date_four_characters_in()
    {
        var (name, date) = (Paragraphs("Signature")[0], Paragraphs("Signature")[1]);
        Assert.Equal("2023年4月7日", Words(date));
        var (nameIn, dateIn) = (Right(name), Right(date));
        Assert.Equal(4 * 320, dateIn);
        Assert.Equal(dateIn + 6 * 320 / 2, nameIn + 10 * 320 / 2);
    }

    [Theory]
    [InlineData("区政府", 4.5, 2)]
    [InlineData("开封市人民政府办公室", 2, 4)]
    public void The_unsealed_signature_and_its_date_are_shifted_by_two_characters(string issuer, double nameIn, double dateIn)
    {
        var file = Written(SamplePapers.Notice with { Signature = new Signature(issuer, new DateOnly(2023, 4, 7), false) });
        var lines = Paragraphs(file, "Signature");
        Assert.Equal(nameIn + (issuer == "区政府" ? 2.5 : 0), Right(lines[0]) / 320.0);
        Assert.Equal(dateIn, Right(lines[1]) / 320.0);
    }

    [Fact]
    public void Attachments_begin_new_pages_with_their_mark_and_a_title_on_the_third_line()
    {
        Assert.NotEmpty(Style("AttachmentMark").Descendants(W + "pageBreakBefore"));
        Assert.Equal("579", Value(Style("AttachmentMark").Descendants(W + "spacing").Single(), "after"));
        Assert.Equal(["附件1", "附件2"], Paragraphs("AttachmentMark").Select(Words));
        Assert.Equal(["附件：1.各县区得分", "2.市直各单位得分"], Paragraphs("Enclosure").Select(Words));
    }

    [Fact]
    public void Tables_repeat_their_head_and_never_split_a_row()
    {
        foreach (var table in _file.Part("word/document.xml").Descendants(W + "tbl"))
        {
            var rows = table.Elements(W + "tr").ToList();
            Assert.All(rows, row => Assert.NotEmpty(row.Descendants(W + "cantSplit")));
            Assert.NotEmpty(rows[0].Descendants(W + "tblHeader"));
            Assert.Empty(rows[1].Descendants(W + "tblHeader"));
            var grid = table.Descendants(W + "gridCol").Sum(column => int.Parse(Value(column, "w")));
            Assert.InRange(grid, 8840, 8848); // 156 mm
        }
    }

    [Fact]
    public void The_foot_is_held_to_the_bottom_of_the_type_area_between_lines_of_035_and_025()
    {
        var anchor = _file.Part("word/document.xml").Descendants(Drawing + "anchor").Single();
        var vertical = anchor.Element(Drawing + "positionV")!;
        Assert.Equal(("margin", "bottom"), (vertical.Attribute("relativeFrom")!.Value, vertical.Element(Drawing + "align")!.Value));
        Assert.Equal(["FootRuleThick", "PaperFoot", "FootRuleThin", "PaperFoot", "FootRuleThick"],
            anchor.Descendants(W + "pStyle").Select(style => Value(style, "val")));
        Assert.Equal(("8", "6"), (Value(Style("FootRuleThick").Descendants(W + "top").Single(), "sz"), Value(Style("FootRuleThin").Descendants(W + "top").Single(), "sz")));
        var carrier = anchor.Ancestors(W + "p").Single();
        var box = int.Parse(anchor.Element(Drawing + "extent")!.Attribute("cy")!.Value) / 635;
        Assert.InRange(int.Parse(Value(carrier.Descendants(W + "spacing").First(), "line")), box - 1, box + 1);
    }

    [Fact]
    public void Text_is_never_taken_for_markup() =>
        Assert.Contains("各单位<明确>了责任 & 分工。", Words(_file.Part("word/document.xml").Root!), StringComparison.Ordinal);

    [Fact]
    public void Merged_cells_reach_over_their_columns_and_rows()
    {
        var table = new PaperTable("表", [ColumnAlign.Center, ColumnAlign.Figure, ColumnAlign.Figure],
            [[new PaperCell("项目", RowSpan: 2), new PaperCell("数量", ColumnSpan: 2)], ["上年", "本年"]], [["受理", "3", "5"]]);
        var file = Written(SamplePapers.Notice with { Body = [table with { ShowsCaption = true }] });
        file.IsValid();
        var rows = file.Part("word/document.xml").Descendants(W + "tr").ToList();
        Assert.Equal("2", Value(rows[0].Descendants(W + "gridSpan").Single(), "val"));
        Assert.Equal("restart", Value(rows[0].Descendants(W + "vMerge").Single(), "val"));
        Assert.Equal(3, rows[1].Elements(W + "tc").Count());
        Assert.Null(rows[1].Descendants(W + "vMerge").Single().Attribute(W + "val"));
    }

    [Fact]
    public void A_row_that_does_not_fill_its_table_is_a_mistake() => Assert.Throws<ArgumentException>(() =>
        Written(SamplePapers.Notice with { Body = [new PaperTable("表", [ColumnAlign.Center, ColumnAlign.Center], [["甲", "乙"]], [["一"]])] }));

    [Fact]
    public void A_table_of_300_rows_is_valid_and_keeps_every_row()
    {
        var file = Written(SamplePapers.Notice with { Attachments = [new Attachment("得分", [SamplePapers.Table(300)])] });
        file.IsValid();
        Assert.Equal(301, file.Part("word/document.xml").Descendants(W + "tr").Count());
    }

    [Fact]
    public void The_same_paper_is_the_same_bytes() => Assert.Equal(_file.Bytes, Written(SamplePapers.RedHeaded).Bytes);

    private static OfficeFile Written(Paper paper) => new(output => PaperDocx.Write(paper, output));

    private XElement Section(string name) => _file.Part("word/document.xml").Descendants(W + "sectPr").Single().Element(W + name)!;

    private XElement Style(string id) => _file.Part("word/styles.xml").Descendants(W + "style").Single(style => style.Attribute(W + "styleId")!.Value == id);

    private List<XElement> Paragraphs(string style) => Paragraphs(_file, style);

    private static List<XElement> Paragraphs(OfficeFile file, string style) =>
        [.. file.Part("word/document.xml").Descendants(W + "p").Where(p => p.Element(W + "pPr")?.Element(W + "pStyle")?.Attribute(W + "val")?.Value == style)];

    private string Footer(int part, string element, string attribute) => Value(_file.Part($"word/footer{part}.xml").Descendants(W + element).Single(), attribute);

    private static string Words(XElement element) => string.Concat(element.Descendants(W + "t").Select(text => text.Value));

    private static int Right(XElement paragraph) => int.Parse(Value(paragraph.Descendants(W + "ind").Single(), "right"));

    private static string Value(XElement element, string attribute) => element.Attribute(W + attribute)!.Value;

    private static decimal Millimetres(XElement element, string attribute) => MillimetresOf(int.Parse(Value(element, attribute)));

    /// <summary>Twips to the tenth of a millimetre; a twip is 0.018.</summary>
    private static decimal MillimetresOf(decimal twips) => Math.Round(twips / 1440 * 25.4m, 1);
}
