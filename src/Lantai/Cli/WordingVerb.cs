using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Patrol.Reports;
using Lantai.Wording;

namespace Lantai.Cli;

/// <summary><c>lantai wording</c>: runs the rules on words on a file before it is published.</summary>
internal static class WordingVerb
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var file = new Argument<string>("文件") { Description = "文本、Markdown、网页或 docx；- 为标准输入" };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command("wording", "发布前检查表述、错别字、标点、数字和个人信息") { file, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string file, bool isJson)
    {
        var name = file == "-" ? "标准输入" : file;
        var rules = WordingRules.Load(PackFolder.BesideProgram);
        var issues = WordingFile.Check(Read(file), name, rules, TimeProvider.System.Today());
        if (isJson) WriteJson(name, issues);
        else Tell(name, issues);
        return issues.Count > 0 ? ExitCode.Found : ExitCode.Fine;
    }

    private static byte[] Read(string file)
    {
        try
        {
            if (file != "-") return File.ReadAllBytes(file);
            using var input = Console.OpenStandardInput();
            using var bytes = new MemoryStream();
            input.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RefusedException($"找不到文件{file}，请检查路径。", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能读取文件{file}，请检查权限。", cause);
        }
    }

    private static void Tell(string name, IReadOnlyList<WordingIssue> issues)
    {
        foreach (var issue in issues)
            Console.WriteLine($"{name}:{issue.Place.Line}:{issue.Place.Column}: {FindingSheet.Title(issue.Rule.Severity)} {issue.Rule.Id} {issue.Message} {issue.Rule.Basis.Text}");
        Console.WriteLine(issues.Count == 0 ? $"{name}：没有发现问题。" : $"{name}：发现{issues.Count}处。");
    }

    private static void WriteJson(string name, IReadOnlyList<WordingIssue> issues)
    {
        using var output = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("file", name);
        json.WriteStartArray("issues");
        foreach (var issue in issues)
        {
            json.WriteStartObject();
            json.WriteString("rule", issue.Rule.Id);
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(issue.Rule.Kind.ToString()));
            json.WriteString("severity", JsonReport.Code(issue.Rule.Severity));
            json.WriteNumber("line", issue.Place.Line);
            json.WriteNumber("column", issue.Place.Column);
            json.WriteString("stated", issue.Stated);
            json.WriteString("right", issue.Right);
            json.WriteString("message", issue.Message);
            json.WriteString("basis", issue.Rule.Basis.Text);
            json.WriteBoolean("confirmByHand", issue.Rule.ConfirmByHand);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
