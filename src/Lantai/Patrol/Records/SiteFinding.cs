using System.Diagnostics.CodeAnalysis;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Patrol;

/// <summary>What is known of a finding: nobody has judged it, it is one, it is none, or it is there no more.</summary>
public enum FindingState { Open, Confirmed, Dismissed, Gone }

/// <summary>
/// A finding (问题) of a site, kept from patrol to patrol: the same fault is the same row. It goes after as many clean looks
/// as the office wants, because one may have been luck, and opens again when it comes back.
/// </summary>
public sealed class SiteFinding
{
    private readonly List<FindingPlace> places = [];

    public long Id { get; init; }

    public long SiteId { get; init; }

    /// <summary><see cref="Finding.Fingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    public required string CheckId { get; init; }

    public Severity Severity { get; private set; }

    public FindingState State { get; private set; }

    public required string Page { get; set; }

    public string? Target { get; private set; }

    /// <summary>From 1; null when it stands nowhere in particular.</summary>
    public int? AtLine { get; private set; }

    /// <inheritdoc cref="AtLine"/>
    public int? AtColumn { get; private set; }

    public string? Stated { get; private set; }

    /// <inheritdoc cref="Finding.Around"/>
    public string? Around { get; private set; }

    public string Message { get; private set; } = "";

    public string Evidence { get; private set; } = "";

    public string Basis { get; private set; } = "";

    public bool NeedsPerson { get; private set; }

    /// <inheritdoc cref="Finding.More"/>
    public int More { get; private set; }

    /// <summary>It is known by its cause, in whichever place it stands.</summary>
    public bool IsCommon { get; private set; }

    /// <summary>The first of the other places.</summary>
    public IReadOnlyList<FindingPlace> Places => places;

    public DateTimeOffset FirstSeenAt { get; private set; }

    public DateTimeOffset LastSeenAt { get; private set; }

    public long FirstPatrolId { get; init; }

    public long LastPatrolId { get; private set; }

    /// <summary>Whole patrols in a row that could have seen it and did not.</summary>
    public int CleanLooks { get; private set; }

    public DateTimeOffset? GoneAt { get; private set; }

    /// <summary>Why it is gone though no patrol missed it: its site was taken off the register. Null for all others.</summary>
    public string? GoneBecause { get; private set; }

    public DateTimeOffset? JudgedAt { get; private set; }

    public string? JudgedBy { get; private set; }

    public string? JudgedBecause { get; private set; }

    /// <summary>It was confirmed at some time: come back and open again, it still counts as what it was found to be.</summary>
    public bool WasConfirmed { get; private set; }

    /// <summary>The last day on which a dismissal holds; seen after it, the finding opens again.</summary>
    public DateOnly? DismissedUntil { get; private set; }

    internal static SiteFinding Of(Finding finding, long siteId, long patrolId, DateTimeOffset at)
    {
        var kept = new SiteFinding
        {
            SiteId = siteId,
            Fingerprint = finding.Fingerprint,
            CheckId = finding.Check,
            Page = finding.Page,
            FirstPatrolId = patrolId,
            FirstSeenAt = at,
        };
        kept.Take(finding, patrolId, at);
        kept.OpenAnew(finding.NeedsPerson, at);
        return kept;
    }

    /// <summary>True when it had gone, or its dismissal had run out, so that it is open again.</summary>
    internal bool SeeAgain(Finding finding, long patrolId, DateTimeOffset at)
    {
        Take(finding, patrolId, at);
        if (State != FindingState.Gone && !(State == FindingState.Dismissed && DismissedUntil < OfficeTime.Day(at))) return false;
        OpenAnew(NeedsPerson || JudgedBy is null || JudgedBecause is not null, at);
        return true;
    }

    /// <summary>A patrol that could have seen it did not; true when it is gone by that.</summary>
    /// <param name="looksToGo">Clean looks in a row after which it is gone.</param>
    internal bool Miss(DateTimeOffset at, int looksToGo)
    {
        if (State == FindingState.Gone || ++CleanLooks < looksToGo) return false;
        (State, GoneAt) = (FindingState.Gone, at);
        return true;
    }

