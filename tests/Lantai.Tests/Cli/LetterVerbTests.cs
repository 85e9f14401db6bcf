using System.Text.Json;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Cli;

public sealed class LetterVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("letter").FullName;

    private static string Facts => Repository.Pack("letters/cases/invented.yaml");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("docx")]
    [InlineData("html")]
    public void A_letter_is_written_and_passes_its_lint(string extension)
    {
        var file = Path.Combine(folder, "答复." + extension);
        Assert.Equal(new Answer(0, "", ""), Command.Call("letter", "write", "reply-r5a", "--facts", Facts, "--out", file));
        Assert.Equal(new Answer(0, "按答复书检查：0处错误，0处提示。\n", ""), Command.Call("letter", "lint", file));
    }

    [Fact]
    public void A_bad_letter_ends_with_1_and_its_findings_as_JSON()
    {
        var file = Write("坏.txt", "某某局答复书\n张三:\n你的申请不予公开。\n某某局\n2026年6月5日");
        var answer = Command.Call("letter", "lint", file, "--json");
        Assert.Equal(1, answer.Code);
        using var json = JsonDocument.Parse(answer.Output);
        var finding = json.RootElement.GetProperty("findings").EnumerateArray().Single(found => found.GetProperty("rule").GetString() == "addressee_colon");
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal("第2行", finding.GetProperty("location").GetString());
        Assert.Contains("全角冒号", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
        var rules = json.RootElement.GetProperty("findings").EnumerateArray().Select(found => found.GetProperty("rule").GetString()).ToList();
        Assert.Contains("remedy_missing", rules);
        Assert.Contains("ground_missing", rules);
        Assert.Contains("number_missing", rules);
    }

    [Fact]
    public void What_is_missing_is_listed_and_the_draft_written_all_the_same()
    {
        var facts = Write("事实.yaml", "office: {name: 临水区自然资源局, kind: county_department}\nfacts: {applicant: 李晓禾}\n");
        var file = Path.Combine(folder, "草稿.html");
        var answer = Command.Call("letter", "write", "extension", "--facts", facts, "--out", file);
        Assert.Equal(1, answer.Code);
        Assert.Contains("缺少：延期的理由\n", answer.Error, StringComparison.Ordinal);
        Assert.Contains("【缺：延期的理由】", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_calls_are_answered_with_a_sentence()
    {
        Assert.Contains("不能读取", Command.Call("letter", "lint", Path.Combine(folder, "没有.docx")).Error, StringComparison.Ordinal);
        Assert.Contains("--out 应为 .docx 或 .html 文件", Command.Call("letter", "write", "reply-r1", "--facts", Facts, "--out", "a.pdf").Error, StringComparison.Ordinal);
        Assert.Contains("没有名为“reply”的文书", Command.Call("letter", "write", "reply", "--facts", Facts, "--out", "a.docx").Error, StringComparison.Ordinal);
        Assert.Contains("reply-r5a　政府信息公开申请答复书（信息不存在）", Command.Call("letter", "list").Output, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
