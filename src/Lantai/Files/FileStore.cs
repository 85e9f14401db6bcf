using System.Security.Cryptography;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Files;

/// <summary>
/// Keeps bytes in the data folder under their SHA-256 (<c>files/ab/abcdef…</c>). Writing is whole or not at all.
/// </summary>
public sealed class FileStore(Database database, TimeProvider time)
{
    /// <summary>Puts the bytes in and adds the row, saved with the next save of <paramref name="db"/>.</summary>
    /// <param name="limit">Most bytes taken; more is refused.</param>
    /// <param name="mediaType">By content.</param>
    public async Task<StoredFile> PutAsync(
        LantaiDb db, Stream content, string name, string mediaType, string storedBy, long limit, CancellationToken stop = default)
    {
        var temporary = Path.Combine(MakeFolder("incoming"), Guid.NewGuid().ToString("N"));
        try
        {
            var (hash, size) = await CopyAsync(content, temporary, name, limit, stop);
            var path = PathOf(hash);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!File.Exists(path)) File.Move(temporary, path, true);
            var file = new StoredFile
            {
                Id = Guid.CreateVersion7(),
                Hash = hash,
                Name = Path.GetFileName(name),
                Size = size,
                MediaType = mediaType,
                StoredAt = time.GetUtcNow(),
                StoredBy = storedBy,
            };
            db.Files.Add(file);
            return file;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Opens the bytes; refuses when they are gone or are not those of the hash's length.</summary>
    public Stream Open(StoredFile file)
    {
        var path = PathOf(file.Hash);
        if (!File.Exists(path) || new FileInfo(path).Length != file.Size)
            throw new RefusedException($"文件“{file.Name}”在数据文件夹中缺失或损坏，请从备份恢复。");
        return File.OpenRead(path);
    }

    /// <summary>Erases the bytes of a file whose row is gone, unless another row names them.</summary>
    internal async Task EraseAsync(LantaiDb db, StoredFile gone, CancellationToken stop = default)
    {
        if (!await db.Files.AnyAsync(file => file.Hash == gone.Hash, stop)) File.Delete(PathOf(gone.Hash));
    }

    private static async Task<(string Hash, long Size)> CopyAsync(
        Stream content, string path, string name, long limit, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var buffer = new byte[81920];
        long size = 0;
        for (int read; (read = await content.ReadAsync(buffer, stop)) > 0;)
        {
            size += read;
            if (size > limit) throw TooLarge(name, limit);
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), stop);
        }
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }

    internal static RefusedException TooLarge(string name, long limit) => new($"文件“{Path.GetFileName(name)}”超过{limit / 1024 / 1024}MB，不能上传。");

    private string PathOf(string hash) => PathOf(database, hash);

    internal static string PathOf(Database database, string hash) => Path.Combine(database.Folder, "files", hash[..2], hash);

    private string MakeFolder(string name) =>
        Directory.CreateDirectory(Path.Combine(database.Folder, "files", name)).FullName;
}
