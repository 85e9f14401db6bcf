using System.CommandLine;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Units;
using Lantai.Units.Import;

namespace Lantai.Cli;

/// <summary><c>lantai import</c>: files into the database.</summary>
internal static class ImportVerb
{
    public static Command Create() => new("import", "把文件导入数据库")
    {
        CreateUnits(),
        ImportScoresVerb.Create(),
        ImportArticlesVerb.Create(),
        ImportSiteVerb.Create(),
    };

    private static Command CreateUnits()
    {
        var file = new Argument<string>("文件") { Description = "名录：CSV、XLSX 或 XLS，表头至少有“组别”和“单位全称”" };
        var region = RegionOption.Create();
        var dryRun = new Option<bool>("--dry-run") { Description = "只看会改动什么，不写入" };
        var createGroups = new Option<bool>("--create-groups") { Description = "文件中的新组别一并建立" };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command("units", "导入单位名录；文件中没有的单位保持不变") { file, region, dryRun, createGroups, json };
        var options = new DatabaseOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            var path = parsed.GetRequiredValue(file);
            var units = UnitFile.Read(SourceTables.Read(path, UnitFile.Limits));
            await using var database = await options.OpenAsync(parsed, stop);
            await using var db = await RegionOption.OpenDbAsync(database, stop);
            var to = await RegionOption.FindAsync(db, parsed.GetRequiredValue(region));
            if (!parsed.GetValue(dryRun)) await FileFolder.EnsureOwnAsync(database, TimeProvider.System, stop);
            var plan = parsed.GetValue(dryRun)
                ? UnitImport.Plan(await db.ReadRegisterAsync(to.Id), units, parsed.GetValue(createGroups))
                : await new UnitImports(db, new FileStore(database, TimeProvider.System), TimeProvider.System)
                    .ApplyAsync(Actor.Program, to.Id, units, Path.GetFileName(path), parsed.GetValue(createGroups));
            if (parsed.GetValue(json)) ImportReport.WriteJson(plan, parsed.InvocationConfiguration.Output, !parsed.GetValue(dryRun));
            else ImportReport.WriteText(plan, parsed.InvocationConfiguration.Output, !parsed.GetValue(dryRun));
            if (plan.Errors.Count == 0) return ExitCode.Fine;
            if (parsed.GetValue(dryRun)) return ExitCode.Found;
            throw new RefusedException($"{Path.GetFileName(path)}有{plan.Errors.Count}处错误，什么也没有导入；请改正后再试。");
        });
        return command;
    }
}
