using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Lantai.Assessment;
using Lantai.Bulletins;
using Lantai.Packs;
using Lantai.Papers;

namespace Lantai.Cli;

/// <summary>
/// <c>lantai bulletin --scores FILE --scheme NAME --form FILE.yaml --out DIR</c>: makes a bulletin from a sheet of scores
/// and a form, without a database.
/// </summary>
internal static class BulletinVerb
{
    private sealed record Request(string Scores, string Scheme, string Form, string Out, bool Json, PackFolder Packs);

    /// <param name="Pdf">Why there is no PDF; null when there is one.</param>
    private sealed record Made(IReadOnlyList<string> Files, IReadOnlyList<string> Warnings, string? Pdf);

    public static Command Create()
    {
        var scores = new Option<string>("--scores") { Description = "得分表（csv、xlsx、xls）", Required = true };
        var scheme = new Option<string>("--scheme") { Description = "方案名称或文件", Required = true };
        var form = new Option<string>("--form") { Description = "通报表单（yaml）", Required = true };
        var folder = new Option<string>("--out") { Description = "输出文件夹，没有则新建", Required = true };
        var json = new Option<bool>("--json") { Description = "以JSON输出" };
        var command = new Command("bulletin", "由得分表和表单生成通报（html、docx、pdf、xlsx）") { scores, scheme, form, folder, json };
        var packs = new PackOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            var request = new Request(
                parsed.GetRequiredValue(scores), parsed.GetRequiredValue(scheme), parsed.GetRequiredValue(form), parsed.GetRequiredValue(folder), parsed.GetValue(json), packs.Folder(parsed));
            var made = await MakeAsync(request, stop);
            Report(made, request.Json, parsed.InvocationConfiguration);
            return ExitCode.Fine;
        });
        return command;
    }

    private static async Task<Made> MakeAsync(Request request, CancellationToken stop)
    {
        var form = BulletinForm.Read(request.Form);
        var layout = PaperLayout.Load(request.Packs);
        var draft = Draft.Compose(form, Score(request, form), layout);
        try
        {
            return await WriteAsync(draft, layout, request, stop);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能写入文件夹{request.Out}，请检查路径和权限，或关闭正在使用其中文件的程序。", cause);
        }
    }

    private static Standings Score(Request request, BulletinForm form)
    {
        var scheme = Scheme.Load(request.Scheme, request.Packs);
        var units = ScoreFile.Read(ScoreVerb.OnlyTable(request.Scores), scheme, rulesFill: false);
        var scorings = scheme.Groups.ToDictionary(group => group.Name, group => new Scoring(scheme, group, []), StringComparer.Ordinal);
        var strokes = scheme.Ranking.Ties.Any(tie => tie.Kind == TieKind.Strokes) ? StrokeOrder.Load(request.Packs) : null;
        return SchemeStandings.Of(scheme, form.Period, units.Select(unit => scorings[unit.Group.Name].Score(unit.Unit)), strokes);
    }

    private static async Task<Made> WriteAsync(Draft draft, PaperLayout layout, Request request, CancellationToken stop)
    {
        Directory.CreateDirectory(request.Out);
        var name = Path.Combine(request.Out, Path.GetFileNameWithoutExtension(request.Form));
        var files = new List<string> { name + ".html", name + ".docx", name + ".xlsx" };
        await File.WriteAllTextAsync(files[0], PaperHtml.Render(draft.Paper, layout), new UTF8Encoding(false), stop);
        await using (var docx = File.Create(files[1])) PaperDocx.Write(draft.Paper, docx, layout);
        await using (var xlsx = File.Create(files[2])) SheetXlsx.Write(draft.Sheets, xlsx);
        File.Delete(name + ".pdf"); // One of an earlier draft must not pass for this one's.
        var outcome = await PaperPdf.PrintAsync(draft.Paper, stop, layout);
        if (outcome.Pdf is { } pdf)
        {
            files.Add(name + ".pdf");
            await File.WriteAllBytesAsync(files[^1], pdf, stop);
        }
        return new Made(files, draft.Warnings, outcome.Problem);
    }

    private static void Report(Made made, bool json, InvocationConfiguration console)
    {
        if (json)
        {
            JsonOutput.Write(new JsonObject
            {
                ["files"] = new JsonArray([.. made.Files.Select(file => JsonValue.Create(file))]),
                ["warnings"] = new JsonArray([.. made.Warnings.Select(warning => JsonValue.Create(warning))]),
                ["pdf_problem"] = made.Pdf,
            }, console.Output);
            return;
        }
        foreach (var file in made.Files) console.Output.WriteLine($"已生成 {file}");
        foreach (var warning in made.Warnings) console.Error.WriteLine($"请核对：{warning}");
        if (made.Pdf is { } problem) console.Error.WriteLine(problem);
    }
}
