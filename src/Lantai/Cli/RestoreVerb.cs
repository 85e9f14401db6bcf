using System.CommandLine;
using System.Text.Json.Nodes;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Requests;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Cli;

/// <summary><c>lantai restore FILE</c>: a backup into an empty place, or with <c>--check</c> into a scratch place that is thrown away.</summary>
internal static class RestoreVerb
{
    public static Command Create()
    {
        var source = new Argument<string>("FILE") { Description = "备份文件" };
        var check = new Option<bool>("--check") { Description = "只演练：恢复到临时位置，核对行数、文件和操作记录，然后删掉；不动现有数据" };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command("restore", "从备份恢复到空的数据文件夹或数据库") { source, check, json };
        var options = new DatabaseOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            var console = parsed.InvocationConfiguration;
            using var backup = BackupReader.Open(Path.GetFullPath(parsed.GetRequiredValue(source)));
            console.Error.WriteLine("正在核对备份……");
            var faults = await backup.DamagesAsync(stop);
            if (faults.Count == 0 && parsed.GetValue(check)) faults = await DrillAsync(backup, console.Error.WriteLine, stop);
            else if (faults.Count == 0) await RestoreAsync(backup, options, parsed, stop);
            Report(backup.Manifest, faults, parsed.GetValue(check), parsed.GetValue(json), console);
            return faults.Count == 0 ? ExitCode.Fine : parsed.GetValue(check) ? ExitCode.Found : ExitCode.CouldNot;
        });
        return command;
    }

    private static async Task RestoreAsync(BackupReader backup, DatabaseOptions options, ParseResult parsed, CancellationToken stop)
    {
        await using var database = await options.OpenAsync(parsed, stop);
        parsed.InvocationConfiguration.Error.WriteLine("正在恢复数据库和文件……");
        await backup.RestoreAsync(database, stop);
        if (backup.Has(IdentitySeal.FileName) && IdentitySeal.PathOf(database) is var key && !File.Exists(key))
            parsed.InvocationConfiguration.Error.WriteLine($"身份证明的密钥已恢复到 {Path.Combine(database.Folder, IdentitySeal.FileName)}；环境变量{IdentitySeal.Variable}指明的 {key} 还没有，请复制过去，或者去掉这个变量。");
    }

    /// <summary>A private server of its own in a folder of its own; nothing of the office's is opened.</summary>
    private static async Task<IReadOnlyList<string>> DrillAsync(BackupReader backup, Action<string> progress, CancellationToken stop)
    {
        // Made by hand: PostgreSQL's own user must be able to enter it, which a temporary folder of .NET's does not allow.
        var scratch = Path.Combine(Path.GetTempPath(), "lantai-drill-" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            progress("正在临时位置恢复……");
            await using var database = await Database.OpenPrivateAsync(scratch, stop);
            await backup.RestoreDatabaseAsync(database, stop);
            return await FaultsAsync(backup, database, stop);
        }
        catch (RefusedException refusal)
        {
            return [refusal.Message];
        }
        finally
        {
            if (Directory.Exists(scratch)) Directory.Delete(scratch, true);
        }
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(BackupReader backup, Database database, CancellationToken stop)
    {
        await using var db = database.OpenDb();
        var faults = new List<string>();
        // An older schema may lack what today's program reads; its rows and parts have been compared all the same.
        if (backup.Manifest.Schema < Schema.Scripts[^1].Number) return faults;
        foreach (var file in await db.Files.AsNoTracking().Select(file => new { file.Hash, file.Name }).ToListAsync(stop))
            if (!backup.Has($"files/{file.Hash[..2]}/{file.Hash}")) faults.Add($"备份里缺少文件“{file.Name}”。");
        if (backup.Manifest.Rows.GetValueOrDefault("identity_key") > 0 && !backup.Has(IdentitySeal.FileName))
            faults.Add($"备份里没有身份证明的密钥{IdentitySeal.FileName}，恢复后身份证明打不开；请另找这个文件，并重新备份。");
        if (await JournalChain.FirstBrokenAsync(db, stop) is { } broken) faults.Add($"操作记录从第{broken}条起对不上，可能被改动过。");
        return faults;
    }

    private static void Report(BackupManifest manifest, IReadOnlyList<string> faults, bool isDrill, bool isJson, InvocationConfiguration console)
    {
        foreach (var fault in faults) console.Error.WriteLine(fault);
        var (rows, files) = (manifest.Rows.Values.Sum(), manifest.Parts.Count - 1);
        if (isJson)
        {
            JsonOutput.Write(new JsonObject
            {
                ["at"] = manifest.At,
                ["schema"] = manifest.Schema,
                ["rows"] = rows,
                ["files"] = files,
                ["restored"] = !isDrill && faults.Count == 0,
                ["faults"] = new JsonArray([.. faults.Select(fault => JsonValue.Create(fault))]),
            }, console.Output);
            return;
        }
        if (faults.Count > 0) return;
        var held = $"{manifest.Rows.Count}张表{rows}行，{files}个文件";
        console.Output.WriteLine(isDrill ? $"这份备份可以恢复：{held}，都已核对；没有改动现有数据。" : $"已恢复：{held}。{Upgrade(manifest)}");
    }

    private static string Upgrade(BackupManifest manifest) =>
        manifest.Schema < Schema.Scripts[^1].Number ? $"数据库结构是第{manifest.Schema}版，请再运行：lantai db upgrade" : "";
}
