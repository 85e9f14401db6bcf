using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Lantai.Calendar;
using Lantai.Requests.Archive;

namespace Lantai.Cli;

/// <summary><c>lantai archive</c>: checks the archive package of a case, off line.</summary>
internal static class ArchiveVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "申请的归档包（ZIP）" };
        var hash = new Option<string?>("--hash") { Description = "操作日志里记的目录校验值；写了就一并比对", HelpName = "SHA256" };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command("archive", "核验申请的归档包：逐份比对，缺少、改动、多出的都列出，不需要联网和数据库") { file, hash, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var report = Read(path, parsed.GetValue(hash));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) JsonOutput.Write(JsonSerializer.SerializeToNode(new { @case = report.Manifest.CaseNumber, region = report.Manifest.Region, papers = report.Manifest.Papers.Count, hash = report.ManifestHash, problems = report.Problems })!, output);
            else WriteText(report, output);
            return report.Problems.Count == 0 ? ExitCode.Fine : ExitCode.Found;
        });
        return command;
    }

    private static PackageReport Read(string path, string? hash)
    {
        try
        {
            using var package = File.OpenRead(path);
            return VerifyPackage.Read(package, Path.GetFileName(path), hash);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能读取{path}，请核对路径和权限。", cause);
        }
    }

    /// <summary>The manifest is written by anyone; a time that is none is shown as it stands.</summary>
    private static string Local(string written) =>
        DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, out var at) ? $"{OfficeTime.Local(at):yyyy-MM-dd HH:mm}" : written;

    private static void WriteText(PackageReport report, TextWriter output)
    {
        output.WriteLine($"{report.Manifest.Region}申请{report.Manifest.CaseNumber}，{Local(report.Manifest.PackedAt)}归档，{report.Manifest.Papers.Count}份。");
        foreach (var problem in report.Problems) output.WriteLine($"错误：{problem}");
        output.WriteLine($"目录的校验值　{report.ManifestHash}");
        if (report.Problems.Count == 0) output.WriteLine("每一份都与归档时相同。");
    }
}
