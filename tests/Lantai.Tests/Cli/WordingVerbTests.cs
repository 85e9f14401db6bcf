using System.Text.Json;
using Lantai.Cli;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Cli;

public sealed class WordingVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lantai-wording").FullName;

    [Fact]
    public void Json_names_rule_place_and_what_is_right()
    {
        var answer = Command.Call("wording", Write("a.txt", "第一行。\n会议部暑了下一步工作。\n"u8), "--json");
        Assert.Equal((ExitCode.Found, ""), (answer.Code, answer.Error));
        var issue = Assert.Single(JsonDocument.Parse(answer.Output).RootElement.GetProperty("issues").EnumerateArray());
        Assert.Equal((2, 3, "部暑", "部署"), (issue.GetProperty("line").GetInt32(), issue.GetProperty("column").GetInt32(), issue.GetProperty("stated").GetString(), issue.GetProperty("right").GetString()));
    }

    [Fact]
    public void A_clean_text_ends_with_0()
    {
        var answer = Command.Call("wording", Write("a.md", "# 通知\n\n各单位认真落实。\n"u8));
        Assert.Equal(ExitCode.Fine, answer.Code);
        Assert.EndsWith("没有发现问题。", answer.Output.TrimEnd());
    }

    [Fact]
    public void A_person_s_number_is_not_written_out()
    {
        var answer = Command.Call("wording", Write("a.txt", "身份证号110105199003078131。"u8));
        Assert.Equal(ExitCode.Found, answer.Code);
        Assert.DoesNotContain("110105199003078131", answer.Output);
    }

    [Fact]
    public void Word_documents_and_pages_are_read_too()
    {
        Assert.Equal(ExitCode.Found, Command.Call("wording", Write("a.docx", Documents.Docx("会议部暑了下一步工作。"))).Code);
        var page = Command.Call("wording", Write("a.html", "<p>会议部<b>暑</b>了下一步工作。</p>\n<script>部暑</script>"u8));
        Assert.Contains(":1:6: ", page.Output);
        Assert.Contains("发现1处", page.Output);
    }

    [Theory, InlineData("会议部暑了下一步工作。"), InlineData("<!doctype html><p>会议部暑了下一步工作。"), InlineData("")]
    public void A_file_that_is_no_Word_document_though_it_is_called_so_costs_one_sentence(string content)
    {
        var answer = Command.Call("wording", Write("bad.docx", System.Text.Encoding.UTF8.GetBytes(content)));
        Assert.Equal((ExitCode.CouldNot, ""), (answer.Code, answer.Output));
        Assert.Contains("bad.docx不是 Word 文件（内容是", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_costs_one_sentence() =>
        Assert.Equal(new Answer(ExitCode.CouldNot, "", "找不到文件/no/such.txt，请检查路径。"), Command.Call("wording", "/no/such.txt"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
