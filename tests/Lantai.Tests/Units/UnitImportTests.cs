using System.Text;
using Lantai.Tests.Support;
using Lantai.Units;
using Lantai.Units.Import;
using Xunit;
using static Lantai.Tests.Units.Registers;

namespace Lantai.Tests.Units;

public sealed class UnitImportTests
{
    private static readonly UnitRegister Known = Of(
        Unit("偃师区教育局") with { ShortForms = [new("教育局")], SiteAddress = "https://jyj.example.gov.cn" },
        Unit("偃师区司法局", order: 2),
        Unit("老城街道", "镇（街道）") with { HasNoSite = true });

    [Fact]
    public void Each_row_says_what_it_would_change()
    {
        var plan = Plan("""
            组别,单位全称,简称,网址,无网站,排序
            区直单位,偃师区教育局,教育局,https://jyj.example.gov.cn,,1
            区直单位,偃师区司法局,司法局；区司法局,,是,2
            区直单位,偃师区财政局,,http://czj.example.gov.cn,,
            """);
        Assert.Empty(plan.Errors);
        Assert.Equal([PlanKind.Same, PlanKind.Changed, PlanKind.New], plan.Lines.Select(line => line.Kind));
        Assert.Equal([new("简称", "", "区司法局；司法局"), new FieldChange("无网站", "", "是")], plan.Lines[1].Changes);
        Assert.Equal(3, plan.Lines[2].After.Order);
        Assert.Equal(["老城街道"], plan.NotListed);
        Assert.Equal("新增1个，修改1个，不变1个，未列出1个", plan.Summary);
    }

    [Fact]
    public void A_column_that_the_file_does_not_have_stays_as_it_is_and_an_empty_cell_empties()
    {
        Assert.True(Plan("单位全称,组别\n偃师区教育局,区直单位").ChangesNothing);
        var line = Plan("单位全称,组别,网址\n偃师区教育局,区直单位,").Lines.Single();
        Assert.Equal([new FieldChange("网址", "https://jyj.example.gov.cn", "")], line.Changes);
    }

    [Fact]
    public void A_row_that_calls_the_known_name_former_is_a_renaming()
    {
        var line = Plan("组别,单位全称,曾用名\n区直单位,洛阳市偃师区司法局,偃师区司法局@~2021-03-25").Lines.Single();
        Assert.Equal((2, PlanKind.Changed), ((int)line.UnitId!, line.Kind));
        Assert.Equal(new DateOnly(2021, 3, 26), line.After.NameFrom);
    }

