using System.CommandLine;
using System.Text.Json.Nodes;
using Lantai.Requests;
using Lantai.Storage;

namespace Lantai.Cli;

/// <summary><c>lantai backup FILE</c>: database, files, keys and packs as one file, while the program goes on serving.</summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var target = new Argument<string>("FILE") { Description = "写到哪个文件，如 备份/2026-11-21.zip；不能是已有的文件" };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command("backup", "备份：数据库、文件、密钥和本单位的规则包，写成一个文件") { target, json };
        var options = new DatabaseOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            var console = parsed.InvocationConfiguration;
            var path = Path.GetFullPath(parsed.GetRequiredValue(target));
            if (File.Exists(path)) throw new RefusedException($"{path}已经存在，请换一个文件名。");
            await using var database = await options.OpenAsync(parsed, stop);
            await Schema.EnsureCurrentAsync(database.Source, stop);
            RefuseInside(path, database.Folder);
            var key = IdentitySeal.ForBackup(database, IdentitySeal.PathOf(database));
            var manifest = await WriteAsync(database, path, key, console.Error.WriteLine, stop);
            Report(manifest, path, parsed.GetValue(json), console.Output);
            return ExitCode.Fine;
        });
        return command;
    }

    private static void RefuseInside(string path, string folder)
    {
        if (path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new RefusedException($"备份不能放在数据文件夹 {folder} 里：文件夹丢了，备份也就丢了；请换一个位置。");
    }

    /// <summary>Under its name only once it is whole; for nobody else's eyes, as it holds keys and personal data.</summary>
    private static async Task<BackupManifest> WriteAsync(
        Database database, string path, IReadOnlyDictionary<string, string> elsewhere, Action<string> progress, CancellationToken stop)
    {
        var unfinished = path + ".part";
        try
        {
            BackupManifest manifest;
            await using (var output = PrivateFile.Create(unfinished))
                manifest = await new BackupWriter(database, TimeProvider.System).WriteAsync(output, elsewhere, progress, stop);
            File.Move(unfinished, path);
            return manifest;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能写入 {path}：请检查文件夹是否存在、是否有权限、磁盘是否已满，没有别的备份正在写。", cause);
        }
        finally
        {
            if (File.Exists(unfinished)) File.Delete(unfinished);
        }
    }

    private static void Report(BackupManifest manifest, string path, bool isJson, TextWriter output)
    {
        var (rows, files, size) = (manifest.Rows.Values.Sum(), manifest.Parts.Count - 1, new FileInfo(path).Length);
        if (isJson)
            JsonOutput.Write(new JsonObject { ["file"] = path, ["at"] = manifest.At, ["schema"] = manifest.Schema, ["rows"] = rows, ["files"] = files, ["bytes"] = size }, output);
        else
            output.WriteLine($"已备份到 {path}：{manifest.Rows.Count}张表{rows}行，{files}个文件，共{size / 1024.0 / 1024.0:0.0}MB。里面有密钥和个人信息，请妥善保管；用 lantai restore {Path.GetFileName(path)} --check 可以试着恢复一遍。");
    }
}
