using System.Data;
using System.IO.Compression;
using System.Security.Cryptography;
using Npgsql;

namespace Lantai.Storage;

/// <summary>
/// Writes a backup while the office goes on working: one picture of the database, then the files of the data folder. A file
/// is stored before the row that names it and is never changed, so the files of the picture are all there.
/// </summary>
public sealed class BackupWriter(Database database, TimeProvider time)
{
    /// <summary>Of the data folder what is not taken: the private server itself, what is being uploaded, and what can be made again.</summary>
    private static readonly string[] LeftOut = ["postgres/", "programs/", "files/incoming/", "cache/", "lock"];

    /// <param name="elsewhere">Files that belong to the data folder and may lie elsewhere: where each is, by its name there.</param>
    /// <param name="progress">Gets a Chinese sentence now and then.</param>
    public async Task<BackupManifest> WriteAsync(
        Stream output, IReadOnlyDictionary<string, string> elsewhere, Action<string> progress, CancellationToken stop = default)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var parts = new List<BackupPart>();
        progress("正在备份数据库……");
        var at = time.GetUtcNow();
        var (schema, rows) = await DumpAsync(zip, parts, stop);
        await AddFolderAsync(zip, parts, elsewhere, progress, stop);
        var manifest = new BackupManifest(BackupManifest.CurrentFormat, at, schema, rows, parts);
        await using var entry = zip.CreateEntry(BackupManifest.Name).Open();
        manifest.Write(entry);
        return manifest;
    }

    private async Task<(int Schema, SortedDictionary<string, long> Rows)> DumpAsync(ZipArchive zip, List<BackupPart> parts, CancellationToken stop)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stop);
        await using var picture = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var snapshot = (string)(await ScalarAsync(connection, "select pg_export_snapshot()", stop))!;
        var rows = await BackupRows.CountAsync(connection, stop);
        var schema = (int)(await ScalarAsync(connection, "select coalesce(max(number), 0) from schema_version", stop))!;
        parts.Add(await AddAsync(zip, BackupManifest.Dump, target =>
            PostgresPipe.ReadAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--snapshot={snapshot}"], database.Address, target, stop)));
        return (schema, rows);
    }

    private async Task AddFolderAsync(
        ZipArchive zip, List<BackupPart> parts, IReadOnlyDictionary<string, string> elsewhere, Action<string> progress, CancellationToken stop)
    {
        var files = Directory.EnumerateFiles(database.Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(file => Path.GetRelativePath(database.Folder, file).Replace('\\', '/'))
            .Where(name => !LeftOut.Any(left => left.EndsWith('/') ? name.StartsWith(left, StringComparison.Ordinal) : name == left))
            .Union(elsewhere.Keys).Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < files.Count; i++)
        {
            if (i % 500 == 0) progress($"正在备份文件，第{i + 1}个，共{files.Count}个……");
            await using var source = new FileStream(elsewhere.GetValueOrDefault(files[i]) ?? Path.Combine(database.Folder, files[i]), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            parts.Add(await AddAsync(zip, BackupManifest.FolderPrefix + files[i], target => source.CopyToAsync(target, stop)));
        }
    }

    private static async Task<BackupPart> AddAsync(ZipArchive zip, string name, Func<Stream, Task> write)
    {
        await using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        await using var hashing = new HashingStream(entry);
        await write(hashing);
        return new BackupPart(name, hashing.Size, hashing.Hash());
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(stop);
    }

    /// <summary>Passes on what is written and reckons its SHA-256.</summary>
    private sealed class HashingStream(Stream target) : Stream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Size { get; private set; }

        public string Hash() => Convert.ToHexStringLower(hash.GetHashAndReset());

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Size;

        public override long Position { get => Size; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.AppendData(buffer);
            Size += buffer.Length;
            target.Write(buffer);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            hash.AppendData(buffer.Span);
            Size += buffer.Length;
            await target.WriteAsync(buffer, cancellationToken);
        }

        public override void Flush() => target.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) hash.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>How many rows every table has.</summary>
internal static class BackupRows
{
    public static async Task<SortedDictionary<string, long>> CountAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("select quote_ident(relname) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace", connection))
        await using (var reader = await list.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop)) tables.Add(reader.GetString(0));
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            // A table's name cannot be a parameter; it comes quoted from the catalogue.
            await using var count = new NpgsqlCommand($"select count(*) from public.{table}", connection);
            rows[table] = (long)(await count.ExecuteScalarAsync(stop))!;
        }
        return rows;
    }
}
