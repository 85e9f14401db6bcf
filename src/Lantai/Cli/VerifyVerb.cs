using System.CommandLine;
using Lantai.AnnualReports;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Verification;
using Lantai.Verification.Annual;
using Lantai.Verification.Documents;
using Lantai.Verification.Names;

namespace Lantai.Cli;

/// <summary><c>lantai verify FILE…</c>: checks the figures of bulletins and reports. Needs no database.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "要核验的通报或年度报告，放着它们的文件夹（txt、md、csv、xlsx、docx、html；装有 pdftotext 时也可以是 pdf），"
                + "或者每行一个网址的 txt 文件；多份年度报告之间比对雷同、结转",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var register = new Option<string?>("--register") { Description = "单位名录（csv 或 xlsx），用来核对单位名称" };
        var lastYear = new Option<string?>("--last-year") { Description = "同一单位上一年的年度报告，用来核对结转、现行有效和内容雷同" };
        var beside = new Option<string[]>("--beside") { Description = "别的单位的年度报告，用来核对内容雷同；可写多个", AllowMultipleArgumentsPerToken = true };
        var folder = new Option<string?>("--out") { Description = "把各份报告的核验结果写进这个文件夹：一份 xlsx、一个网页，没有则新建" };
        var command = new Command("verify", "核验通报、年度报告中的数字") { files, json, register, lastYear, beside, folder };
        var packs = new PackOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            var options = Options(packs.Folder(parsed), parsed.GetValue(register), parsed.GetValue(lastYear), parsed.GetValue(beside) ?? []);
            using var web = new WebPapers();
            var papers = FoldersOfPapers.Expand(parsed.GetRequiredValue(files)).SelectMany(path => Papers(path, web)).ToList();
            if (options.LastYear is not null) RefuseSeveral(papers);
            var progress = new VerifyConsole(new ProgressLine(parsed.InvocationConfiguration.Error));
            var lines = await CheckBatch.RunAsync(papers, BasisOf(options), progress, stop);
            Report(lines, parsed.GetValue(json), parsed.InvocationConfiguration);
            if (parsed.GetValue(folder) is { } target) Save(lines, target, parsed.InvocationConfiguration);
            return ExitOf(lines);
        });
        return command;
    }

    private static VerifyOptions Options(PackFolder packs, string? register, string? lastYear, string[] beside)
    {
        var options = new VerifyOptions
        {
            Formats = AnnualFormats.Read(packs),
            ShortForms = ShortForms.Load(packs),
            Register = register is null ? null : KnownNames.Load(register),
        };
        return options with
        {
            LastYear = lastYear is null ? null : ReadAnnual(lastYear, options),
            Beside = [.. beside.Select(path => ReadAnnual(path, options))],
        };
    }

    /// <summary>The file itself, or the papers at the addresses in it.</summary>
    private static IEnumerable<PaperToCheck> Papers(string path, WebPapers web) => File.Exists(path) && AddressList.In(path) is { } addresses
        ? PaperToCheck.On(web, path, addresses)
        : [new PaperToCheck(Path.GetFileName(path), _ => Task.FromResult<Stream>(InputFile.Open(path))) { Source = path }];

    /// <summary>The report of one unit and year is last year's of one report only.</summary>
    private static void RefuseSeveral(IReadOnlyList<PaperToCheck> papers)
    {
        if (papers.Count > 1) throw new RefusedException($"--last-year 是同一单位上一年的报告，一次只能核验一份，现有{papers.Count}份；请逐份核验，或者把两年的报告放在一起核验。");
    }

    /// <summary>With a register a unit is itself under every name that is clear.</summary>
    private static BatchBasis BasisOf(VerifyOptions options)
    {
        var basis = new BatchBasis(options) { Other = document => Verifier.VerifyBulletin(document, options) };
        if (options.Register is not { } register) return basis;
        var names = UnitNames.OfRegister(register.Names, options.ShortForms, place: null);
        return basis with { Whose = name => names.Find(Compact.Of(name)).Unit ?? Compact.Of(name) };
    }

    private static int ExitOf(IReadOnlyList<BatchLine> lines) =>
        lines.Any(line => line.Refusal is not null || IsUnread(line)) ? ExitCode.CouldNot
        : lines.Any(line => line.Verified!.HasErrors) ? ExitCode.Found
        : ExitCode.Fine;

    /// <summary>An annual report none of whose tables could be read: its figures were not checked at all.</summary>
    private static bool IsUnread(BatchLine line) => line.Verified is { IsAnnual: true, Tables.Count: 0 };

    private static void Report(IReadOnlyList<BatchLine> lines, bool isJson, InvocationConfiguration console)
    {
        foreach (var line in lines.Where(line => line.Refusal is not null)) console.Error.WriteLine(line.Refusal);
        foreach (var line in lines.Where(IsUnread))
            console.Error.WriteLine($"{line.File}里没有可以读取的统计表（可能是图片），数字都没有核对；请提供表格可以复制的文件。");
        if (isJson)
        {
            JsonOutput.Write(VerifyJson.Of(lines), console.Output);
            return;
        }
        var report = new VerifyReport(console.Output);
        foreach (var line in lines)
            if (line.Verified is { } file) report.Write(file);
    }

    private static void Save(IReadOnlyList<BatchLine> lines, string folder, InvocationConfiguration console)
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

    private static AnnualPaper ReadAnnual(string path, VerifyOptions options)
    {
        using var stream = InputFile.Open(path);
        return Verifier.ReadAnnual(stream, Path.GetFileName(path), options);
    }
}
