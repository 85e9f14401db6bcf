using System.CommandLine;
using Lantai.Papers;
using Lantai.Units;

namespace Lantai.Cli;

/// <summary><c>lantai export</c>: records as files.</summary>
internal static class ExportVerb
{
    public static Command Create() => new("export", "把数据导出为文件")
    {
        CreateUnits(),
        ExportScoresVerb.Create(),
    };

    private static Command CreateUnits()
    {
        var region = RegionOption.Create();
        var format = new Option<string>("--format") { Description = "csv 或 xlsx", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "xlsx");
        var target = new Option<string>("--out") { Description = "写到哪个文件", Required = true };
        var command = new Command("units", "导出单位名录，各列与导入相同") { region, format, target };
        var options = new DatabaseOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            await using var database = await options.OpenAsync(parsed, stop);
            await using var db = await RegionOption.OpenDbAsync(database, stop);
            var from = await RegionOption.FindAsync(db, parsed.GetRequiredValue(region));
            var register = await db.ReadRegisterAsync(from.Id);
            var path = parsed.GetRequiredValue(target);
            Write(UnitSheet.Of(register.Units.Select(unit => unit.Entry)), path, parsed.GetRequiredValue(format));
            parsed.InvocationConfiguration.Output.WriteLine($"已导出{register.Units.Count}个单位到 {path}");
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Write(Sheet sheet, string path, string format)
    {
        try
        {
            using var file = File.Create(path);
            if (format == "xlsx") SheetXlsx.Write(sheet, file);
            else SheetCsv.Write(sheet, file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能写入 {path}，请检查文件夹是否存在、是否有权限。", cause);
        }
    }
}