    internal void Confirm(Actor actor, DateTimeOffset at)
    {
        RefuseGone();
        if (State == FindingState.Confirmed) throw new RefusedException($"“{Message}”已由{JudgedBy}确认。");
        Judge(FindingState.Confirmed, actor.Name, at, null, null);
    }

    /// <param name="until">The last day on which it holds.</param>
    internal void Dismiss(Actor actor, string because, DateOnly until, DateTimeOffset at)
    {
        RefuseGone();
        if (until < OfficeTime.Day(at)) throw new RefusedException($"排除的有效期不能早于今天，现为{until:yyyy-MM-dd}。");
        Judge(FindingState.Dismissed, actor.Name, at, because, until);
    }

    private void RefuseGone()
    {
        if (State == FindingState.Gone) throw new RefusedException($"“{Message}”已经消失，不需要办理。");
    }

    private void Judge(FindingState state, string? by, DateTimeOffset? at, string? because, DateOnly? until)
    {
        (State, JudgedBy, JudgedAt, JudgedBecause, DismissedUntil) = (state, by, at, because, until);
        if (state is FindingState.Confirmed or FindingState.Dismissed) WasConfirmed = state == FindingState.Confirmed;
    }

    /// <param name="waits">For a person's word: also where somebody had said of a check's finding that it was none, whatever its row says.</param>
    private void OpenAnew(bool waits, DateTimeOffset at)
    {
        (GoneAt, GoneBecause) = (null, null);
        if (waits) Judge(FindingState.Open, null, null, null, null);
        else Judge(FindingState.Confirmed, Actor.Program.Name, at, null, null);
    }

    private void Take(Finding finding, long patrolId, DateTimeOffset at)
    {
        (Severity, Page, Target, Stated, Message) = (finding.Severity, finding.Page, finding.Target, Kept(finding.Stated), Kept(finding.Message));
        (AtLine, AtColumn, Around) = (finding.Place?.Line, finding.Place?.Column, Kept(finding.Around));
        (Evidence, Basis, NeedsPerson, More, IsCommon) = (Kept(finding.Evidence), finding.Basis, finding.NeedsPerson, finding.More, finding.Cause is not null);
        Take(finding.Others);
        (LastSeenAt, LastPatrolId, CleanLooks) = (at, patrolId, 0);
    }

    private void Take(IReadOnlyList<FindingSpot> spots)
    {
        if (places.Count > spots.Count) places.RemoveRange(spots.Count, places.Count - spots.Count);
        for (var i = 0; i < spots.Count; i++)
        {
            if (i == places.Count) places.Add(new FindingPlace { Number = i + 1, Page = spots[i].Page });
            (places[i].Page, places[i].AtLine, places[i].AtColumn) = (spots[i].Page, spots[i].Place?.Line, spots[i].Place?.Column);
        }
    }

    /// <summary>PostgreSQL keeps every character of a page but NUL.</summary>
    [return: NotNullIfNotNull(nameof(words))]
    private static string? Kept(string? words) => words?.Replace('\0', '\uFFFD');

    internal sealed class Mapping : IEntityTypeConfiguration<SiteFinding>
    {
        public void Configure(EntityTypeBuilder<SiteFinding> builder)
        {
            builder.HasOne<PatrolSite>().WithMany().HasForeignKey(finding => finding.SiteId);
            builder.HasOne<SitePatrol>().WithMany().HasForeignKey(finding => finding.FirstPatrolId);
            builder.HasOne<SitePatrol>().WithMany().HasForeignKey(finding => finding.LastPatrolId);
            builder.HasIndex(finding => new { finding.SiteId, finding.Fingerprint }).IsUnique();
            builder.HasMany(finding => finding.Places).WithOne().HasForeignKey(place => place.FindingId);
        }
    }
}
