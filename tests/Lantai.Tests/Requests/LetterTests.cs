using Lantai.Packs;
using Lantai.Papers;
using Lantai.Requests.Decisions;
using Lantai.Requests.Letters;
using Lantai.Requests.Remedies;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Requests;

public sealed class LetterTests
{
    public static TheoryData<string> EveryLetter() => [.. ShippedLetters.Shelf.Templates.Select(template => template.Key)];

    [Theory]
    [MemberData(nameof(EveryLetter))]
    public void A_letter_with_all_its_facts_misses_nothing(string key)
    {
        var draft = ShippedLetters.Write(key);
        Assert.Empty(draft.Missing);
        Assert.DoesNotContain("【缺", string.Concat(draft.Paper.Body.OfType<Paragraph>().SelectMany(p => p.Runs).Select(run => run.Text)), StringComparison.Ordinal);
        Assert.Equal(draft.Template.IsNumbered, draft.Paper.Head is RedHead { Mark: "临水区自然资源局" });
    }

    [Fact]
    public void Every_decision_has_its_letter()
    {
        var told = ShippedLetters.Shelf.Templates.Select(template => template.Decision).OfType<Decision>().Distinct().Order();
        Assert.Equal(DecisionKinds.All, told);
    }

    [Fact]
    public void Every_paper_of_the_list_is_there()
    {
        var names = ShippedLetters.Shelf.Templates.Select(template => template.Name).ToList();
        string[] list =
        [
            "政府信息公开审查呈批单", "主动公开政府信息移送明细表", "政府信息公开申请表", "政府信息公开申请办理流程", "政府信息公开申请登记表",
            "政府信息公开申请接收回执", "补正告知书", "说明理由告知书", "延期答复告知书", "征求意见书（第三方）", "征求意见确认函", "征求意见告知书",
            "依申请公开告知书（告知第三方）", "征求意见书（共同制作机关）", "协办函", "收费通知书", "逾期不补正不再处理告知书", "逾期不缴费不再处理告知书",
            "撤回申请确认书", "并案办理告知书", "更正政府信息告知书", "转送函", "送达回证", "邮寄凭证", "归档目录", "收件证明", "保密审查表", "保密审查送审函",
        ];
        Assert.Empty(list.Except(names));
    }

