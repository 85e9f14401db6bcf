using System.Text;
using Lantai.Papers;
using Lantai.Requests.Letters;
using Lantai.Requests.Lint;
using Lantai.Requests.Remedies;
using Xunit;
using static Lantai.Tests.Requests.CaseNotation;

namespace Lantai.Tests.Requests;

public sealed class LetterLintTests
{
    private static readonly LintBasis Basis = LintBasis.Read(ShippedLetters.Packs, China, new(2026, 6, 5)) with { Office = ShippedLetters.Facts().Office };

    public static TheoryData<string> EveryLetter() => LetterTests.EveryLetter();

    public static TheoryData<int, string> Defects() => Cases("letters/lint.csv");

    [Theory]
    [MemberData(nameof(EveryLetter))]
    public void Our_own_letter_passes_its_own_lint_whatever_file_it_is_in(string key)
    {
        var paper = ShippedLetters.Write(key).Paper;
        Assert.Empty(Findings(LetterLint.Check(PaperLines.Of(paper), Basis)));
        using var docx = new MemoryStream();
        PaperDocx.Write(paper, docx);
        Assert.Empty(Findings(LetterLint.Check(LetterSource.Read(docx, "文书.docx"), Basis)));
        Assert.Empty(Findings(Check(PaperHtml.Render(paper), "文书.html")));
        Assert.Empty(Findings(Check(Text(key), "文书.txt")));
    }

    public static TheoryData<int, string> DefectsOfCases() => Cases("letters/lint-cases.csv");

    [Theory]
    [MemberData(nameof(Defects))]
    public void A_defect_is_found_and_nothing_else(int line, string about) => Find("letters/lint.csv", line, about, row => Basis);

    /// <summary>Whether it is late, the clock of the letter's own case says.</summary>
    [Theory]
    [MemberData(nameof(DefectsOfCases))]
    public void A_defect_of_a_case_that_is_known_is_found_and_nothing_else(int line, string about) =>
        Find("letters/lint-cases.csv", line, about, row => Basis with { Term = new CaseTerm(DateOnly.Parse(row["due"], System.Globalization.CultureInfo.InvariantCulture)) });

