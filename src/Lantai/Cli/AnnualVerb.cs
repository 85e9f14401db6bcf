using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Verification;

namespace Lantai.Cli;

/// <summary><c>lantai annual build</c>: a region's or unit's annual report, as collected or from its records, checked like anyone's.</summary>
internal static class AnnualVerb
{
    /// <param name="Unknown">Cells without a figure.</param>
    /// <param name="Pdf">Why there is no PDF; null when there is one.</param>
    /// <param name="Remarks">What the desk says of it beside what the file itself shows: last year's, other units', the sum of the units.</param>
    private sealed record Made(
        IReadOnlyList<string> Files, IReadOnlyList<string> Warnings, int Unknown, string? Pdf, VerifiedFile Checked, IReadOnlyList<ReportRemark> Remarks)
    {
        public bool HasFound => Checked.HasErrors || Remarks.Any(remark => remark.Weight != RemarkWeight.Unclear);
    }

    public static Command Create() => new("annual", "编制政府信息公开工作年度报告") { CreateBuild() };

    /// <summary>What the verb is asked, as options of its command.</summary>
    private sealed class Asked
    {
        public Option<string> Region { get; } = RegionOption.Create();
        public Option<int> Year { get; } = new("--year") { Description = "报告的年度，如 2022", Required = true };
        public Option<string> Folder { get; } = new("--out") { Description = "输出文件夹，没有则新建", Required = true };
        public Option<string?> Figures { get; } = new("--figures") { Description = "填报的数据（csv、xlsx；列与输出的数据文件相同），补登记和收集的报告里没有的数" };
        public Option<string?> Text { get; } = new("--text") { Description = "正文（txt、md）：“# 总体情况”一行起一部分，数写成{{received.total}}；补收集的报告里没有写的部分" };
        public Option<string?> Unit { get; } = new("--unit") { Description = "单位全称，生成这个单位的报告；不写则是本级政府的" };
        public Option<DateOnly?> SignedOn { get; } = CommandDates.Option("--signed-on", "成文日期；不写的，已公布的报告用公布时的");
        public Option<bool> Json { get; } = new("--json") { Description = "以JSON输出" };

        public Command Command() => new("build", "由收集的报告，和登记的申请、复议诉讼、政策文件，生成年度报告（html、docx、pdf、json、csv）") { Region, Year, Folder, Figures, Text, Unit, SignedOn, Json };
    }