    [Fact]
    public void What_is_not_known_is_listed_once_in_the_order_of_the_text_and_marked_in_its_place()
    {
        var facts = new LetterFacts(ShippedLetters.Shelf.Fields, new Office("临水区自然资源局", OfficeKind.CountyDepartment) { Government = "临水区人民政府" })
            .Set("applicant", new TextFact("李晓禾")).Set("you", new TextFact("您"));
        var draft = ShippedLetters.Write("reply-r1", facts);
        Assert.Equal(
            ["发文字号", "收到申请之日", "提交渠道", "所需政府信息的内容描述", "公开的网址或者获取地点", "本机关联系电话", "有管辖权的基层人民法院的名称", "成文日期"], draft.Missing);
        Assert.Contains("本机关于【缺：收到申请之日】收到您", Text(draft.Paper), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_about_what_did_not_happen_is_left_out_and_its_facts_are_not_asked_for()
    {
        var with = Text(ShippedLetters.Write("reply-r2").Paper);
        Assert.Contains("2026年5月19日收到补正后的申请", with, StringComparison.Ordinal);
        var without = ShippedLetters.Write("reply-r2", new LetterFacts(ShippedLetters.Shelf.Fields, RemedyTests.Of(OfficeKind.Township)));
        Assert.DoesNotContain("补正", Text(without.Paper), StringComparison.Ordinal);
        Assert.DoesNotContain("告知补正日", without.Missing);
    }

    [Fact]
    public void The_remedy_of_a_refusal_puts_reconsideration_first()
    {
        Assert.Contains("先向临水区人民政府申请行政复议", Text(ShippedLetters.Write("reply-r4f").Paper), StringComparison.Ordinal);
        Assert.DoesNotContain("6个月", Text(ShippedLetters.Write("reply-r4f").Paper), StringComparison.Ordinal);
        Assert.Contains("6个月内向临水区人民法院提起行政诉讼", Text(ShippedLetters.Write("reply-r5a").Paper), StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_has_no_remedy() =>
        Assert.All(ShippedLetters.Shelf.Templates.Where(template => template.Kind != PaperKind.Reply), template =>
            Assert.DoesNotContain("行政复议", Text(ShippedLetters.Write(template.Key).Paper), StringComparison.Ordinal));

    [Fact]
    public void A_list_becomes_numbered_paragraphs_and_rows_a_table()
    {
        Assert.Contains("2.写明所指地块的位置或者范围。", Text(ShippedLetters.Write("correction").Paper), StringComparison.Ordinal);
        var table = ShippedLetters.Write("fee").Paper.Body.OfType<PaperTable>().Single();
        Assert.Equal(["31至35件", "5件", "200元/件", "1000元"], table.Rows[2].Select(cell => cell.Text));
    }

    [Fact]
    public void A_paper_may_only_be_used_while_it_is_in_force()
    {
        Assert.Contains("不能使用", Assert.Throws<RefusedException>(() => ShippedLetters.Shelf.Find("fee", new(2020, 6, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("没有名为“replay”的文书", Assert.Throws<RefusedException>(() => ShippedLetters.Shelf.Find("replay", new(2026, 6, 1))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("body: [\"{{recieved_on}}\"]", "没有“recieved_on”这个字段，是否为“received_on”")]
    [InlineData("body: [\"{{received_on}\"]", "“{{”和“}}”没有成对")]
    [InlineData("body: [{when: nothing, text: 甲}]", "没有“nothing”这个字段")]
    [InlineData("body: [{each: request, text: 甲}]", "“request”应为逐项列出的字段")]
    [InlineData("body: [{part: openning}]", "没有“openning”这个共用段落，现有：")]
    [InlineData("body: [{table: 表, head: [甲, 乙], rows: [[一]]}]", "应有2格，现有1格")]
    [InlineData("body: [{table: 表, head: [甲], from: request}]", "“request”应为表格的行的字段")]
    [InlineData("body: [{text: 甲, if: 乙}]", "不认识的键“if”")]
    [InlineData("body: []\nremedy: yes", "不认识的键“remedy”")]
    public void A_mistake_in_a_template_is_named(string body, string expected)
    {
        var reader = new TemplateReader(ShippedLetters.Shelf.Fields, ShippedLetters.Packs);
        var file = PackFile.Parse($"name: 试\npaper: notice\ntitle: 试\n{body}\n", "试.yaml");
        Assert.Contains(expected, Assert.Throws<RefusedException>(() => LetterShelf.Template("试", file, reader)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recieved_on: 2026-04-27", "文书没有“recieved_on”这个字段，是否为“received_on”")]
    [InlineData("received_on: 昨天", "facts.received_on：应为日期")]
    [InlineData("materials: 一份", "facts.materials：应为清单")]
    [InlineData("fee_amount: 三千元", "facts.fee_amount：应为数字")]
    public void A_wrong_fact_is_named(string fact, string expected)
    {
        var file = PackFile.Parse($"office: {{name: 甲局, kind: county_department}}\nfacts:\n  {fact}\n", "事实.yaml");
        Assert.Contains(expected, Assert.Throws<RefusedException>(() => LetterFacts.Read(file, ShippedLetters.Shelf.Fields)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_of_the_wrong_kind_is_refused()
    {
        var refusal = Assert.Throws<RefusedException>(() => ShippedLetters.Facts().Set("received_on", new TextFact("昨天")));
        Assert.Equal("“收到申请之日”（received_on）的类型不对，请核对。", refusal.Message);
    }

    [Fact]
    public void Numbers_run_by_code_and_year_without_gaps()
    {
        DocumentNumber[] issued = [new("临依复", 2025, 9), new("临依复", 2026, 1), new("临依复", 2026, 2), new("临依复", 2026, 4), new("临政依复", 2026, 7)];
        Assert.Equal(new DocumentNumber("临依复", 2026, 5), LetterNumbers.Next("临依复", new(2026, 3, 2), issued));
        Assert.Equal(new DocumentNumber("临依复", 2027, 1), LetterNumbers.Next("临依复", new(2027, 1, 4), issued));
        Assert.Equal([new DocumentNumber("临依复", 2026, 3)], LetterNumbers.Gaps("临依复", 2026, issued));
        Assert.Contains("已经使用，下一个号是临依复〔2026〕5号", Assert.Throws<RefusedException>(
            () => LetterNumbers.Check(issued[1], new(2026, 3, 2), issued, false)).Message, StringComparison.Ordinal);
        Assert.Contains("年份与成文日期2026年3月2日不一致", Assert.Throws<RefusedException>(
            () => LetterNumbers.Check(new("临依复", 2025, 10), new(2026, 3, 2), issued, false)).Message, StringComparison.Ordinal);
        LetterNumbers.Check(new("临依复", 2026, 3), new(2026, 3, 2), issued, false);
        Assert.Contains("用临依复〔2026〕300号要空出295个号", Assert.Throws<RefusedException>(
            () => LetterNumbers.Check(new("临依复", 2026, 300), new(2026, 3, 2), issued, false)).Message, StringComparison.Ordinal);
        LetterNumbers.Check(new("临依复", 2026, 300), new(2026, 3, 2), issued, true);
        Assert.Equal(["临依复〔2026〕3号", "临依复〔2026〕5号至7号"], LetterNumbers.Runs([new("临依复", 2026, 3), new("临依复", 2026, 5), new("临依复", 2026, 6), new("临依复", 2026, 7)]));
    }

    internal static string Text(Paper paper) => string.Join('\n', paper.Body.OfType<Paragraph>().Select(p => string.Concat(p.Runs.Select(run => run.Text))));

    public static TheoryData<int, string> Elements() => CaseNotation.Cases("letters/elements.csv");

    [Theory]
    [MemberData(nameof(Elements))]
    public void Every_paper_has_the_elements_that_it_needs(int line, string about)
    {
        var row = CaseNotation.Row("letters/elements.csv", line);
        var packs = new PackFolder(Repository.Pack(""));
        var (name, isFamily) = (row["paper"].TrimEnd('*'), row["paper"].EndsWith('*'));
        var papers = LetterShelf.Read(packs).Templates.Where(paper => isFamily ? paper.Key.StartsWith(name, StringComparison.Ordinal) : paper.Key == name).ToList();
        Assert.NotEmpty(papers);
        foreach (var paper in papers)
        {
            var (fields, words) = (new HashSet<string>(), new System.Text.StringBuilder());
            Read(paper.Title);
            if (paper.To is { } to) Read(to);
            foreach (var block in paper.Body.Concat(paper.Attachments.SelectMany(attachment => attachment.Body))) ReadBlock(block);
            Assert.True(row["fields"].Split(' ').All(fields.Contains), $"elements.csv:{line} {about}: {paper.Key}缺{string.Join('、', row["fields"].Split(' ').Except(fields))}");
            Assert.True(words.ToString().Contains(row["says"], StringComparison.Ordinal), $"elements.csv:{line} {about}: {paper.Key}没有写明“{row["says"]}”");

            void Read(TemplateText text)
            {
                fields.UnionWith(text.Pieces.Select(piece => piece.Field).OfType<string>());
                words.AppendJoin("", text.Pieces.Where(piece => piece.Field is null).Select(piece => piece.Text));
            }

            void ReadBlock(TemplateBlock block)
            {
                if (block is TemplateLine line) Read(line.Text);
                if (block is TemplateEach each) fields.Add(each.Field);
                if (block is TemplateEach { Text: var repeated }) Read(repeated);
                if (block is not TemplateTable table) return;
                if (table.From is { } from) fields.Add(from);
                foreach (var cell in table.Rows.SelectMany(cells => cells)) Read(cell);
            }
        }
    }
}
