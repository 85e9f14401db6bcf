using System.Security.Cryptography;
using System.Text;
using Lantai.Journal;
using Lantai.Patrol.Addresses;
using Lantai.Rectification;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>What confirmed findings ask of units: one ticket for one cause, not for one page. Within the caller's transaction.</summary>
public sealed class FindingTickets(LantaiDb db, OpenTickets opening, FollowPlaces following, TicketLimits limits, PatrolRules rules)
{
    /// <summary>The checks whose words are the cause, wherever they stand.</summary>
    private const string WordsGroup = "表述";

    /// <summary>Characters that surely fit into an index of PostgreSQL; longer causes are known by their hash.</summary>
    private const int LongestCause = 600;

    /// <summary><see cref="TicketPlace.Source"/> of a finding.</summary>
    public static string SourceOf(SiteFinding finding) => SourcePrefix + finding.Id;

    internal const string SourcePrefix = "patrol/findings/";

    /// <summary>How the causes of a site begin.</summary>
    public static string CausesOf(PatrolSite site) => $"patrol/{site.Id}/";

    /// <summary>Opens what is not open yet; findings without a unit, or too slight for a ticket, are left.</summary>
    /// <exception cref="RefusedException">The calendar does not reach a due day.</exception>
    public async Task OpenAsync(Actor actor, PatrolSite site, IEnumerable<SiteFinding> confirmed, CancellationToken stop = default)
    {
        var grave = confirmed.Where(finding => limits.Of(finding.Severity).Workdays is not null).ToList();
        var ids = grave.Select(finding => finding.Id).ToArray();
        var owners = await db.FindingOwners.Where(owner => ids.Contains(owner.FindingId))
            .ToDictionaryAsync(owner => owner.FindingId, owner => owner.UnitId, stop);
        var places = await db.SiteFindings.AsNoTracking().Where(finding => ids.Contains(finding.Id))
            .SelectMany(finding => finding.Places).OrderBy(place => place.Number).ToListAsync(stop);
        var others = places.ToLookup(place => place.FindingId);
        var wanted = grave.Select(finding => (Finding: finding, Unit: owners[finding.Id], Cause: CausesOf(site) + CauseOf(finding)))
            .Where(pair => pair.Unit is not null)
            .GroupBy(pair => (pair.Unit, pair.Cause), pair => pair.Finding)
            .Select(group => Of(group.Key.Unit!.Value, group.Key.Cause, [.. group.OrderBy(finding => finding.Page, StringComparer.Ordinal).ThenBy(finding => finding.Id)], others));
        await opening.TakeAsync(actor, site.RegionId, [.. wanted], stop);
    }

    public Task LookAsync(PatrolSite site, NewLook look, CancellationToken stop = default) => following.LookAsync(site.RegionId, CausesOf(site), look, stop);

    public Task LiftAsync(Actor actor, PatrolSite site, IEnumerable<SiteFinding> dismissed, CancellationToken stop = default) =>
        following.LiftAsync(actor, site.RegionId, [.. dismissed.Select(SourceOf)], stop);

    private NewTicket Of(long unit, string cause, IReadOnlyList<SiteFinding> findings, ILookup<long, FindingPlace> others)
    {
        var (first, rule) = (findings[0], rules.Of(findings[0].CheckId));
        return new NewTicket(
            unit, TicketOrigin.Patrol, rule.Title, WhatOf(first), rule.HowToFix, first.Basis, findings.Min(finding => finding.Severity),
            [.. findings.SelectMany(finding => PlacesOf(finding, [.. others[finding.Id]]))])
        { Cause = cause };
    }

    /// <summary>Every place that is known, so that the unit finds it; of the others the first one tells how many they are.</summary>
    private static IEnumerable<NewPlace> PlacesOf(SiteFinding finding, IReadOnlyList<FindingPlace> others)
    {
        var words = finding.Around ?? finding.Stated;
        var unnamed = Reports.FindingSheet.Message(finding.Message, finding.More - others.Count);
        yield return new NewPlace(unnamed, finding.Page, SourceOf(finding), finding.AtLine, finding.AtColumn) { ConfirmedAt = finding.JudgedAt, Words = words };
        foreach (var place in others)
            yield return new NewPlace(finding.Message, place.Page, SourceOf(finding), place.AtLine, place.AtColumn) { ConfirmedAt = finding.JudgedAt, Words = words };
    }

    /// <summary>With the address that it is about: a unit must know which link is dead.</summary>
    private static string WhatOf(SiteFinding finding) => finding.Target is { } target ? $"{finding.Message.TrimEnd('。')}（{target}）。" : finding.Message;

    /// <summary>A dead target is one cause on forty pages, and so are a wrong expression and a template; anything else is its page's own.</summary>
    private string CauseOf(SiteFinding finding)
    {
        var what = AddressKey.Of(finding.Target ?? (rules.Of(finding.CheckId).Group == WordsGroup ? finding.Stated : null) ?? (finding.IsCommon ? finding.Fingerprint : finding.Page));
        return $"{finding.CheckId}/{(what.Length <= LongestCause ? what : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what))))}";
    }
}
