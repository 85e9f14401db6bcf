using System.CommandLine;
using System.Text.Json.Nodes;
using Lantai.Assessment;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;

namespace Lantai.Cli;

/// <summary><c>lantai import scores FILE</c>: takes a sheet of points into an open period, all of it or nothing.</summary>
internal static class ImportScoresVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "得分表（csv、xlsx、xls）：单位、组别和各指标一列" };
        var dryRun = new Option<bool>("--dry-run") { Description = "只列出会改变的格，不导入" };
        var open = new Option<bool>("--open") { Description = "考评期还没有开始的，先开始" };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command("scores", "导入一期得分") { file, dryRun, open, json };
        var options = new PeriodOptions(command);
        command.SetAction((parsed, stop) => options.RunAsync(parsed, async services =>
        {
            var tables = SourceTables.Read(parsed.GetRequiredValue(file));
            var db = services.GetRequiredService<LantaiDb>();
            var period = await options.FindAsync(parsed, db, stop);
            var isDry = parsed.GetValue(dryRun);
            if (period is null && (isDry || !parsed.GetValue(open))) throw new RefusedException("这个考评期还没有开始，请先在“考评”中开始，或加上 --open。");
            period ??= await OpenAsync(services, await options.RegionAsync(parsed, db), options.Scheme(parsed), options.Period(parsed), stop);
            var import = services.GetRequiredService<ImportScores>();
            var stage = options.Stage(parsed, period.ReadScheme());
            var plan = isDry
                ? await import.PlanAsync(period.Id, stage, tables, stop)
                : await import.RunAsync(Actor.Program, period.Id, stage, tables, stop: stop);
            return parsed.GetValue(json) ? PrintJson(plan, isDry, parsed.InvocationConfiguration.Output) : Print(plan, isDry, parsed.InvocationConfiguration);
        }, stop));
        return command;
    }

    private static Task<ScoringPeriod> OpenAsync(IServiceProvider services, Units.Region region, string scheme, Calendar.Period period, CancellationToken stop) =>
        services.GetRequiredService<OpenPeriod>().RunAsync(Actor.Program, region.Id, scheme, period, stop);

    private static int Print(ScoreImport plan, bool isDry, InvocationConfiguration console)
    {
        foreach (var problem in plan.Problems) console.Error.WriteLine(problem);
        if (plan.Problems.Count > 0) return ExitCode.CouldNot;
        if (isDry)
            foreach (var cell in plan.Changes)
                console.Output.WriteLine($"{cell.Unit}　{cell.Column}　{Shown(cell.From)} → {Shown(cell.To)}");
        foreach (var note in plan.Notes) console.Output.WriteLine(note);
        console.Output.WriteLine(isDry
            ? $"共{plan.Units}个单位，会改变{plan.Changes.Count}格；没有导入。"
            : $"已导入{plan.Units}个单位，改变{plan.Changes.Count}格。");
        return ExitCode.Fine;
    }

    private static int PrintJson(ScoreImport plan, bool isDry, TextWriter output)
    {
        JsonOutput.Write(new JsonObject
        {
            ["imported"] = !isDry && plan.Problems.Count == 0,
            ["units"] = plan.Units,
            ["changes"] = new JsonArray([.. plan.Changes.Select(cell => new JsonObject { ["unit"] = cell.Unit, ["column"] = cell.Column, ["from"] = cell.From, ["to"] = cell.To })]),
            ["problems"] = new JsonArray([.. plan.Problems.Select(problem => JsonValue.Create(problem))]),
            ["notes"] = new JsonArray([.. plan.Notes.Select(note => JsonValue.Create(note))]),
        }, output);
        return plan.Problems.Count == 0 ? ExitCode.Fine : ExitCode.CouldNot;
    }

    private static string Shown(string cell) => cell.Length > 0 ? cell : "空";
}
