using Lantai.Calendar;
using Lantai.Patrol.Checks;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>Lays a patrol's report beside what is known of the site: all of it in one transaction, or nothing.</summary>
public sealed class KeepFindings(LantaiDb db, KeepEvidence evidence, SiteMemory memory, TimeProvider time)
{
    public async Task RunAsync(long patrolId, PatrolReport report, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var patrol = await db.LockPatrolAsync(patrolId, stop) ?? throw new InvalidOperationException($"There is no patrol {patrolId}.");
        var at = time.GetUtcNow();
        var known = await db.SiteFindings.Where(finding => finding.SiteId == patrol.SiteId).ToDictionaryAsync(finding => finding.Fingerprint, stop);
        var isNew = 0;
        foreach (var finding in report.Findings)
        {
            if (known.Remove(finding.Fingerprint, out var seen))
            {
                if (seen.SeeAgain(finding, patrolId, at)) isNew++;
                continue;
            }
            db.SiteFindings.Add(SiteFinding.Of(finding, patrol.SiteId, patrolId, at));
            isNew++;
        }
        var looksClean = CleanLookOf(report);
        var gone = known.Values.Count(missed => looksClean(missed) && missed.Miss(at));
        patrol.End(report, isNew, gone, at);
        await db.SaveChangesAsync(stop);
        await evidence.RunAsync(patrolId, stop);
        await memory.LearnAsync(patrol.SiteId, report.Addresses, OfficeTime.Day(patrol.StartedAt ?? at), stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>
    /// Whether the patrol could have seen the finding: it went through the whole site, the site was open, and neither the
    /// page nor what it links to turned us away.
    /// </summary>
    private static Func<SiteFinding, bool> CleanLookOf(PatrolReport report)
    {
        if (!report.IsWhole || report.Pages == 0 || report.Findings.Any(finding => finding.Check == SiteDown.Id)) return _ => false;
        var undecided = report.Undecided.Select(pair => pair.Address).ToHashSet(StringComparer.Ordinal);
        return finding => !undecided.Contains(finding.Page) && (finding.Target is null || !undecided.Contains(finding.Target));
    }
}
