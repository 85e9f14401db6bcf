using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Requests.Letters;
using Lantai.Requests.Lint;
using Lantai.Requests.Remedies;

namespace Lantai.Cli;

/// <summary><c>lantai letter</c>: checks any letter, writes ours, lists what there is.</summary>
internal static class LetterVerb
{
    public static Command Create() => new("letter", "检查和书写依申请公开文书") { Lint(), Write(), List() };

    private static Command Lint()
    {
        var file = new Argument<string>("FILE") { Description = "文书（docx、html、txt）" };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var facts = new Option<string>("--facts") { Description = "事实（YAML）：office 为答复的机关，据以核对复议机关和法院" };
        var command = new Command("lint", "检查文书的格式、依据、期限和救济告知；有错误时退出码为1") { file, json, facts };
        var packs = new PackOptions(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var folder = packs.Folder(parsed);
            var office = parsed.GetValue(facts) is { } known ? LetterFacts.Read(PackFile.Read(known), LetterFields.Read(folder)).Office : null;
            var basis = LintBasis.Read(folder, PackOptions.Calendar(folder), TimeProvider.System.Today()) with { Office = office };
            using var stream = Open(path);
            var report = LetterLint.Check(LetterSource.Read(stream, Path.GetFileName(path)), basis);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) JsonOutput.Write(Json(path, report), output);
            else Print(report, output);
            return report.HasErrors ? ExitCode.Found : ExitCode.Fine;
        });
        return command;
    }

    private static Command Write()
    {
        var name = new Argument<string>("NAME") { Description = "文书名称，用 lantai letter list 查看" };
        var facts = new Option<string>("--facts") { Description = "事实（YAML）：office 为本机关，facts 为各项事实", Required = true };
        var to = new Option<string>("--out") { Description = "输出的 docx 或 html 文件", Required = true };
        var command = new Command("write", "按模板书写一份文书；缺少的事实逐项列出，退出码为1") { name, facts, to };
        var packs = new PackOptions(command);
        command.SetAction(parsed =>
        {
            var folder = packs.Folder(parsed);
            var shelf = LetterShelf.Read(folder);
            var known = LetterFacts.Read(PackFile.Read(parsed.GetRequiredValue(facts)), shelf.Fields);
            var on = known.Day("signed_on") ?? TimeProvider.System.Today();
            var draft = LetterWriter.Write(shelf.Find(parsed.GetRequiredValue(name), on), shelf.Fields, known, RemedyRules.InForce(folder, on));
            Save(draft.Paper, parsed.GetRequiredValue(to));
            foreach (var missing in draft.Missing) parsed.InvocationConfiguration.Error.WriteLine($"缺少：{missing}");
            return draft.Missing.Count > 0 ? ExitCode.Found : ExitCode.Fine;
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "列出可用的文书");
        var packs = new PackOptions(command);
        command.SetAction(parsed =>
        {
            foreach (var template in LetterShelf.Read(packs.Folder(parsed)).Templates)
                parsed.InvocationConfiguration.Output.WriteLine($"{template.Key}　{template.Name}　{template.Basis.Text}");
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Save(Paper paper, string path)
    {
        Action<Stream> write = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".docx" => stream => PaperDocx.Write(paper, stream),
            ".html" => stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(PaperHtml.Render(paper))),
            var other => throw new RefusedException($"--out 应为 .docx 或 .html 文件，现为“{other}”。"),
        };
        try
        {
            using var stream = File.Create(path);
            write(stream);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能写入{path}，请核对路径和权限。", cause);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能读取{path}，请核对路径和权限。", cause);
        }
    }

    private static JsonNode Json(string path, LintReport report) => JsonSerializer.SerializeToNode(new
    {
        file = path,
        letter = report.Kind.Title,
        findings = report.Findings.Select(finding => new
        {
            rule = finding.Rule,
            severity = finding.Severity == LintSeverity.Error ? "error" : "warning",
            location = finding.Location,
            message = finding.Message,
            clause = finding.Clause,
        }),
    })!;

    private static void Print(LintReport report, TextWriter output)
    {
        foreach (var finding in report.Findings)
            output.WriteLine($"{(finding.Severity == LintSeverity.Error ? "错误" : "提示")}　{finding.Location}　{finding.Message}（{finding.Rule}，{finding.Clause}）");
        var errors = report.Findings.Count(finding => finding.Severity == LintSeverity.Error);
        output.WriteLine($"按{report.Kind.Title}检查：{errors}处错误，{report.Findings.Count - errors}处提示。");
    }
}
