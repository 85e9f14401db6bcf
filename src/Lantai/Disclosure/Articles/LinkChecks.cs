using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>Links between articles make sense: to pages of the same region, repeal and amendment to policies, never in a circle.</summary>
internal static class LinkChecks
{
    private const int CircleLock = 4923460;

    internal const string Self = "稿件不能关联自己。";
    internal const string Circle = "修改、废止的关系绕成了圈：被它修改或废止的文件又修改或废止它，请核对文件的先后。";

    /// <exception cref="RefusedException">A link leads nowhere, to the article itself, to no policy, or closes a circle.</exception>
    public static async Task RefuseWrongAsync(LantaiDb db, Article article, IReadOnlyList<WantedLink> links, CancellationToken stop)
    {
        if (links.Count == 0) return;
        var targets = links.Select(link => link.TargetId).Distinct().ToList();
        var known = await db.Articles.Where(other => other.RegionId == article.RegionId && targets.Contains(other.Id))
            .Select(other => new { other.Id, IsPolicy = other.Editions.Any(edition => edition.PolicyType != null) })
            .ToDictionaryAsync(other => other.Id, other => other.IsPolicy, stop);
        foreach (var link in links)
        {
            if (link.TargetId == article.Id) throw new RefusedException(Self);
            if (!known.TryGetValue(link.TargetId, out var isPolicy)) throw new RefusedException($"本地区没有编号为{link.TargetId}的稿件，请核对关联。");
            if (!isPolicy && link.Kind != LinkKind.Related) throw new RefusedException($"编号{link.TargetId}的稿件不是政策文件，不能{link.Kind.Title}它。");
        }
        var repealed = links.Where(link => link.Kind is LinkKind.Repeals or LinkKind.Amends).Select(link => link.TargetId).ToList();
        if (repealed.Count == 0) return;
        await LockAsync(db, article.RegionId, stop);
        if (await ReachesAsync(db, repealed, article.Id, stop)) throw new RefusedException(Circle);
    }

    /// <summary>One at a time in a region, until the transaction ends: two writers who each close half a circle would not see each other.</summary>
    internal static Task LockAsync(LantaiDb db, long regionId, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({CircleLock}, {checked((int)regionId)})", stop);

    /// <summary>What amends or repeals in editions that stand or may come to stand: the one approved last and one under way.</summary>
    internal static IQueryable<EditionLink> Standing(LantaiDb db) => db.Set<EditionLink>().Where(link =>
        (link.Kind == LinkKind.Repeals || link.Kind == LinkKind.Amends) && link.Edition!.State != EditionState.Discarded
        && link.Edition.Article!.WithdrawnAt == null
        && !link.Edition.Article.Editions.Any(later => later.State == EditionState.Approved && later.Number > link.Edition.Number));

    /// <summary>What the edition amends or repeals although it is another unit's or another issuer's: a mistyped number looks like that.</summary>
    public static async Task<IReadOnlyList<string>> DoubtsAsync(
        LantaiDb db, Article article, Edition edition, IReadOnlyList<WantedLink> links, DateOnly today, CancellationToken stop)
    {
        var changing = links.Where(link => link.Kind is LinkKind.Repeals or LinkKind.Amends).ToList();
        var targets = await LinkTargets.ReadAsync(db, article, [.. changing.Select(link => link.TargetId)], today, stop);
        return
        [
            .. from link in changing
               let target = targets[link.TargetId]
               where target.UnitId != article.UnitId || (target.Issuer is { } issuer && edition.Issuer is { } own && issuer != own)
               let why = target.UnitId != article.UnitId ? "不是本单位的" : $"发文机关是{target.Issuer}，与这件不同"
               select $"{link.Kind.Title}的稿件{link.TargetId}是{target.Words}，{why}；请核对编号没有填错。",
        ];
    }

    /// <summary>Along what is <see cref="Standing"/>: what was set aside, replaced or withdrawn changes nothing.</summary>
    private static async Task<bool> ReachesAsync(LantaiDb db, IReadOnlyList<long> from, long wanted, CancellationToken stop)
    {
        var (seen, front) = (new HashSet<long>(), from);
        while (front.Count > 0)
        {
            if (front.Contains(wanted)) return true;
            seen.UnionWith(front);
            var reached = await Standing(db).Where(link => front.Contains(link.Edition!.ArticleId)).Select(link => link.TargetId).Distinct().ToListAsync(stop);
            front = [.. reached.Where(id => !seen.Contains(id))];
        }
        return false;
    }
}
