using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Files;

/// <summary>The folder of the stored files: it holds an empty file with the number of its database from the first start on.</summary>
public sealed class FileFolder
{
    public Guid Id { get; init; }

    /// <summary>Null until a program has started with it.</summary>
    public DateTimeOffset? MarkedAt { get; private set; }

    /// <summary>
    /// Refuses a folder that is not the database's: machines that share a database share the folder too, or files of one cannot be opened on the other.
    /// </summary>
    /// <exception cref="RefusedException">The mark, or the newest stored file, lies elsewhere.</exception>
    public static async Task EnsureOwnAsync(Database database, TimeProvider time, CancellationToken stop = default)
    {
        await using var db = database.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        // Two machines that start together: the second one looks after the first has left its mark.
        var own = await db.Set<FileFolder>().FromSql($"select * from file_folder for update").SingleAsync(stop);
        var mark = Path.Combine(database.Folder, "files", $"of-{own.Id}");
        if (File.Exists(mark)) return;
        var newest = await db.Files.AsNoTracking().OrderByDescending(file => file.StoredAt).FirstOrDefaultAsync(stop);
        if (own.MarkedAt is not null || (newest is not null && !File.Exists(FileStore.PathOf(database, newest.Hash))))
            throw new RefusedException($"数据文件夹{database.Folder}里的 files 不是这个数据库的；几台服务器共用一个数据库的，files 也要共用一个。请把原来的 files 挂接或复制到这里，或用 --data 指明原来的数据文件夹。");
        Directory.CreateDirectory(Path.GetDirectoryName(mark)!);
        await File.WriteAllBytesAsync(mark, [], stop);
        own.MarkedAt = time.GetUtcNow();
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<FileFolder>
    {
        public void Configure(EntityTypeBuilder<FileFolder> builder) => builder.Property(folder => folder.Id).ValueGeneratedNever();
    }
}
