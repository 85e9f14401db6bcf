using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>A person's word on findings: they are, or they are not; several at once, all or none.</summary>
public sealed class JudgeFindings(LantaiDb db, FindingTickets tickets, TimeProvider time)
{
    /// <summary>How many were confirmed by this: what is confirmed already stays as it is.</summary>
    /// <exception cref="RefusedException">None is named, all are confirmed already, or one of them cannot be.</exception>
    public Task<int> ConfirmAsync(Actor actor, long regionId, IReadOnlyList<long> ids, CancellationToken stop = default) =>
        DoAsync(actor, regionId, ids, new Word(
            "确认问题", "确认", finding => finding.Confirm(actor, time.GetUtcNow()), (site, findings) => tickets.OpenAsync(actor, site, findings, stop))
        { IsNews = finding => finding.State != FindingState.Confirmed }, stop);

    /// <param name="until">The last day on which the dismissal holds.</param>
    /// <exception cref="RefusedException">None is named, the day has passed, or one of them is gone.</exception>
    public Task<int> DismissAsync(Actor actor, long regionId, IReadOnlyList<long> ids, string because, DateOnly until, CancellationToken stop = default) =>
        DoAsync(actor, regionId, ids, new Word(
            "排除问题", $"排除至{until:yyyy-MM-dd}（{because}）", finding => finding.Dismiss(actor, because, until, time.GetUtcNow()),
            (site, findings) => tickets.LiftAsync(actor, site, findings, stop)), stop);

    /// <summary>What is said of findings.</summary>
    /// <param name="Act">As the journal calls it.</param>
    /// <param name="Done">Before the finding's own words there.</param>
    /// <param name="Follow">What tickets make of it, site by site.</param>
    private sealed record Word(string Act, string Done, Action<SiteFinding> Judge, Func<PatrolSite, IEnumerable<SiteFinding>, Task> Follow)
    {
        /// <summary>Whether it says anything new of the finding; those of which it does not are left.</summary>
        public Predicate<SiteFinding> IsNews { get; init; } = _ => true;
    }

    private async Task<int> DoAsync(Actor actor, long regionId, IReadOnlyList<long> ids, Word word, CancellationToken stop)
    {
        if (ids.Count == 0) throw new RefusedException("请先选择要办理的问题。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var wanted = ids.ToArray();
        await db.Database.ExecuteSqlAsync($"select id from site_finding where id = any({wanted}) order by id for update", stop);
        var findings = await db.FindingsOf(regionId).Where(finding => wanted.Contains(finding.Id)).OrderBy(finding => finding.Id).ToListAsync(stop);
        if (findings.Count != ids.Distinct().Count()) throw new RefusedException("有的问题已不在列表中，请刷新后再办理。");
        if (findings.Exists(word.IsNews)) findings.RemoveAll(finding => !word.IsNews(finding));
        foreach (var finding in findings)
        {
            word.Judge(finding);
            db.Record(time, actor, word.Act, $"site-finding/{finding.Id}", $"{word.Done}：{finding.Message}", regionId);
        }
        var sites = await db.PatrolSites.AsNoTracking().Where(site => site.RegionId == regionId).ToDictionaryAsync(site => site.Id, stop);
        foreach (var site in findings.GroupBy(finding => finding.SiteId)) await word.Follow(sites[site.Key], site);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return findings.Count;
    }
}
