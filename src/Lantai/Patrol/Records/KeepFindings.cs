using Lantai.Journal;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Checks;
using Lantai.Rectification;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>Lays a patrol's report beside what is known of the site: all of it in one transaction, or nothing.</summary>
public sealed class KeepFindings(LantaiDb db, KeepEvidence evidence, FindingTickets tickets, PatrolMemory memory, PatrolRules rules, TimeProvider time)
{
    public async Task RunAsync(long patrolId, PatrolReport report, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var patrol = await db.LockPatrolAsync(patrolId, stop) ?? throw new InvalidOperationException($"There is no patrol {patrolId}.");
        if (await db.PatrolSites.AnyAsync(site => site.Id == patrol.SiteId && site.RetiredOn != null, stop))
            throw new RefusedException("网站已下线，没有记下这次巡查的结果。");
        // What a patrol saw is of the day on which it began, however long it took and however often it was taken up.
        var seenAt = patrol.StartedAt ?? throw new InvalidOperationException($"Patrol {patrolId} has not begun.");
        // What went long ago is read only where it is back.
        string[] seenPrints = [.. report.Findings.Select(finding => finding.Fingerprint)];
        await db.Database.ExecuteSqlAsync(
            $"""
            select id from site_finding where site_id = {patrol.SiteId} and (state <> 'Gone' or fingerprint = any({seenPrints})) order by id for update
            """, stop);
        var known = await db.SiteFindings.Include(finding => finding.Places.OrderBy(place => place.Number))
            .Where(finding => finding.SiteId == patrol.SiteId && (finding.State != FindingState.Gone || seenPrints.Contains(finding.Fingerprint)))
            .ToDictionaryAsync(finding => finding.Fingerprint, stop);
        var (isNew, seenNow) = (0, new List<SiteFinding>());
        foreach (var finding in report.Findings)
        {
            if (known.Remove(finding.Fingerprint, out var seen))
            {
                if (seen.SeeAgain(finding, patrolId, seenAt)) isNew++;
                seenNow.Add(seen);
                continue;
            }
            var fresh = SiteFinding.Of(finding, patrol.SiteId, patrolId, seenAt);
            db.SiteFindings.Add(fresh);
            seenNow.Add(fresh);
            isNew++;
        }
        var looksClean = CleanLookOf(report);
        var missed = known.Values.Where(finding => finding.State != FindingState.Gone && looksClean(finding)).ToList();
        var gone = missed.Count(finding => finding.Miss(seenAt, rules.Keeping.CleanLooks));
        // Before this patrol counts as a look itself.
        await memory.KeepAsync(patrol, report, seenAt, stop);
        patrol.End(report, isNew, gone, time.GetUtcNow());
        await db.SaveChangesAsync(stop);
        await TellTicketsAsync(patrol, seenNow, missed, stop);
        await db.SaveChangesAsync(stop);
        await evidence.RunAsync(patrolId, stop);
        await transaction.CommitAsync(stop);
        // What this leaves behind when the program ends just here, the next patrol sweeps away.
        await evidence.SweepAsync(stop);
    }

    /// <summary>Closes and returns tickets by what was seen, and opens those of confirmed findings that have none.</summary>
    private async Task TellTicketsAsync(SitePatrol patrol, IReadOnlyList<SiteFinding> seen, IReadOnlyList<SiteFinding> missed, CancellationToken stop)
    {
        var site = await db.PatrolSites.AsNoTracking().SingleAsync(known => known.Id == patrol.SiteId, stop);
        await tickets.LookAsync(site, new NewLook(
            patrol.StartedAt!.Value, Sources(seen), Sources(missed.Where(finding => finding.State != FindingState.Gone)), Sources(missed.Where(finding => finding.State == FindingState.Gone))), stop);
        try
        {
            await tickets.OpenAsync(Actor.Program, site, seen.Where(finding => finding.State == FindingState.Confirmed), stop);
        }
        catch (RefusedException refusal)
        {
            // The findings are kept in any case; the next patrol opens the tickets.
            patrol.Notes.Add($"没有开出整改单：{refusal.Message}");
        }
    }

    private static HashSet<string> Sources(IEnumerable<SiteFinding> findings) => [.. findings.Select(FindingTickets.SourceOf)];

    /// <summary>
    /// Whether the patrol could have seen the finding: it went through the whole site, the site was open, the page was
    /// read to its end or says that it is no more, of what it links to could be told whether it lives, and its check found
    /// no more than is kept. What stands in several places could be seen in each of them.
    /// </summary>
    internal static Func<SiteFinding, bool> CleanLookOf(PatrolReport report)
    {
        if (!report.IsWhole || report.Pages == 0 || report.Findings.Any(finding => finding.Check == SiteDown.Id)) return _ => false;
        var cut = report.Findings.Where(finding => finding.Check == HostilePage.Id).Select(finding => finding.Page).ToHashSet(StringComparer.Ordinal);
        return finding => !report.Cut.Contains(finding.CheckId) && finding.Places.Select(place => place.Page).Prepend(finding.Page)
                .All(page => report.Looked.Contains(AddressKey.Of(page)) && (finding.CheckId == HostilePage.Id || !cut.Contains(page)))
            && (finding.Target is null || !report.Unsettled.Contains(AddressKey.Of(finding.Target)));
    }
}
