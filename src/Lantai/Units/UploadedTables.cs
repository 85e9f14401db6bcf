using Lantai.Files;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Units;

/// <summary>
/// A table that a person uploads to look at what it would change, and confirms with a second form: it is kept in between,
/// and stays as what the import rests on.
/// </summary>
public sealed class UploadedTables(LantaiDb db, FileStore store)
{
    private static readonly SourceLimits Limits = new(Bytes: 20L << 20, Rows: 50_000, Columns: 300);

    /// <exception cref="RefusedException">Nothing was uploaded, or it is no table.</exception>
    public async Task<(Guid Stored, IReadOnlyList<SourceTable> Tables)> TakeAsync(Actor actor, IFormFile? upload, CancellationToken stop = default)
    {
        if (upload is not { FileName.Length: > 0 }) throw new RefusedException("请选择文件。");
        await using var content = upload.OpenReadStream();
        var tables = SourceTables.Read(content, Path.GetFileName(upload.FileName), Limits);
        content.Position = 0;
        var file = await store.PutAsync(db, content, upload.FileName, "application/octet-stream", actor.Name, Limits.Bytes, stop);
        await db.SaveChangesAsync(stop);
        return (file.Id, tables);
    }

    /// <summary>The tables again; only for the person who uploaded them.</summary>
    public async Task<IReadOnlyList<SourceTable>> ReadAsync(Actor actor, Guid stored, CancellationToken stop = default)
    {
        var file = await db.Files.AsNoTracking().SingleOrDefaultAsync(file => file.Id == stored && file.StoredBy == actor.Name, stop)
            ?? throw new RefusedException("没有找到刚才上传的文件，请重新选择。");
        await using var content = store.Open(file);
        return SourceTables.Read(content, file.Name, Limits);
    }
}
