using System.CommandLine;
using System.Text;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Verification.Names;

namespace Lantai.Cli;

/// <summary><c>lantai score FILE --scheme NAME</c>: scores, ranks and bands the units of a sheet, without a database.</summary>
internal static class ScoreVerb
{
    private sealed record Request(string File, string Scheme, string? Facts, string? Period, bool Json, bool Csv, string? Xlsx, string? Register, PackFolder Packs);

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "得分表（csv、xlsx、xls）：unit、group和各指标一列" };
        var scheme = new Option<string>("--scheme") { Description = "方案名称或文件", Required = true };
        var facts = new Option<string?>("--facts") { Description = "事实清单（csv、xlsx）：unit、fact、day等列，由方案计分" };
        var period = new Option<string?>("--period") { Description = "考评期，如2022-12、2022-Q4、2022" };
        var json = new Option<bool>("--json") { Description = "以JSON输出" };
        var csv = new Option<bool>("--csv") { Description = "以CSV输出" };
        var xlsx = new Option<string?>("--xlsx") { Description = "写成XLSX文件" };
        var register = new Option<string?>("--register") { Description = "单位名录（csv、xlsx），用来核对得分表中的单位" };
        var command = new Command("score", "按方案计分、排名、划等次") { file, scheme, facts, period, json, csv, xlsx, register };
        var packs = new PackOptions(command);
        command.SetAction(parsed => Run(new Request(
            parsed.GetRequiredValue(file), parsed.GetRequiredValue(scheme), parsed.GetValue(facts), parsed.GetValue(period),
            parsed.GetValue(json), parsed.GetValue(csv), parsed.GetValue(xlsx), parsed.GetValue(register), packs.Folder(parsed)), parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(Request request, InvocationConfiguration console)
    {
        var scheme = Scheme.Load(request.Scheme, request.Packs);
        var scores = Score(scheme, request);
        var strokes = scheme.Ranking.Ties.Any(tie => tie.Kind == TieKind.Strokes) ? StrokeOrder.Load(request.Packs) : null;
        var standings = SchemeStandings.Of(scheme, PeriodOf(request), scores, strokes);
        if (request.Xlsx is { } path) WriteXlsx(scheme, standings, path);
        if (request.Json) JsonOutput.Write(StandingsJson.Of(scheme, standings), console.Output);
        else if (request.Csv) WriteCsv(scheme, standings, console.Output);
        else if (request.Xlsx is null) StandingsTable.Print(scheme, standings, console.Output);
        return Incomplete(standings, console.Error);
    }

    private static List<UnitScore> Score(Scheme scheme, Request request)
    {
        var units = ScoreFile.Read(OnlyTable(request.File), scheme, rulesFill: request.Facts is not null);
        if (request.Register is { } register) MustBeKnown(units, KnownNames.Load(register), request.File);
        var period = PeriodOf(request);
        if (request.Facts is null)
        {
            var typed = scheme.Groups.ToDictionary(group => group.Name, group => new Scoring(scheme, group, []), StringComparer.Ordinal);
            return [.. units.Select(unit => typed[unit.Group.Name].Score(unit.Unit))];
        }
        if (period is not { } known) throw new RefusedException("按事实计分要写明考评期，如--period 2022-12。");
        var calendar = PackOptions.Calendar(request.Packs);
        var scorings = scheme.Groups.ToDictionary(
            group => group.Name, group => new Scoring(scheme, group, [known], calendar.AddWorkdays), StringComparer.Ordinal);
        var facts = Facts(request.Facts, units, scorings.Values);
        return [.. units.Select(unit => scorings[unit.Group.Name].Score(unit.Unit, facts[unit.Unit.Unit]))];
    }

    /// <summary>Names every unit that the register does not hold, with the nearest name.</summary>
    private static void MustBeKnown(IEnumerable<GroupedUnit> units, KnownNames register, string file)
    {
        var strangers = units.Select(unit => unit.Unit.Unit).Where(name => !register.Has(name)).ToList();
        if (strangers.Count == 0) return;
        throw new RefusedException(string.Join('\n', strangers.Select(name =>
            $"{Path.GetFileName(file)}：单位名录中没有“{name}”{(register.Nearest(name) is { } near ? $"，是否为“{near}”" : "，请核对名称")}。")));
    }

    private static ILookup<string, Fact> Facts(string path, IReadOnlyList<GroupedUnit> units, IEnumerable<Scoring> scorings)
    {
        var wanted = scorings.SelectMany(scoring => scoring.Facts).ToHashSet(StringComparer.Ordinal);
        var names = units.Select(unit => unit.Unit.Unit).ToHashSet(StringComparer.Ordinal);
        return FactFile.Read(OnlyTable(path), names, wanted).ToLookup(fact => fact.Unit, StringComparer.Ordinal);
    }

    internal static SourceTable OnlyTable(string path)
    {
        var tables = SourceTables.Read(path);
        return tables.Count == 1 ? tables[0]
            : throw new RefusedException($"{tables[0].File}有{tables.Count}个工作表（{string.Join("、", tables.Select(table => table.Sheet))}），请只保留要计分的一个。");
    }

    private static Period? PeriodOf(Request request)
    {
        if (request.Period is not { } text) return null;
        return Period.TryParse(text, out var period) ? period : throw new RefusedException($"考评期“{text}”应写成2022-12、2022-Q4或2022的样子。");
    }

    private static void WriteXlsx(Scheme scheme, Standings standings, string path)
    {
        try
        {
            // Whole or not at all: what stands there is only replaced by a finished workbook.
            using var workbook = new MemoryStream();
            SheetXlsx.Write(StandingsSheet.ByGroup(scheme, standings), workbook);
            File.WriteAllBytes(path, workbook.ToArray());
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能写入{path}，请检查文件夹和权限，或关闭正在使用它的程序。", cause);
        }
    }

    private static void WriteCsv(Scheme scheme, Standings standings, TextWriter output)
    {
        using var bytes = new MemoryStream();
        SheetCsv.Write(StandingsSheet.Together(scheme, standings), bytes);
        output.Write(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static int Incomplete(Standings standings, TextWriter error)
    {
        var missing = standings.Groups.SelectMany(group => group.Rows)
            .Where(row => row.Total is null && row.States.Contains(CellState.Missing)).Select(row => row.Unit).ToList();
        if (missing.Count == 0) return ExitCode.Fine;
        error.WriteLine($"{missing.Count}个单位有缺项，没有总分，未参加排名：{string.Join("、", missing)}。");
        return ExitCode.Found;
    }
}
