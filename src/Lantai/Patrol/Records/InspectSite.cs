using Lantai.Calendar;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Checks;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>How a case of an inspection stands today.</summary>
public enum InspectionState { Vetoed, NeedsWord, Near, NotLooked, Clear, ByHand }

/// <param name="Confirmed">Findings that a person, or the check's own row, has confirmed.</param>
/// <param name="Open">Findings that nobody has judged.</param>
/// <param name="Share">How much of what vetoes is there already; 1 from the limit on, whoever has judged it.</param>
public sealed record InspectionCase(InspectionRule Rule, int Confirmed, int Open, decimal Share, string? Note)
{
    public InspectionState State => Rule.Limit switch
    {
        null => InspectionState.ByHand,
        { } limit when Confirmed >= limit => InspectionState.Vetoed,
        { } limit when Confirmed + Open >= limit => InspectionState.NeedsWord,
        _ when Share >= 1 => InspectionState.NeedsWord,
        _ when Share > 0 => InspectionState.Near,
        _ => IsLooked ? InspectionState.Clear : InspectionState.NotLooked,
    };

    /// <summary>A patrol of the site was finished, so that nothing found means something.</summary>
    public bool IsLooked { get; init; } = true;
}

/// <summary>What an inspection of today would find: every case for which a site fails at once, the nearest first.</summary>
public sealed class InspectSite(LantaiDb db, PatrolRules rules, TimeProvider time)
{
    public async Task<IReadOnlyList<InspectionCase>> RunAsync(long siteId, CancellationToken stop = default)
    {
        string[] wanted = [.. rules.Inspection.SelectMany(rule => rule.Checks).Distinct()];
        var found = await db.SiteFindings.AsNoTracking()
            .Where(finding => finding.SiteId == siteId && wanted.Contains(finding.CheckId) && (finding.State == FindingState.Open || finding.State == FindingState.Confirmed))
            .Select(finding => new { Seen = new Seen(finding.CheckId, finding.Page, finding.State), finding.Basis }).ToListAsync(stop);
        var classes = await db.SiteColumns.AsNoTracking().Where(column => column.SiteId == siteId).ToDictionaryAsync(column => column.Key, column => column.Class, StringComparer.Ordinal, stop);
        var week = await WeekAsync(siteId, stop);
        // An inspection goes by the days of the class, however soon the office itself wants a column updated.
        var kinds = rules.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var counted = found.Select(one => (Seen: one.Seen with { Page = AddressKey.Of(one.Seen.Page) }, one.Basis))
            .Where(one => one.Seen.Check != ColumnStale.Id || kinds.GetValueOrDefault(classes.GetValueOrDefault(one.Seen.Page, "")) is not { } kind
                || ColumnStale.IsPastClass(one.Basis, kind)).Select(one => one.Seen).ToList();
        var isLooked = await db.SitePatrols.AnyAsync(patrol => patrol.SiteId == siteId && patrol.State == PatrolState.Done && patrol.Pages > 0, stop);
        return [.. rules.Inspection.Select(rule => Of(rule, counted, classes, week) with { IsLooked = isLooked }).OrderBy(one => one.State).ThenByDescending(one => one.Share)];
    }

    internal static InspectionCase Of(InspectionRule rule, IReadOnlyList<Seen> found, IReadOnlyDictionary<string, string> classes, AvailabilityWeek week)
    {
        var counted = found.Where(seen => rule.Checks.Contains(seen.Check) && (rule.Classes.Count == 0 || rule.Classes.Contains(classes.GetValueOrDefault(seen.Page, "")))).ToList();
        var confirmed = counted.Count(seen => seen.State == FindingState.Confirmed);
        var share = rule.Limit is { } limit ? Math.Min(1, (decimal)counted.Count / limit) : 0;
        if (!rule.Checks.Contains(Availability.Id)) return new(rule, confirmed, counted.Count - confirmed, share, null);
        return new(rule, confirmed, counted.Count - confirmed, Math.Max(share, week.IsEnough ? week.ShareOfLimit : 0), week.OpenPercent is { } open
            ? $"{week.First:MM-dd}至{week.Last:MM-dd}有效探测{week.Asked}次，打开{open:0.00}%{(week.IsEnough ? "" : "，探测不足，暂不判断")}"
            : "还没有探测");
    }

    private async Task<AvailabilityWeek> WeekAsync(long siteId, CancellationToken stop)
    {
        var (today, rule) = (time.Today(), rules.Of(Availability.Id));
        return Availability.WeekOf(await db.ProbesBeforeAsync(siteId, today, rule, stop), rule, today);
    }

    /// <param name="Page">Without scheme, as the classes are known by.</param>
    internal sealed record Seen(string Check, string Page, FindingState State);
}
