using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Lantai.AnnualReports;
using Lantai.Papers;
using Lantai.Patrol.Addresses;
using Lantai.Verification;
using Lantai.Verification.Annual;
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
        var files = new Argument<string[]>("FILE") { Description = "要核验的通报或年度报告，放着它们的文件夹（txt、md、csv、xlsx、docx、html；装有 pdftotext 时也可以是 pdf），或者每行一个网址的 txt 文件", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var register = new Option<string?>("--register") { Description = "单位名录（csv 或 xlsx），用来核对单位名称" };
        var lastYear = new Option<string?>("--last-year") { Description = "同一单位上一年的年度报告，用来核对结转、现行有效和内容雷同" };
        var beside = new Option<string[]>("--beside") { Description = "别的单位的年度报告，用来核对内容雷同；可写多个", AllowMultipleArgumentsPerToken = true };
        var folder = new Option<string?>("--out") { Description = "把各份报告的核验结果写进这个文件夹：一份 xlsx、一个网页，没有则新建" };
        var command = new Command("verify", "核验通报、年度报告中的数字") { files, json, register, lastYear, beside, folder };
        var packs = new PackOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            var options = new VerifyOptions
            {
                Formats = AnnualFormats.Read(packs.Folder(parsed)),
                ShortForms = ShortForms.Load(packs.Folder(parsed)),
                Register = parsed.GetValue(register) is { } path ? KnownNames.Load(path) : null,
            };
            options = options with
            {
                LastYear = parsed.GetValue(lastYear) is { } last ? ReadAnnual(last, options) : null,
                Beside = [.. (parsed.GetValue(beside) ?? []).Select(path => ReadAnnual(path, options))],
            };
            var papers = FoldersOfPapers.Expand(parsed.GetRequiredValue(files));
            if (options.LastYear is not null) RefuseSeveral(papers);
            var lines = await ReadAsync(papers, options, stop);
            Report(lines, parsed.GetValue(json), parsed.InvocationConfiguration);
            if (parsed.GetValue(folder) is { } target) Save(lines, target, parsed.InvocationConfiguration);
            return ExitOf(lines);
        });
        return command;
    }

    /// <summary>The report of one unit and year is last year's of one report only.</summary>
    private static void RefuseSeveral(IReadOnlyList<string> papers)
    {
        var count = papers.Sum(file => File.Exists(file) && AddressList.In(file) is { } addresses ? addresses.Count : 1);
        if (count > 1) throw new RefusedException($"--last-year 是同一单位上一年的报告，一次只能核验一份，现有{count}份；请逐份核验。");
    }

    private static async Task<List<BatchLine>> ReadAsync(IReadOnlyList<string> files, VerifyOptions options, CancellationToken stop)
    {
        var lines = new List<BatchLine>();
        foreach (var file in files)
        {
            if (File.Exists(file) && AddressList.In(file) is { } addresses) await ReadAsync(addresses, options, lines, stop);
            else lines.Add(await LineAsync(file, () => Task.FromResult(Verify(file, options))));
        }
        return lines;
    }

    private static async Task ReadAsync(IReadOnlyList<WebAddress> addresses, VerifyOptions options, List<BatchLine> lines, CancellationToken stop)
    {
        using var web = await WebPapers.OpenAsync(addresses);
        foreach (var address in addresses)
            lines.Add(await LineAsync(address.Text, async () =>
            {
                using var content = await web.ReadAsync(address, stop);
                return Verifier.Verify(content, address.Text, options);
            }));
    }

    /// <summary>A paper that cannot be read costs one sentence; the others are checked all the same.</summary>
    private static async Task<BatchLine> LineAsync(string name, Func<Task<VerifiedFile>> verify)
    {
        try
        {
            return new BatchLine(name, await verify(), null);
        }
        catch (RefusedException refusal)
        {
            return new BatchLine(name, null, refusal.Message);
        }
    }

    private static int ExitOf(List<BatchLine> lines) =>
        lines.Exists(line => line.Refusal is not null) ? ExitCode.CouldNot
        : lines.Exists(line => line.Verified!.HasErrors) ? ExitCode.Found
        : ExitCode.Fine;

    private static void Report(List<BatchLine> lines, bool isJson, InvocationConfiguration console)
    {
        foreach (var line in lines.Where(line => line.Refusal is not null)) console.Error.WriteLine(line.Refusal);
        if (isJson)
        {
            console.Output.WriteLine(JsonSerializer.Serialize(lines.Select(line => line.Verified is { } file ? ToJson(file) : Unreadable(line.File, line.Refusal!)), Json));
            return;
        }
        var report = new VerifyReport(console.Output);
        foreach (var line in lines)
            if (line.Verified is { } file) report.Write(file);
    }

    private static void Save(List<BatchLine> lines, string folder, InvocationConfiguration console)
    {
        var (sheet, page) = (Path.Combine(folder, "年度报告核验结果.xlsx"), Path.Combine(folder, "年度报告核验结果.html"));
        try
        {
            Directory.CreateDirectory(folder);
            using (var output = File.Create(sheet)) SheetXlsx.Write(BatchReport.Sheets(lines), output);
            File.WriteAllText(page, PaperHtml.Render(BatchReport.Page(lines)));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能写入文件夹{folder}，请检查路径和权限，或关闭正在使用其中文件的程序。", cause);
        }
        foreach (var file in new[] { sheet, page }) console.Error.WriteLine($"已生成 {file}");
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

    private static AnnualPaper ReadAnnual(string path, VerifyOptions options)
    {
        using var stream = InputFile.Open(path);
        return Verifier.ReadAnnual(stream, Path.GetFileName(path), options);
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