    private static Command CreateBuild()
    {
        var asked = new Asked();
        var command = asked.Command();
        var options = new DatabaseOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            await using var database = await options.OpenAsync(parsed, stop);
            await Schema.EnsureCurrentAsync(database.Source, stop);
            await using var app = LantaiApp.Build(LantaiApp.CreateBuilder(), database);
            await using var scope = app.Services.CreateAsyncScope();
            var made = await BuildAsync(scope.ServiceProvider, asked, parsed, stop);
            Report(made, parsed.GetValue(asked.Json), parsed.InvocationConfiguration);
            return made.HasFound ? ExitCode.Found : ExitCode.Fine;
        });
        return command;
    }

    private static async Task<Made> BuildAsync(IServiceProvider services, Asked asked, ParseResult parsed, CancellationToken stop)
    {
        var of = await RegionOption.FindAsync(services.GetRequiredService<LantaiDb>(), parsed.GetRequiredValue(asked.Region));
        var (year, format) = (parsed.GetValue(asked.Year), services.GetRequiredService<ReadYearTables>().FormatOf(parsed.GetValue(asked.Year)));
        var given = parsed.GetValue(asked.Figures) is { } path ? FiguresFile.Read(path, format) : new AnnualFigures(format, new Dictionary<CellAt, AnnualCell>());
        var drafts = services.GetRequiredService<DraftReports>();
        var draft = await drafts.RunAsync(of, year, parsed.GetValue(asked.Unit), given, Prose(parsed.GetValue(asked.Text), format), stop);
        draft = draft with { Report = draft.Report with { SignedOn = parsed.GetValue(asked.SignedOn) ?? draft.Report.SignedOn } };
        var (formats, layout) = (AnnualFormats.Read(services.GetRequiredService<PackFolder>()), services.GetRequiredService<PaperLayout>());
        var made = await MakeAsync(draft, parsed.GetRequiredValue(asked.Folder), formats, layout, stop);
        var shown = made.Checked.Findings.Select(finding => finding.Message).ToHashSet(StringComparer.Ordinal);
        return made with { Remarks = [.. (await drafts.CheckAsync(of.Id, draft, stop)).Where(remark => !shown.Contains(remark.Sentence))] };
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> Prose(string? path, AnnualFormat format)
    {
        if (path is null) return new Dictionary<string, IReadOnlyList<string>>();
        using var reader = new StreamReader(InputFile.Open(path));
        return ReportText.Read(reader, Path.GetFileName(path), format);
    }

    private static async Task<Made> MakeAsync(DraftReport draft, string folder, AnnualFormats formats, PaperLayout layout, CancellationToken stop)
    {
        var report = draft.Report;
        var made = ReportFiles.Of(report, layout);
        using var content = new MemoryStream(made.Page);
        var verified = Verifier.Verify(content, report.Title + ".html", new VerifyOptions { Formats = formats });
        var unknown = report.Figures.All.Count(cell => cell.Cell.State == CellState.Blank);
        try
        {
            var name = Path.Combine(folder, report.Title);
            var (files, problem) = await WriteAsync(draft, made, name, stop);
            return new Made(files, draft.Warnings, unknown, problem, verified, []);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能写入文件夹{folder}，请检查路径和权限，或关闭正在使用其中文件的程序。", cause);
        }
    }

    private static async Task<(IReadOnlyList<string> Files, string? Problem)> WriteAsync(DraftReport draft, ReportFiles made, string name, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(name)!);
        var files = new List<string> { name + ".html", name + ".docx", name + ".json", name + "数据.csv", name + "数据来源.csv" };
        await File.WriteAllBytesAsync(files[0], made.Page, stop);
        await File.WriteAllBytesAsync(files[1], made.Docx, stop);
        await File.WriteAllTextAsync(files[2], made.Json, new UTF8Encoding(false), stop);
        await File.WriteAllBytesAsync(files[3], made.Csv, stop);
        await using (var csv = File.Create(files[4])) SheetCsv.Write(draft.Sources, csv);
        File.Delete(name + ".pdf"); // One of an earlier draft must not pass for this one's.
        var outcome = await PaperPdf.PrintAsync(made.Paper, stop);
        if (outcome.Pdf is not { } pdf) return (files, outcome.Problem);
        files.Add(name + ".pdf");
        await File.WriteAllBytesAsync(files[^1], pdf, stop);
        return (files, null);
    }

    private static void Report(Made made, bool isJson, InvocationConfiguration console)
    {
        if (isJson)
        {
            JsonOutput.Write(new JsonObject
            {
                ["files"] = Texts(made.Files),
                ["warnings"] = Texts(made.Warnings),
                ["blank_cells"] = made.Unknown,
                ["findings"] = Texts(made.Checked.Findings.Select(finding => $"{finding.Location}：{finding.Message}").Concat(made.Remarks.Select(Sentence))),
                ["pdf_problem"] = made.Pdf,
            }, console.Output);
            return;
        }
        foreach (var file in made.Files) console.Output.WriteLine($"已生成 {file}");
        foreach (var warning in made.Warnings) console.Error.WriteLine(warning);
        if (made.Unknown > 0) console.Error.WriteLine($"还有{made.Unknown}格没有数：登记里没有，也没有填报；请在数据文件的“数”列补上，再用 --figures 给出。");
        new VerifyReport(console.Output).Write(made.Checked);
        foreach (var remark in made.Remarks) console.Output.WriteLine($"{remark.Weight.Title}　{Sentence(remark)}");
        if (made.Pdf is { } problem) console.Error.WriteLine(problem);
    }

    private static string Sentence(ReportRemark remark) => $"{remark.Where}：{remark.Sentence}";

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);
}
