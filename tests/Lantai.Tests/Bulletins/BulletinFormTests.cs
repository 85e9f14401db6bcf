using Lantai.Bulletins;
using Lantai.Packs;
using Xunit;

namespace Lantai.Tests.Bulletins;

public sealed class BulletinFormTests
{
    private const string Brief = """
        kind: brief
        masthead: 政务信息公开工作
        issue: {year: 2023, number: 1}
        issuer: 区人民政府办公室
        date: 2023-01-17
        title: 情况通报
        body:
          - 全区情况如下。
          - lead: 抓紧整改。
            text: 限期完成。
        tables:
          - group: 区直单位
            title: 得分
            columns: [{unit: 单位}, {total: 总分}]
        """;

    [Theory]
    [InlineData("issuer: 区人民政府办公室", "isuer: 区人民政府办公室", "通报.yaml第1行：缺少“issuer”。", "通报.yaml第4行 isuer：不认识的键“isuer”，是否为“issuer”。")]
    [InlineData("kind: brief", "kind: letter", "通报.yaml第1行 kind：应为brief、red-head、notice之一，现为“letter”。")]
    [InlineData("date: 2023-01-17", "date: 2023年1月17日", "通报.yaml第5行 date：应为日期，写成2026-01-31的样子，现为“2023年1月17日”。")]
    [InlineData("number: 1", "number: 0", "通报.yaml第3行 issue.number：不能小于1，现为0。")]
    [InlineData("{year: 2023,", "{year: 2022,", "通报.yaml第3行 issue：期号按印发的年度编排，2023年1月17日印发的应为2023年的期号，现为2022年第1期。")]
    [InlineData("masthead: 政务信息公开工作\n", "", "通报.yaml第1行：简报（brief）应有“masthead”。")]
    [InlineData("title: 情况通报", "title: 情况通报\nnumber: 汴政办〔2023〕14号", "通报.yaml第7行 number：只有红头文件（red-head）才有“number”，请删去或更改kind。")]
    [InlineData("{total: 总分}", "{totals: 总分}", "通报.yaml第14行 tables[1].columns[2].totals：不认识的列“totals”，可用的有rank、unit、indicators、total、year-total、band、movement。")]
    [InlineData("{unit: 单位}, ", "", "通报.yaml第14行 tables[1].columns：表中应有单位一列（unit）。")]
    [InlineData("    text: 限期完成。", "    txt: 限期完成。", "通报.yaml第9行 body[2]：缺少“text”。", "通报.yaml第10行 body[2].txt：不认识的键“txt”，是否为“text”。")]
    [InlineData("lead: 抓紧整改。", "heading: 抓紧整改", "通报.yaml第9行 body[2]：缺少“parts”。", "通报.yaml第10行 body[2].text：不认识的键“text”，可用的键有heading、lead、parts。")]
    [InlineData("title: 情况通报", "title: 情况通报\nperiod: 十二月", "通报.yaml第7行 period：考评期应写成2022-12、2022-Q4或2022的样子。")]
    [InlineData("title: 情况通报", "title: 情况通报\nfoot: {printed-on: 2023-01-01}", "通报.yaml第7行 foot：印发日期2023年1月1日早于成文日期2023年1月17日。")]
    public void A_wrong_form_is_refused_with_file_line_and_key(string right, string wrong, params string[] sentences) =>
        Assert.Equal(string.Join('\n', sentences), Refusal(Brief.Replace(right, wrong, StringComparison.Ordinal)));

    [Fact]
    public void A_document_number_in_the_wrong_brackets_is_refused_with_the_right_form()
    {
        var form = Brief.Replace("kind: brief", "kind: red-head", StringComparison.Ordinal)
            .Replace("masthead: 政务信息公开工作", "agency-mark: 开封市人民政府办公室文件", StringComparison.Ordinal)
            .Replace("issue: {year: 2023, number: 1}", "number: 汴政办[2023]14号", StringComparison.Ordinal);
        Assert.Equal("通报.yaml第3行 number：发文字号“汴政办[2023]14号”不规范，应写成“汴政办〔2023〕14号”。", Refusal(form));
    }

    [Fact]
    public void A_form_without_a_table_is_refused() =>
        Assert.Contains("通报至少附一张得分表。", Refusal(Brief[..Brief.IndexOf("tables:", StringComparison.Ordinal)] + "tables: []"), StringComparison.Ordinal);

    [Fact]
    public void Lines_of_a_paragraph_join_without_blanks_between_chinese_characters()
    {
        var form = BulletinForm.Read(PackFile.Parse(Brief.Replace("- 全区情况如下。", "- >-\n    全区\n    情况 如下\n    IPv6 support\n    ok {{units}}\n    个。", StringComparison.Ordinal), "通报.yaml"));
        Assert.Equal("全区情况如下IPv6 support ok{{units}}个。", ((FormParagraph)form.Body[0]).Text.Text);
    }

    private static string Refusal(string yaml) => Assert.Throws<RefusedException>(() => BulletinForm.Read(PackFile.Parse(yaml, "通报.yaml"))).Message;
}
