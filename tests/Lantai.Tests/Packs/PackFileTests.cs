using Lantai.Packs;
using Xunit;

namespace Lantai.Tests.Packs;

public sealed class PackFileTests
{
    [Fact]
    public void A_key_nobody_knows_is_named_with_file_line_path_and_the_nearest_known_key()
    {
        var file = PackFile.Parse("name: 甲\nparts:\n  - maximun: 5\n", "样例.yaml");
        var map = file.Root.Map();
        map.Text("name");
        var part = map.Required("parts").Items()[0].Map();
        part.Number("maximum");
        part.End();
        map.End();

        var refusal = Assert.Throws<RefusedException>(file.ThrowIfWrong);
        Assert.Equal("样例.yaml第3行 parts[1].maximun：不认识的键“maximun”，是否为“maximum”。", refusal.Message);
    }

    [Fact]
    public void Every_mistake_is_found_in_one_reading_in_the_order_of_the_file()
    {
        var file = PackFile.Parse("count: 三\nday: 2026-02-30\nkind: 月\nlow: -1\nlist: 单个\n", "样例.yaml");
        var map = file.Root.Map();
        map.Required("list").Items();
        map.Required("low").Number(least: 0);
        map.Required("kind").OneOf(("month", 1), ("year", 2));
        map.Required("day").Date();
        map.Required("count").Number();
        map.Required("name").Text();
        map.End();

        var sentences = Assert.Throws<RefusedException>(file.ThrowIfWrong).Message.Split('\n');
        Assert.Equal(
        [
            "样例.yaml第1行 count：应为数字，现为“三”。",
            "样例.yaml第1行：缺少“name”。",
            "样例.yaml第2行 day：应为日期，写成2026-01-31的样子，现为“2026-02-30”。",
            "样例.yaml第3行 kind：应为month、year之一，现为“月”。",
            "样例.yaml第4行 low：不能小于0，现为-1。",
            "样例.yaml第5行 list：应为清单（每项一行，以“- ”开头）。",
        ], sentences.Order(StringComparer.Ordinal));
        Assert.Equal(sentences.Select(LineOf), sentences.Select(LineOf).Order());
    }

    [Theory]
    [InlineData("", "是空的")]
    [InlineData("a: 1\n---\na: 2\n", "只能有一份内容")]
    [InlineData("a: 1\na: 2\n", "第2行")]
    [InlineData("a: [1, 2\n", "不是正确的YAML")]
    [InlineData("a: &x {b: *x}\n", "不使用锚点")]
    public void What_is_not_one_plain_YAML_document_is_refused(string text, string because) =>
        Assert.Contains(because, Assert.Throws<RefusedException>(() => PackFile.Parse(text, "样例.yaml")).Message);

    [Fact]
    public void Nesting_without_end_is_refused_before_it_can_overflow() =>
        Assert.Contains("层次超过", Assert.Throws<RefusedException>(() => PackFile.Parse(new string('[', 100_000), "深.yaml")).Message);

    [Fact]
    public void A_number_is_read_exactly()
    {
        var map = PackFile.Parse("a: 0.15\nb: -2\n", "样例.yaml").Root.Map();
        Assert.Equal(0.15m, map.Number("a"));
        Assert.Equal(-2m, map.Number("b"));
    }

    [Fact]
    public void A_citation_says_from_when_until_when_and_how_sure()
    {
        var map = PackFile.Parse("clause: 第五条\neffective: {from: 2021-01-01, until: 2022-12-31}\nconfidence: K\n", "样例.yaml").Root.Map();
        var citation = map.Citation();
        Assert.True(citation.AppliesOn(new DateOnly(2022, 12, 31)));
        Assert.False(citation.AppliesOn(new DateOnly(2023, 1, 1)));
        Assert.False(citation.AppliesOn(new DateOnly(2020, 12, 31)));
        Assert.Equal("第五条（默认值，未核对原文）", citation.Text);
    }

    [Theory]
    [InlineData(Confidence.Seen, false)]
    [InlineData(Confidence.Known, true)]
    [InlineData(Confidence.Unsure, true)]
    public void On_a_paper_a_basis_bears_no_mark_however_sure_it_is(Confidence confidence, bool isUnchecked)
    {
        var basis = $"本单位登记的更新周期；{new Citation("第五条（2019年）", Confidence: confidence).Text}";
        Assert.Equal("本单位登记的更新周期；第五条（2019年）", Citation.OnPaper(basis));
        Assert.Equal((isUnchecked, false), (Citation.IsUnchecked(basis), Citation.IsUnchecked(Citation.OnPaper(basis))));
    }

    private static int LineOf(string sentence) => int.Parse(sentence.Split('第', '行')[1]);
}
