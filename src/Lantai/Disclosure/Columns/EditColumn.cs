using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>What the office changes about a column. A column is never deleted: it is closed, and what stands in it stays.</summary>
public sealed record ColumnChange(string Name, string Description, string Keywords, Cycle? Cycle, IReadOnlyList<ReviewKind> Reviews, bool IsClosed);

public sealed class EditColumn(LantaiDb db, TimeProvider time)
{
    /// <exception cref="RefusedException">There is no such column, another one has the name, or one of the reviews that law asks for is missing.</exception>
    public async Task RunAsync(Actor actor, long regionId, string key, ColumnChange change, CancellationToken stop = default)
    {
        foreach (var needed in (ReviewKind[])[ReviewKind.Editor, ReviewKind.Secrecy, ReviewKind.Leader])
            if (!change.Reviews.Contains(needed)) throw new RefusedException($"发稿环节中的“{needed.Title}”不能去掉。");
        var column = await db.PortalColumns.SingleOrDefaultAsync(column => column.RegionId == regionId && column.Key == key, stop) ??
            throw new RefusedException("没有这个栏目。");
        if (change.Name != column.Name && await db.PortalColumns.AnyAsync(other => other.RegionId == regionId && other.Name == change.Name, stop))
            throw new RefusedException($"已有名为“{change.Name}”的栏目；导入稿件和公开目录按名称认栏目，请换一个名称。");
        (column.Name, column.Description, column.Keywords, column.Cycle) = (change.Name, change.Description, change.Keywords, change.Cycle);
        column.Reviews = [.. change.Reviews.Order()];
        column.ClosedOn = change.IsClosed ? column.ClosedOn ?? time.Today() : null;
        var reviews = string.Join('、', column.Reviews.Select(review => review.Title));
        db.Record(time, actor, "更改栏目", $"column/{column.Id}", $"栏目“{column.Name}”{(change.IsClosed ? "已关闭" : "在用")}，发稿环节：{reviews}。", regionId);
        await db.SaveChangesAsync(stop);
    }
}
