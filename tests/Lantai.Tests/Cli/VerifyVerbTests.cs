using System.CommandLine;
using System.Text.Json;
using Lantai.Cli;
using Xunit;

namespace Lantai.Tests.Cli;

public sealed class VerifyVerbTests : IDisposable
{
    private const string Right = "得分情况\n\n单位\t基础\t解读\t总分\n民政局\t60\t39\t99\n公安局\t50\t39\t89\n";
    private const string Wrong = "得分情况\n\n单位\t基础\t解读\t总分\n民政局\t60\t39\t99\n公安局\t50\t39\t90\n";

    private readonly string folder = Directory.CreateTempSubdirectory("lantai-verify").FullName;

    [Fact]
    public async Task Json_names_the_tables_and_the_findings_of_each_file()
    {
        var (exit, output, error) = await Run("--json", Write("甲.txt", Right), Write("乙.txt", Wrong));
        Assert.Equal((ExitCode.Found, ""), (exit, error));
        var files = JsonDocument.Parse(output).RootElement;
        Assert.Equal(2, files.GetArrayLength());
        Assert.Equal(["file", "tables", "findings"], files[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(("得分情况", 2), (files[0].GetProperty("tables")[0].GetProperty("title").GetString(), files[0].GetProperty("tables")[0].GetProperty("rows").GetInt32()));
        Assert.Equal(0, files[0].GetProperty("findings").GetArrayLength());
        var finding = files[1].GetProperty("findings")[0];
        Assert.Equal(
            [("kind", "row_sum"), ("severity", "error"), ("location", "第5行“公安局”"), ("stated", "90"), ("computed", "89"), ("message", "“公安局”各项得分之和为89，表中“总分”为90。")],
            finding.EnumerateObject().Select(property => (property.Name, property.Value.GetString()!)));
        Assert.DoesNotContain("\\u", output);
    }

    [Fact]
    public async Task A_right_file_ends_with_0_and_says_how_much_was_right()
    {
        var (exit, output, _) = await Run(Write("甲.txt", Right));
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Contains("得分情况  2 行", output);
        Assert.Contains("核对无误 3 处，错误 0 处，需确认 0 处，无法核对 0 处。", output);
    }

    [Fact]
    public async Task A_wrong_file_ends_with_1_and_shows_the_sentence()
    {
        var (exit, output, _) = await Run(Write("乙.txt", Wrong));
        Assert.Equal(ExitCode.Found, exit);
        Assert.Contains("“公安局”各项得分之和为89，表中“总分”为90。", output);
        Assert.DoesNotContain("\u001b", output);
    }

    [Fact]
    public async Task An_unreadable_file_costs_one_sentence_and_the_others_are_checked()
    {
        var (exit, output, error) = await Run("--json", Path.Combine(folder, "没有.txt"), Write("空.docx", ""), Write("乙.txt", Wrong));
        Assert.Equal(ExitCode.CouldNot, exit);
        Assert.Equal([$"找不到文件{Path.Combine(folder, "没有.txt")}，请检查路径。", "空.docx是空文件，请重新选择。"], error.TrimEnd().Split(Environment.NewLine));
        var files = JsonDocument.Parse(output).RootElement.EnumerateArray().Select(file => file.GetProperty("findings")[0]).ToList();
        Assert.Equal([("unreadable", "unverifiable"), ("unreadable", "unverifiable"), ("row_sum", "error")],
            files.Select(finding => (finding.GetProperty("kind").GetString(), finding.GetProperty("severity").GetString())));
        Assert.Equal("空.docx是空文件，请重新选择。", files[1].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Names_are_checked_against_the_register_given()
    {
        var (exit, output, _) = await Run("--json", Write("甲.txt", Right), "--register", Write("名册.csv", "单位\n民政局\n"));
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Contains("表中的“公安局”不在名册中", output);
    }

    [Fact]
    public async Task A_short_form_of_the_offices_own_pack_is_known()
    {
        var (paper, names) = (Write("甲.txt", Right.Replace("公安局", "公安小组", StringComparison.Ordinal)), Write("名册.csv", "单位\n民政局\n公安局\n"));
        Directory.CreateDirectory(Path.Combine(folder, "packs", "wording"));
        Write("packs/wording/unit-short-forms.csv", "全称,简称\n公安局,公安小组\n");
        Assert.Contains("公安小组", (await Run("--json", paper, "--register", names)).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("公安小组", (await Run("--json", paper, "--register", names, "--packs", Path.Combine(folder, "packs"))).Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static async Task<(int Exit, string Output, string Error)> Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = await VerifyVerb.Create().Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }
}
