using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Lantai.Storage;

/// <summary>Opens a backup, looks whether it is whole, and puts it into an empty place.</summary>
public sealed class BackupReader : IDisposable
{
    private readonly string path;
    private readonly ZipArchive zip;

    private BackupReader(string path, ZipArchive zip, BackupManifest manifest) => (this.path, this.zip, Manifest) = (path, zip, manifest);

    /// <summary>What the backup says it holds.</summary>
    public BackupManifest Manifest { get; }

    /// <exception cref="RefusedException">There is no such file, it is no backup, or a newer program wrote it.</exception>
    public static BackupReader Open(string path)
    {
        if (!File.Exists(path)) throw new RefusedException($"找不到备份文件{path}，请核对路径。");
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(path);
            using var entry = (zip.GetEntry(BackupManifest.Name) ?? throw new InvalidDataException()).Open();
            var manifest = BackupManifest.Read(entry);
            RefuseNewer(path, manifest);
            return new BackupReader(path, zip, manifest);
        }
        catch (RefusedException)
        {
            zip?.Dispose();
            throw;
        }
        catch (Exception cause) when (cause is InvalidDataException or JsonException or IOException or UnauthorizedAccessException)
        {
            zip?.Dispose();
            throw new RefusedException($"{path}不是兰台的备份，或者没有写完；请换一份备份。", cause);
        }
    }

    /// <summary>Reads every part; answers a sentence for each that is missing, changed or not named.</summary>
    public async Task<IReadOnlyList<string>> DamagesAsync(CancellationToken stop = default)
    {
        var damages = new List<string>();
        foreach (var part in Manifest.Parts)
            if (zip.GetEntry(part.Name) is not { } entry) damages.Add($"备份里缺少{part.Name}。");
            else if (!await IsWholeAsync(entry, part, stop)) damages.Add($"备份里的{part.Name}与备份时不同，已经损坏。");
        var named = Manifest.Parts.Select(part => part.Name).Append(BackupManifest.Name).ToHashSet(StringComparer.Ordinal);
        damages.AddRange(zip.Entries.Where(entry => !named.Contains(entry.FullName)).Select(entry => $"备份里多出了{entry.FullName}。"));
        return damages;
    }

    /// <summary>Whether the backup has the file of the data folder.</summary>
    public bool Has(string name) => zip.GetEntry(BackupManifest.FolderPrefix + name) is not null;

    /// <summary>Puts everything back, or nothing: the files first, then the database in one transaction.</summary>
    /// <exception cref="RefusedException">The place is not empty, or what came back is not what was there.</exception>
    public async Task RestoreAsync(Database target, CancellationToken stop = default)
    {
        await RefuseTablesAsync(target, stop);
        var files = PlanFiles(target.Folder);
        try
        {
            foreach (var (entry, path) in files) await ExtractAsync(entry, path, stop);
            await RestoreDatabaseAsync(target, stop);
        }
        catch
        {
            foreach (var (_, path) in files) File.Delete(path);
            throw;
        }
    }

    /// <summary>Reads the database back and compares the rows of every table.</summary>
    /// <param name="target">Must hold no table.</param>
    public async Task RestoreDatabaseAsync(Database target, CancellationToken stop = default)
    {
        await RefuseTablesAsync(target, stop);
        await using (var input = Entry(BackupManifest.Dump).Open())
            await PostgresPipe.WriteAsync("pg_restore", ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--dbname", target.Name], target.Address, input, stop);
        await using var restored = await target.Source.OpenConnectionAsync(stop);
        var rows = await BackupRows.CountAsync(restored, stop);
        var other = Manifest.Rows.Where(table => rows.GetValueOrDefault(table.Key, -1) != table.Value).Select(table => table.Key).ToList();
        if (other.Count > 0) throw new RefusedException($"恢复后{string.Join('、', other)}的行数与备份时不同，请换一份备份。");
    }

    private static async Task RefuseTablesAsync(Database target, CancellationToken stop)
    {
        await using var connection = await target.Source.OpenConnectionAsync(stop);
        if ((await BackupRows.CountAsync(connection, stop)).Count > 0)
            throw new RefusedException("要恢复到的数据库里已经有数据；请用 --data 或 --database 换一个空的。");
    }

    private List<(ZipArchiveEntry Entry, string Path)> PlanFiles(string folder)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var files = Manifest.Parts.Where(part => part.Name.StartsWith(BackupManifest.FolderPrefix, StringComparison.Ordinal))
            .Select(part => (Entry: Entry(part.Name), Path: Path.GetFullPath(Path.Combine(root, part.Name[BackupManifest.FolderPrefix.Length..])))).ToList();
        foreach (var (entry, target) in files)
        {
            if (!target.StartsWith(root, StringComparison.Ordinal)) throw new RefusedException($"备份里的{entry.FullName}指向数据文件夹之外，不能恢复。");
            if (File.Exists(target)) throw new RefusedException($"数据文件夹里已经有{Path.GetRelativePath(root, target)}；请用 --data 换一个空的。");
        }
        return files;
    }

    private static async Task ExtractAsync(ZipArchiveEntry entry, string target, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await using var input = entry.Open();
        await using var output = PrivateFile.Create(target);
        await input.CopyToAsync(output, stop);
    }

    private ZipArchiveEntry Entry(string name) => zip.GetEntry(name) ?? throw new RefusedException($"备份里缺少{name}，不能恢复。");

    public void Dispose() => zip.Dispose();

    private static void RefuseNewer(string path, BackupManifest manifest)
    {
        if (manifest.Format != BackupManifest.CurrentFormat || manifest.Schema > Schema.Scripts[^1].Number)
            throw new RefusedException($"{path}是更新的程序备份的（数据库结构第{manifest.Schema}版，本程序第{Schema.Scripts[^1].Number}版）；请换用新版程序。");
    }

    private static async Task<bool> IsWholeAsync(ZipArchiveEntry entry, BackupPart part, CancellationToken stop)
    {
        if (entry.Length != part.Size) return false;
        try
        {
            await using var content = entry.Open();
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)) == part.Hash;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
