using Lantai.Assessment;
using Lantai.Packs;
using Lantai.Tests.Cli;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Assessment;

public sealed class SchemeCheckTests
{
    private const string Good = """
        name: 示例
        title: 示例方案
        clause: 示例条款
        period: month
        groups:
          - name: 各单位
        indicators:
          - name: 文件
            maximum: 20
            base: full
            rules:
              - {deduct: 2, each: 无文号}
          - name: 解读
            maximum: 10
        bands:
          - {name: 优秀, at-least: 90}
          - {name: 其他, rest: yes}
        """;

    [Fact]
    public void A_good_scheme_has_no_mistake_and_no_doubt()
    {
        var file = Read(Good);
        Assert.Empty(file.Problems);
        Assert.Empty(file.Warnings);
    }

    /// <summary>What is replaced by what, and the sentence that must name line and key.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "maximum: 20", "maximun: 20", "第9行 indicators[1].maximun：不认识的键“maximun”，是否为“maximum”。" },
        { "maximum: 20", "maximum: -1", "第9行 indicators[1].maximum：不能小于0，现为-1。" },
        { "deduct: 2,", "deduct: 2, at-most: -5,", "indicators[1].rules[1].at-most：不能小于0，现为-5。" },
        { "deduct: 2,", "deduct: 两分,", "indicators[1].rules[1].deduct：应为数字，现为“两分”。" },
        { "deduct: 2,", "deduct: 2, award: 1,", "indicators[1].rules[1]：应写且只写一个：award、deduct、ceiling。" },
        { "each: 无文号", "every: 5", "indicators[1].rules[1]：应写且只写一个：each、when、grade、by、times、judged。" },
        { "each: 无文号", "each: {fact: 无文号, late: 二十天}", "each.late：应为时长" },
        { "each: 无文号", "each: {fact: 无文号, within: 5个工作日}", "each.within：within不能按工作日计" },
        { "each: 无文号", "each: {ratio: 无文号}", "each：缺少“to”。" },
        { "each: 无文号", "each: {periods: {of: 无文号, below: 1}}", "each.periods：缺少“per”" },
        { "each: 无文号", "each: 无文号, not-counted-in: 解毒", "引用的指标“解毒”不存在，是否为“解读”。" },
        { "base: full", "base: 30", "第8行 indicators[1]：起始分（base）高于满分20。" },
        { "base: full", "base: full\n    minimum: 25", "indicators[1]：最低分25高于满分20。" },
        { "name: 解读", "name: 文件", "indicators[2]：指标“文件”出现两次，请用key区分。" },
        { "maximum: 10", "maximum: 10\n    weight: 50%", "同级指标要么都写权重（weight），要么都不写。" },
        { "maximum: 10", "maximum: 10\n    counts-when: {points: 解读, over: 5}", "指标相互引用形成循环：解读→解读。" },
        { "maximum: 10", "maximum: 10\n    counts-when: {points: 总分, over: 5}", "指标相互引用形成循环：总分→解读→总分。" },
        { "maximum: 10", "maximum: 10\n    not-for: {mark: 无对外服务}", "上级指标应写明如何计分（not-applicable）。" },
        { "period: month", "period: 每月", "第4行 period：应为month、quarter、year之一，现为“每月”。" },
        { "clause: 示例条款", "clause: 示例条款\neffective: {from: 2023-01-01, until: 2022-01-01}", "effective：起始日2023-01-01晚于终止日2022-01-01。" },
        { "rest: yes", "below: 95", "bands：等次“其他”与“优秀”重叠。" },
        { "rest: yes", "at-least: 60", "等次“其他”没有上限，与“优秀”重叠。" },
        { "rest: yes", "rest: yes, top: 3", "bands[2]：应写明一种划分办法" },
        { "- name: 各单位", "- {name: 各单位, like: 各单位}", "like：分组不能引用自己，形成循环。" },
        { "- name: 各单位", "- {name: 甲组, like: 乙组}\n  - {name: 乙组}", "前面没有名为“乙组”的分组" },
        { "- name: 各单位", "- name: 各单位\n    vetoes: [{name: 错误, when: 严重错误, then: 不合格}]", "否决结果“不合格”不在等次（bands）里。" },
        { "- name: 各单位", "- name: 各单位\n    vetoes: [{name: 错误, when: 严重错误}]", "应写明结果：then（等次）或points（定为多少分）。" },
        { "bands:", "ranking: {numbers: gap, ties: [{indicator: 公开}]}\nbands:", "并列时比较的指标“公开”不是任何分组的一级指标。" },
        { "name: 示例\n", "", "缺少“name”。" },
        { "- name: 各单位", "- {name: 各单位, indicators: [{name: 得分}]}", "第7行 indicators：每个分组都写了自己的indicators，方案一级的用不到，请删去。" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_refused_with_file_line_and_key(string right, string wrong, string sentence)
    {
        Assert.Contains(right, Good);
        var file = Read(Good.Replace(right, wrong, StringComparison.Ordinal));
        var refusal = Assert.Throws<RefusedException>(file.ThrowIfWrong);
        Assert.All(refusal.Message.Split('\n'), line => Assert.Matches(@"^示例\.yaml第\d+行", line));
        Assert.Contains(refusal.Message.Split('\n'), line => line.Contains(sentence, StringComparison.Ordinal));
    }

    public static TheoryData<string, string, string> Doubts => new()
    {
        { "clause: 示例条款\n", "", "没有写明依据（clause）。" },
        { "    base: full\n", "", "只有扣分规则而没有起始分（base），结果总是0；扣分制请写base: full。" },
        { "rest: yes", "at-most: 89", "89.01分至89.99分的不属于任何等次（在“其他”与“优秀”之间）。" },
        { "  - {name: 其他, rest: yes}", "", "低于90分的不属于任何等次。" },
        { "- name: 各单位", "- {name: 各单位, maximum: 100}", "下级指标满分合计30，达不到本级满分100。" },
    };

    [Theory]
    [MemberData(nameof(Doubts))]
    public void What_may_be_meant_so_is_only_pointed_out(string right, string doubtful, string sentence)
    {
        Assert.Contains(right, Good);
        var file = Read(Good.Replace(right, doubtful, StringComparison.Ordinal));
        Assert.Empty(file.Problems);
        Assert.Contains(file.Warnings, warning => warning.Sentence == sentence);
    }

    [Fact]
    public void Bands_on_whole_points_have_no_gap_where_points_are_whole()
    {
        var file = Read(Good.Replace("rest: yes", "at-most: 89", StringComparison.Ordinal) + "\ndecimals: 0\n");
        Assert.Empty(file.Warnings);
    }

    [Fact]
    public void The_shipped_schemes_are_right_and_every_rule_has_a_clause()
    {
        var folder = new PackFolder(Repository.Pack(""));
        Assert.Equal(["huangshigang-annual", "kaifeng-annual", "national-2019", "yanshi-automatic", "yanshi-monthly"], folder.Names("schemes"));
        foreach (var name in folder.Names("schemes"))
        {
            var scheme = Scheme.Load(name, folder);
            Assert.Empty(scheme.Warnings);
            Assert.Equal(name, scheme.Name);
            foreach (var indicator in scheme.Groups.SelectMany(group => group.Total.WithDescendants()))
            {
                Assert.All(indicator.Rules, rule => Assert.NotNull(rule.Citation.Clause));
                Assert.All(indicator.Vetoes, veto => Assert.NotNull(veto.Citation.Clause));
                Assert.NotNull(indicator.Citation.From);
            }
        }
    }

    [Fact]
    public void Check_prints_the_tree_with_maxima_and_ends_with_0()
    {
        var answer = Command.Call("scheme", "check", "huangshigang-annual");
        Assert.Equal(0, answer.Code);
        Assert.Contains("解读回应  40分", answer.Output);
        Assert.Contains("公开领域  40分", answer.Output);
        Assert.Contains("方案正确。", answer.Output);
    }

    [Fact]
    public void Check_lists_every_mistake_on_its_own_line_and_ends_with_1()
    {
        using var file = new TemporaryFile("坏.yaml", Good.Replace("maximum: 20", "maximum: 多", StringComparison.Ordinal).Replace("rest: yes", "rets: yes", StringComparison.Ordinal));
        var answer = Command.Call("scheme", "check", file.Path);
        Assert.Equal(1, answer.Code);
        Assert.Equal(3, answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("坏.yaml第9行 indicators[1].maximum", answer.Error);
        Assert.Equal(2, Command.Call("score", SampleTables.Scores("kaifeng/scores-2022"), "--scheme", file.Path).Code);
    }

    [Fact]
    public void Check_of_what_is_no_pack_ends_with_2()
    {
        Assert.Equal(2, Command.Call("scheme", "check", "没有这个").Code);
        using var file = new TemporaryFile("坏.yaml", "a: [1,\n");
        var answer = Command.Call("scheme", "check", file.Path);
        Assert.Equal(2, answer.Code);
        Assert.Contains("不是正确的YAML", answer.Error);
    }

    [Fact]
    public void Show_gives_rules_and_clauses_to_people_and_to_programs()
    {
        var shown = Command.Call("scheme", "show", "national-2019");
        Assert.Contains("留言公开两个月未更新的，扣3分  〔国办秘函〔2019〕19号检查指标 扣分指标 留言公开〕", shown.Output);
        Assert.Contains("（默认值，待本单位核定）", shown.Output);
        var json = System.Text.Json.JsonDocument.Parse(Command.Call("scheme", "show", "national-2019", "--json").Output).RootElement;
        Assert.Equal(130, json.GetProperty("groups")[0].GetProperty("maximum").GetDecimal());
    }

    /// <summary>Whatever a slip of the hand leaves of a pack, it is read or refused; it never crashes the program.</summary>
    [Theory]
    [InlineData("yanshi-monthly")]
    [InlineData("huangshigang-annual")]
    [InlineData("national-2019")]
    public void A_damaged_pack_is_read_or_refused(string name)
    {
        var lines = File.ReadAllLines(Repository.Pack(Path.Combine("schemes", name + ".yaml")));
        for (var i = 0; i < lines.Length; i++)
        {
            ReadOrRefuse([.. lines[..i], .. lines[(i + 1)..]]);
            ReadOrRefuse([.. lines[..i], lines[i].Replace(':', ' '), .. lines[(i + 1)..]]);
            ReadOrRefuse([.. lines[..i], lines[i].TrimEnd() + " x", .. lines[(i + 1)..]]);
            ReadOrRefuse([.. lines[..i], lines[i].Replace("- ", "  ", StringComparison.Ordinal), .. lines[(i + 1)..]]);
            ReadOrRefuse([.. lines[..i], lines[i][..(lines[i].IndexOf(':') + 1)] + " []", .. lines[(i + 1)..]]);
        }
    }

    private static void ReadOrRefuse(string[] lines)
    {
        try
        {
            var file = Read(string.Join('\n', lines));
            Assert.All(file.Problems, problem => Assert.InRange(problem.Line, 1, lines.Length + 1));
        }
        catch (RefusedException refusal)
        {
            Assert.Contains("示例.yaml", refusal.Message);
        }
    }

    private static PackFile Read(string yaml)
    {
        var file = PackFile.Parse(yaml, "示例.yaml");
        SchemeReader.Read(file);
        return file;
    }
}
