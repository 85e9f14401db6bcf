using System.CommandLine;
using System.Text;
using Lantai.Assessment;
using Lantai.Papers;
using Lantai.Storage;

namespace Lantai.Cli;

/// <summary><c>lantai export scores</c>: a period's typed points as the file that <c>import scores</c> reads.</summary>
internal static class ExportScoresVerb
{
    public static Command Create()
    {
        var to = new Option<string?>("--out") { Description = "写成文件：.xlsx 每组一个工作表，.csv 一张表；不写则以 CSV 输出" };
        var command = new Command("scores", "导出一期得分") { to };
        var options = new PeriodOptions(command);
        command.SetAction((parsed, stop) => options.RunAsync(parsed, async services =>
        {
            var period = await options.FindAsync(parsed, services.GetRequiredService<LantaiDb>(), stop)
                ?? throw new RefusedException("没有这个考评期，请核对地区、方案和考评期。");
            var sheet = await services.GetRequiredService<ScoreSheets>().ReadAsync(period, null, stop);
            Write(sheet, options.Stage(parsed, sheet.Scheme), parsed.GetValue(to), parsed.InvocationConfiguration.Output);
            return ExitCode.Fine;
        }, stop));
        return command;
    }

    private static void Write(ScoreSheet sheet, string stage, string? path, TextWriter output)
    {
        using var bytes = new MemoryStream();
        if (path?.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) == true) SheetXlsx.Write(ExportScores.ByGroup(sheet, stage), bytes);
        else SheetCsv.Write(ExportScores.Together(sheet, stage), bytes);
        if (path is null)
        {
            output.Write(Encoding.UTF8.GetString(bytes.ToArray()));
            return;
        }
        try
        {
            File.WriteAllBytes(path, bytes.ToArray());
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能写入{path}，请检查文件夹和权限，或关闭正在使用它的程序。", cause);
        }
    }
}