    private static void Find(string spec, int line, string about, Func<Lantai.Packs.PackRow, LintBasis> basis)
    {
        var row = Row(spec, line);
        var text = Text(row["letter"]);
        foreach (var (from, to) in row["from"].Split('｜').Zip(row["to"].Split('｜')))
        {
            var wanted = from.Replace("\\n", "\n", StringComparison.Ordinal);
            Assert.True(text.Contains(wanted, StringComparison.Ordinal), $"{spec}:{line} 样本中没有“{from}”：\n{text}");
            text = text.Replace(wanted, to.Replace("\\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var found = LetterLint.Check(LetterSource.Read(stream, "文书.txt"), basis(row)).Findings;
        var codes = string.Join(' ', found.Select(finding => finding.Rule).Distinct().Order(StringComparer.Ordinal));
        var expected = string.Join(' ', row["codes"].Split(' ').Order(StringComparer.Ordinal)).Trim();
        Assert.True(expected == codes, $"{spec}:{line} {about}：应为[{expected}]，实为[{codes}]\n{string.Join('\n', found.Select(finding => finding.Message))}");
    }

    [Fact]
    public void Every_rule_has_an_example_and_cites_its_row_of_the_checklist()
    {
        var shown = Rows("letters/lint.csv").Concat(Rows("letters/lint-cases.csv")).SelectMany(row => row["codes"].Split(' ')).ToHashSet();
        Assert.Equal([], LetterLint.Rules.Select(rule => rule.Code).Except(shown));
        Assert.Distinct(LetterLint.Rules.Select(rule => rule.Code));
        Assert.All(LetterLint.Rules, rule => Assert.Matches(@"^9\.[2-5] \S", rule.Row));
        Assert.All(LetterLint.Rules, rule => Assert.NotEqual("", rule.Clause));
    }

    [Fact]
    public void A_finding_says_where_and_what_to_do()
    {
        var text = Text("reply-r5a").Replace("〔2026〕12号", "[2026]12号", StringComparison.Ordinal);
        var finding = Assert.Single(Check(text, "文书.txt").Findings);
        Assert.Equal(("number_form", LintSeverity.Error, "第2行"), (finding.Rule, finding.Severity, finding.Location));
        Assert.Contains("六角括号〔〕", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-06-05", "reply-r5a")]
    [InlineData("2023-06-05", "reply-r4f")]
    [InlineData("2024-06-05", "reply-r4f")]
    public void A_letter_is_held_against_the_law_of_its_date(string day, string key)
    {
        var on = Day(day);
        var facts = ShippedLetters.Facts().Set("signed_on", new DayFact(on)).Set("number", new TextFact($"临自然资依复〔{on.Year}〕12号"))
            .Set("received_on", new DayFact(on.AddDays(-10)));
        var template = ShippedLetters.Shelf.Templates.Single(template => template.Key == key);
        var paper = LetterWriter.Write(template, ShippedLetters.Shelf.Fields, facts, RemedyRules.InForce(ShippedLetters.Packs, on)).Paper;
        Assert.Empty(Findings(LetterLint.Check(PaperLines.Of(paper), Basis)));
    }

    [Fact]
    public void A_reply_made_anew_is_held_against_the_day_that_it_was_given()
    {
        var facts = ShippedLetters.Facts().Set("received_on", new DayFact(new(2026, 1, 5))).Set("contest_ruling", new TextFact("临水区人民政府作出的行政复议决定（临政复决〔2026〕3号）"))
            .Set("contest_ruled_on", new DayFact(new(2026, 5, 20)));
        var lines = PaperLines.Of(ShippedLetters.Write("reply-r5a", facts).Paper);
        Assert.Contains(lines, line => line.Text == "2026年5月20日，本机关收到临水区人民政府作出的行政复议决定（临政复决〔2026〕3号），现重新答复如下。");
        Assert.DoesNotContain(LetterLint.Check(lines, Basis).Findings, finding => finding.Rule == "reply_late");
        Assert.DoesNotContain(LetterLint.Check(lines, Basis with { RemakeBy = new(2026, 6, 5) }).Findings, finding => finding.Rule == "reply_late");
        var late = Assert.Single(LetterLint.Check(lines, Basis with { RemakeBy = new(2026, 6, 4) }).Findings, finding => finding.Rule == "reply_late");
        Assert.Equal("重新答复的期限是2026年6月4日，成文日期已经超过。", late.Message);
    }

    [Fact]
    public void Nobody_knows_who_reviews_an_office_that_is_not_known()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Text("reply-r5a").Replace("临水区人民政府申请", "青禾市人民政府申请", StringComparison.Ordinal)));
        Assert.Empty(LetterLint.Check(LetterSource.Read(stream, "文书.txt"), Basis with { Office = null }).Findings);
    }

    [Theory]
    [InlineData("%PDF-1.7", "文书.docx", "是图片或者PDF")]
    [InlineData("", "文书.txt", "是空文件")]
    [InlineData("   \n\n", "文书.txt", "里没有文字")]
    [InlineData("PK\u0003\u0004坏了", "文书.docx", "文书.docx")]
    [InlineData("MZ\u0000\u0001", "答复.pdf", "二进制")]
    public void A_file_that_cannot_be_read_is_refused_with_a_sentence(string content, string name, string expected)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var refusal = Assert.Throws<RefusedException>(() => LetterSource.Read(stream, name));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_unread()
    {
        using var stream = new MemoryStream();
        stream.SetLength(21 << 20);
        Assert.Contains("超过20MB", Assert.Throws<RefusedException>(() => LetterSource.Read(stream, "文书.txt")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_hundred_thousand_characters_is_looked_at_in_good_time()
    {
        var text = Text("reply-r5a").Replace("现予以告知。", new string('向', 100_000) + "。", StringComparison.Ordinal);
        Assert.Empty(Check(text, "文书.txt").Findings);
    }

    [Fact]
    public void A_GB18030_text_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var stream = new MemoryStream(Encoding.GetEncoding("GB18030").GetBytes(Text("reply-r5a")));
        Assert.Empty(LetterLint.Check(LetterSource.Read(stream, "文书.txt"), Basis).Findings);
    }

    private static LintReport Check(string text, string name)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return LetterLint.Check(LetterSource.Read(stream, name), Basis);
    }

    private static IEnumerable<string> Findings(LintReport report) => report.Findings.Select(finding => $"{finding.Rule} {finding.Location} {finding.Message}");

    private static string Text(string key) => string.Join('\n', PaperLines.Of(ShippedLetters.Write(key).Paper).Select(line => line.Text));
}
