using Lantai.Assessment;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins;

/// <summary>Keeps a period as it is while a bulletin rests on it.</summary>
internal static class BulletinHold
{
    /// <summary>An open period may not vanish under a draft; a closed one stays closed from the draft's submission on.</summary>
    public static async Task<string?> FindAsync(LantaiDb db, ScoringPeriod period, CancellationToken stop)
    {
        var resting = await db.Bulletins.AsNoTracking().Where(bulletin => bulletin.PeriodId == period.Id)
            .OrderByDescending(bulletin => bulletin.State == BulletinState.Issued).ThenBy(bulletin => bulletin.Id).ToListAsync(stop);
        if (period.IsOpen) return resting.Count > 0 ? $"{period.Title}已有通报稿“{resting[0].Title}”，请先删除通报稿。" : null;
        return resting.Find(bulletin => bulletin.State is BulletinState.Submitted or BulletinState.Reviewed or BulletinState.Issued) switch
        {
            null => null,
            { State: BulletinState.Issued } issued => $"通报“{issued.Title}”已按本期成绩签发，不能重新打开；确需更正，请先撤回通报。",
            var waiting => $"通报“{waiting.Title}”{waiting.State.Title}，不能重新打开；请先退回通报稿。",
        };
    }
}
