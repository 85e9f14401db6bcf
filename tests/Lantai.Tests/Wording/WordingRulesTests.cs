using System.Globalization;
using Lantai.Packs;
using Lantai.Tests.Support;
using Lantai.Wording;
using Xunit;

namespace Lantai.Tests.Wording;

public sealed class WordingRulesTests
{
    private static readonly PackFolder Packs = new(Path.Combine(Repository.Root, "packs"));
    private static readonly WordingRules Rules = WordingRules.Load(Packs);
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static TheoryData<string, string, string, string, string> Examples()
    {
        var data = new TheoryData<string, string, string, string, string>();
        foreach (var row in PackTable.Read(Repository.Spec("wording/examples.csv"), "规则", "文本", "日期", "原文", "应为"))
            data.Add(row["规则"], row["文本"].Replace('¶', '\n'), row["日期"], row["原文"], row["应为"]);
        return data;
    }

    [Theory, MemberData(nameof(Examples))]
    public void A_wrong_text_is_reported_once_and_its_look_alike_never(string rule, string text, string on, string stated, string right)
    {
        var issues = Check(text, on.Length > 0 ? DateOnly.Parse(on, CultureInfo.InvariantCulture) : Today);
        var found = string.Join('；', issues.Select(i => $"{i.Rule.Id} {text.Substring(i.Start, i.Length)}"));
        Assert.Equal(rule == "无" ? "" : $"{rule} {stated}", found);
        if (right.Length > 0) Assert.Equal(right, issues[0].Right);
    }

    /// <summary>Every phrase of the tables, set into the surroundings its row asks for, is found under its row's number.</summary>
    [Fact]
    public void No_row_of_the_packs_is_dead()
    {
        var dead = from rule in WordingPack.Phrases(Packs)
                   from wrong in rule.Wrong
                   let text = $"{First(rule.SentenceHas)}“{First(rule.OnlyAfter)}{wrong}{First(rule.OnlyBefore)}"
                   where !Check(text, Today).Exists(issue => issue.Rule.Id == rule.Rule.Id)
                   select $"{rule.Rule.Id} {text}";
        Assert.Equal([], dead);
    }

    [Fact]
    public void Every_probe_of_the_program_has_a_row_and_every_number_is_given_once()
    {
        Assert.Equal(StyleProbe.All.Select(p => p.Id).Distinct().Order(), WordingPack.Style(Packs).Select(r => r.Rule.Id).Distinct().Order());
        var numbers = WordingPack.Phrases(Packs).Select(r => r.Rule.Id)
            .Concat(WordingPack.Style(Packs).Select(r => r.Rule.Id).Distinct())
            .Concat(WordingPack.Lists(Packs).Select(l => l.Rule.Id)).ToList();
        Assert.Equal(numbers.Distinct().Count(), numbers.Count);
    }

    [Fact]
    public void A_person_in_office_bears_the_title_of_the_day()
    {
        var mayor = new Official("赵乐山", ["县长", "县委副书记"], new WordingRule("Z01", WordingKind.OfficeTitle, Severity.Serious, new Citation("任免文件", new DateOnly(2024, 1, 10)), true));
        Assert.Equal("县长、县委副书记赵乐山", mayor.Look("县委主任赵乐山主持", 4)?.Right);
        Assert.Equal(new Mark(0, 5, "县长、县委副书记赵乐山"), mayor.Look("赵乐山主席主持", 0));
        Assert.Null(mayor.Look("县长赵乐山主持", 2));
        Assert.Null(mayor.Look("赵乐山说", 0));
    }

    [Theory]
    [InlineData("错误,X", "缺少“编号”列")]
    [InlineData("编号,错误,正确,说明,前接,后接,前不接,后不接,同句有,同句无,级别,依据,自,至,把握,确认\nA1,错,对,,,,,,,,严重,,,,K,人工", "expressions.csv第2行：“错误”每个词至少两个字")]
    [InlineData("编号,错误,正确,说明,前接,后接,前不接,后不接,同句有,同句无,级别,依据,自,至,把握,确认\nA1,错误,对,,,,,,,,重大,,,,K,人工", "第2行：“级别”应为否决、严重、一般、提示之一，现为“重大”")]
    [InlineData("编号,错误,正确,说明,前接,后接,前不接,后不接,同句有,同句无,级别,依据,自,至,把握,确认\nA1,错误,对,,,,,,,,严重,,2026/1/1,,K,人工", "第2行：“自”应为日期")]
    public void A_wrong_row_is_named_with_file_and_line(string table, string because)
    {
        var own = Directory.CreateTempSubdirectory("wording").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(own, "wording"));
            File.WriteAllText(Path.Combine(own, "wording", "expressions.csv"), table);
            var refusal = Assert.Throws<RefusedException>(() => WordingRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs"), own)));
            Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(own, true);
        }
    }

    [Fact]
    public void The_sentence_about_personal_data_does_not_repeat_them()
    {
        const string text = "身份证号：110105199003078131";
        var issue = Assert.Single(Check(text, Today));
        Assert.Equal("疑似公民身份号码（18个字符），公开前应隐去。", issue.Sentence(text.Substring(issue.Start, issue.Length)));
    }

    private static string First(IReadOnlyList<string> words) => words.Count > 0 ? words[0] : "";

    private static List<TextIssue> Check(string text, DateOnly on)
    {
        var issues = new List<TextIssue>();
        Rules.Check(text, on, issues);
        return issues;
    }
}
