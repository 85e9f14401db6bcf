using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Lantai.Papers;
using Lantai.Verification;
using Lantai.Verification.Names;

namespace Lantai.Cli;

/// <summary><c>lantai verify FILE…</c>: checks the figures of bulletins and reports. Needs no database.</summary>
internal static class VerifyVerb
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
    };

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "要核验的文件（txt、md、csv、xlsx、docx、html）", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var register = new Option<string?>("--register") { Description = "单位名录（csv 或 xlsx），用来核对单位名称" };
        var command = new Command("verify", "核验通报、报告中的数字") { files, json, register };
        var packs = new PackOptions(command);
        command.SetAction(parsed =>
        {
            var options = new VerifyOptions
            {
                Register = parsed.GetValue(register) is { } path ? KnownNames.Load(path) : null,
                ShortForms = ShortForms.Load(packs.Folder(parsed)),
            };
            return Run(parsed.GetRequiredValue(files), parsed.GetValue(json), options, parsed.InvocationConfiguration);
        });
        return command;
    }

    /// <summary>A file that cannot be read costs one sentence; the others are checked all the same.</summary>
    private static int Run(string[] files, bool isJson, VerifyOptions options, InvocationConfiguration console)
    {
        var report = new VerifyReport(console.Output);
        var (elements, exit) = (new List<object>(), ExitCode.Fine);
        foreach (var file in files)
        {
            try
            {
                var one = Verify(file, options);
                elements.Add(ToJson(one));
                if (!isJson) report.Write(one);
                if (one.HasErrors) exit = Math.Max(exit, ExitCode.Found);
            }
            catch (RefusedException refusal)
            {
                console.Error.WriteLine(refusal.Message);
                elements.Add(Unreadable(file, refusal.Message));
                exit = ExitCode.CouldNot;
            }
        }
        if (isJson) console.Output.WriteLine(JsonSerializer.Serialize(elements, Json));
        return exit;
    }

    /// <summary>Every file has its element, also one that could not be read.</summary>
    private static object Unreadable(string file, string message) => new
    {
        file,
        tables = Array.Empty<object>(),
        findings = new[] { new { kind = "unreadable", severity = "unverifiable", location = "", stated = "", computed = "", message } },
    };

    private static VerifiedFile Verify(string path, VerifyOptions options)
    {
        using var stream = InputFile.Open(path);
        return Verifier.Verify(stream, Path.GetFileName(path), options) with { File = path };
    }

    private static object ToJson(VerifiedFile file) => new
    {
        file = file.File,
        tables = file.Tables.Select(table => new { title = table.Title, rows = table.Rows }),
        findings = file.Findings.Select(finding => new
        {
            kind = finding.Kind,
            severity = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", Severity.Unverifiable => "unverifiable" },
            location = finding.Location,
            stated = finding.Stated,
            computed = finding.Computed,
            message = finding.Message,
        }),
    };
}
