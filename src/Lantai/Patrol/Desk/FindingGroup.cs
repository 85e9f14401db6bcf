using System.Data;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol.Desk;

/// <summary>Findings of a list that say the same of the same page: shown as one row, judged together.</summary>
/// <param name="All">In the order of their places; the first stands for all.</param>
internal sealed record FindingGroup(IReadOnlyList<SiteFinding> All)
{
    public SiteFinding First => All[0];

    /// <summary>For a form: the ids of all, with commas between.</summary>
    public string Ids => string.Join(',', All.Select(finding => finding.Id));

    /// <summary>A page of the list, and how many rows there are on all pages; all as of one moment, whatever a patrol keeps meanwhile.</summary>
    /// <param name="chosen">Of that database.</param>
    /// <param name="page">From 1.</param>
    public static async Task<(IReadOnlyList<FindingGroup> Rows, int Total)> ReadAsync(LantaiDb db, IQueryable<SiteFinding> chosen, int page, int size)
    {
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var groups = chosen
            .GroupBy(finding => new
            {
                finding.SiteId,
                finding.CheckId,
                finding.Severity,
                finding.State,
                finding.Page,
                finding.Target,
                finding.Stated,
                finding.Message,
            })
            .Select(group => new
            {
                group.Key.Severity,
                group.Key.Page,
                Line = group.Min(finding => finding.AtLine),
                Id = group.Min(finding => finding.Id),
                Count = group.Count(),
            });
        var total = await groups.CountAsync();
        var rows = await groups
            .OrderBy(row => row.Severity == Wording.Severity.Veto ? 0 : row.Severity == Wording.Severity.Serious ? 1
                : row.Severity == Wording.Severity.Minor ? 2 : 3)
            .ThenBy(row => row.Page).ThenBy(row => row.Line).ThenBy(row => row.Id).Skip((page - 1) * size).Take(size).ToListAsync();
        var (ids, pages) = (rows.Select(row => row.Id).ToList(), rows.Where(row => row.Count > 1).Select(row => row.Page).ToList());
        var findings = await chosen.Where(finding => ids.Contains(finding.Id) || pages.Contains(finding.Page)).ToListAsync();
        var same = findings.ToLookup(KeyOf);
        var first = findings.ToDictionary(finding => finding.Id);
        return ([.. ids.Select(id => new FindingGroup([.. same[KeyOf(first[id])].OrderBy(finding => finding.AtLine).ThenBy(finding => finding.AtColumn)
            .ThenBy(finding => finding.Id)]))], total);
    }

    private static (long, string, Wording.Severity, FindingState, string, string?, string?, string) KeyOf(SiteFinding finding) =>
        (finding.SiteId, finding.CheckId, finding.Severity, finding.State, finding.Page, finding.Target, finding.Stated, finding.Message);
}
