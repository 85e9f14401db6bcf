using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Patrol;
using Lantai.Patrol.Reports;
using Lantai.Wording;

namespace Lantai.Cli;

/// <summary><c>lantai wording</c>: runs the rules on words on a file before it is published.</summary>
internal static class WordingVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("文件") { Description = "文本、Markdown、网页或 docx；- 为标准输入" };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command("wording", "发布前检查表述、错别字、标点、数字和个人信息") { file, json };
        var packs = new PackOptions(command);
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), packs.Folder(parsed), parsed.GetValue(json), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(string file, PackFolder packs, bool isJson, TextWriter output)
    {
        var name = file == "-" ? "标准输入" : file;
        var rules = WordingRules.Load(packs);
        var issues = WordingFile.Check(Read(file), name, rules, TimeProvider.System.Today());
        if (isJson) JsonOutput.Write(Json(name, issues), output);
        else Tell(name, issues, output);
        return issues.Count > 0 ? ExitCode.Found : ExitCode.Fine;
    }

    private static byte[] Read(string file)
    {
        using var input = file == "-" ? Console.OpenStandardInput() : InputFile.Open(file);
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void Tell(string name, IReadOnlyList<WordingIssue> issues, TextWriter output)
    {
        foreach (var issue in issues)
            output.WriteLine($"{name}:{issue.Place.Line}:{issue.Place.Column}: {FindingSheet.Title(issue.Rule.Severity)} {issue.Rule.Id} {issue.Message} {issue.Rule.Basis.Text}");
        output.WriteLine(issues.Count == 0 ? $"{name}：没有发现问题。" : $"{name}：发现{issues.Count}处。");
    }

    private static JsonObject Json(string name, IReadOnlyList<WordingIssue> issues) => new()
    {
        ["file"] = name,
        ["issues"] = new JsonArray([.. issues.Select(issue => new JsonObject
        {
            ["rule"] = issue.Rule.Id,
            ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(issue.Rule.Kind.ToString()),
            ["severity"] = JsonReport.Code(issue.Rule.Severity),
            ["line"] = issue.Place.Line,
            ["column"] = issue.Place.Column,
            ["stated"] = issue.Stated,
            ["right"] = issue.Right,
            ["message"] = issue.Message,
            ["basis"] = issue.Rule.Basis.Text,
            ["confirmByHand"] = issue.Rule.ConfirmByHand,
        })]),
    };
}