    [Fact]
    public void All_errors_are_told_with_their_cells()
    {
        var plan = Plan("""
            组别,单位全称,起用日期,网址,无网站,排序
            区直单位,偃师区教育局,去年,ftp://a.cn,也许,一
            区直单位,,,,,
            区值单位,偃师区司法局,,https://a.cn,是,第二
            """);
        Assert.Equal(
        [
            "名录.csv第2行C列：“起用日期”应填日期，如 2026-01-05，现为“去年”。",
            "名录.csv第2行D列：“网址”应以 http:// 或 https:// 开头，现为“ftp://a.cn”。",
            "名录.csv第2行E列：“无网站”应填“是”或留空，现为“也许”。",
            "名录.csv第2行F列：“排序”应填数字，现为“一”。",
            "名录.csv第3行B列：请填写“单位全称”。",
            "名录.csv第4行F列：“排序”应填数字，现为“第二”。",
            "名录.csv第4行A列：没有“区值单位”这个组别，最接近的是“区直单位”；确是新组别的，请选择“文件中的新组别一并建立”。",
            "名录.csv第4行E列：“偃师区司法局”既标为无网站，又填了网址，请去掉一项。",
        ], plan.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void An_unknown_group_is_answered_with_the_nearest_one_or_made_when_asked()
    {
        const string file = "组别,单位全称\n区值单位,偃师区财政局";
        Assert.Equal("名录.csv第2行A列：没有“区值单位”这个组别，最接近的是“区直单位”；确是新组别的，请选择“文件中的新组别一并建立”。",
            Assert.Single(Plan(file).Errors).ToString());
        var made = Plan(file, mayCreateGroups: true);
        Assert.Empty(made.Errors);
        Assert.Equal(["区值单位"], made.NewGroups);
    }

    [Fact]
    public void A_new_unit_that_is_called_almost_like_one_that_is_left_out_is_pointed_to() =>
        Assert.Equal("偃师区司法局", Plan("组别,单位全称\n区直单位,偃师市司法局").Lines.Single().Near);

    [Fact]
    public void The_same_unit_twice_is_an_error_that_names_both_rows() =>
        Assert.Equal(["名录.csv第3行B列：“偃师区司法局”与第2行是同一个单位，请删去一行。"],
            Plan("组别,单位全称\n区直单位,偃师区司法局\n区直单位,偃师区司法局").Errors.Select(error => error.ToString()));

    [Fact]
    public void Two_new_rows_with_one_name_collide() =>
        Assert.Equal("名录.csv第3行B列：“新局”的全称“新局”与“新局”的全称相同，而且时间重叠，请改用能区分的名称。（见第2行）",
            Assert.Single(Plan("组别,单位全称\n区直单位,新局\n区直单位,新局").Errors).ToString());

    [Fact]
    public void A_short_form_that_is_another_units_name_is_an_error_that_names_both() =>
        Assert.Equal("名录.csv第2行C列：“偃师区财政局”的简称“教育局”与“偃师区教育局”的简称相同，而且时间重叠，请改用能区分的名称。",
            Assert.Single(Plan("组别,单位全称,简称\n区直单位,偃师区财政局,教育局").Errors).ToString());

    [Fact]
    public void A_successor_must_be_known_and_outlive_the_unit()
    {
        var unknown = Plan("组别,单位全称,撤销日期,承接单位\n区直单位,偃师区司法局,2024-12-31,偃师区教肓局");
        Assert.Equal("名录.csv第2行D列：“偃师区司法局”的承接单位“偃师区教肓局”不在名录中，最接近的是“偃师区教育局”。", Assert.Single(unknown.Errors).ToString());
        var gone = Plan("""
            组别,单位全称,撤销日期,承接单位
            区直单位,偃师区司法局,2024-12-31,偃师区教育局
            区直单位,偃师区教育局,2024-06-30,
            """);
        Assert.Equal("“偃师区司法局”的承接单位“偃师区教育局”在2024-06-30也已撤销，请另选承接单位。", Assert.Single(gone.Errors).Sentence);
    }

    [Theory]
    [InlineData("组别,单位名称\n区直单位,教育局", "名录.csv里没有找到“单位全称”一列；表头应有：组别、单位全称、起用日期、简称、曾用名、网址、无网站、排序、不参加的考评方案、撤销日期、承接单位。")]
    [InlineData("单位全称\n教育局", "名录.csv缺少“组别”一列。")]
    [InlineData("组别,单位全称,电话\n区直单位,教育局,1", "名录.csv第1行C列：不认识“电话”这一列，请删去或改名；可用的列：组别、单位全称、起用日期、简称、曾用名、网址、无网站、排序、不参加的考评方案、撤销日期、承接单位。")]
    [InlineData("组别,单位全称,单位全称\n区直单位,教育局,教育局", "名录.csv第1行C列：“单位全称”一列重复了。")]
    [InlineData("组别,单位全称", "名录.csv只有表头，没有单位。")]
    public void A_file_with_a_wrong_head_is_refused_in_one_sentence(string file, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<RefusedException>(() => Csv(file)).Message);

    [Fact]
    public void The_heads_may_stand_in_any_order_under_a_title_with_explanations() =>
        Assert.Equal(["乙；甲"], Csv("2026年单位名录,,\n简称（分号分隔）,单位全称,组别\n乙;甲,教育局,区直单位").Rows.Select(row => UnitColumn.ShortForms.Text(row.Entry)));

    [Fact]
    public void A_merged_head_is_refused()
    {
        var book = new Workbook { SharedStrings = "<si><t>组别</t></si><si><t>单位全称</t></si>" }.Sheet("单位",
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>",
            "<mergeCells><mergeCell ref=\"B1:C1\"/></mergeCells>");
        Assert.Equal("名录.xlsx的表头有合并单元格（B1:C1），请取消合并，每列各写一个名称。",
            Assert.Throws<RefusedException>(() => Read(book.Write().ToArray(), "名录.xlsx")).Message);
    }

    [Fact]
    public void A_file_saved_by_Excel_in_Chinese_Windows_is_read()
    {
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        Assert.Equal("镇（街道）", Read(gb18030.GetBytes("组别,单位全称\n镇（街道）,城关街道"), "名录.csv").Rows.Single().Entry.Group);
    }

    [Fact]
    public void What_would_be_written_has_one_fingerprint()
    {
        const string file = "组别,单位全称,网址\n区直单位,偃师区司法局,https://sfj.example.gov.cn";
        Assert.Equal(Plan(file).Fingerprint, Plan(file).Fingerprint);
        Assert.NotEqual(Plan(file).Fingerprint, Plan(file.Replace("sfj", "sf", StringComparison.Ordinal)).Fingerprint);
        Assert.Equal(Plan("组别,单位全称\n区直单位,偃师区司法局").Fingerprint, Plan("组别,单位全称\n区直单位,偃师区教育局").Fingerprint);
    }

    private static UnitPlan Plan(string csv, bool mayCreateGroups = false) => UnitImport.Plan(Known, Csv(csv), mayCreateGroups);
}
