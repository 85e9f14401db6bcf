using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Patrol.Reports;
using Lantai.Storage;
using Lantai.Ui;
using Lantai.Units;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol.Desk;

/// <summary>Which findings a list or an export shows, as its address says; without a state those that are not gone.</summary>
internal sealed record FindingFilter(string Words, FindingState? State, Severity? Severity, string? Check, long? Site, string? Unit)
{
    public static readonly IReadOnlyList<string> Keys = ["state", "severity", "check", "site", "unit"];

    /// <summary>In the address, for findings that no unit answers for.</summary>
    public const string Nobody = "none";

    /// <summary>A unit as the address names it.</summary>
    public static string WordOf(long? unit) => unit?.ToString() ?? Nobody;

    public static FindingFilter Of(TableQuery query) => new(
        query.Search,
        Enum.TryParse<FindingState>(query["state"], out var state) ? state : null,
        Enum.TryParse<Severity>(query["severity"], out var severity) ? severity : null,
        query["check"],
        long.TryParse(query["site"], out var site) ? site : null,
        query["unit"]);

    /// <summary>In no order.</summary>
    /// <param name="owners">Whose findings are whose.</param>
    public IQueryable<SiteFinding> Choose(IQueryable<SiteFinding> findings, IQueryable<FindingOwner> owners)
    {
        if (Words.Length > 0) findings = findings.Where(finding => finding.Page.Contains(Words) || finding.Message.Contains(Words) || finding.Stated!.Contains(Words));
        findings = State is { } state ? findings.Where(finding => finding.State == state) : findings.Where(finding => finding.State != FindingState.Gone);
        if (Severity is { } severity) findings = findings.Where(finding => finding.Severity == severity);
        if (Check is { } check) findings = findings.Where(finding => finding.CheckId == check);
        if (Site is { } site) findings = findings.Where(finding => finding.SiteId == site);
        if (Unit is not null)
        {
            long? unit = Unit == Nobody ? null : long.TryParse(Unit, out var id) ? id : 0;
            findings = findings.Where(finding => owners.Any(owner => owner.FindingId == finding.Id && owner.UnitId == unit));
        }
        return findings;
    }

    /// <summary>The gravest first, then page by page.</summary>
    /// <inheritdoc cref="Choose" path="/param"/>
    public IQueryable<SiteFinding> Apply(IQueryable<SiteFinding> findings, IQueryable<FindingOwner> owners) =>
        Choose(findings, owners)
            .OrderBy(finding => finding.Severity == Wording.Severity.Veto ? 0 : finding.Severity == Wording.Severity.Serious ? 1 : finding.Severity == Wording.Severity.Minor ? 2 : 3)
            .ThenBy(finding => finding.Page).ThenBy(finding => finding.AtLine).ThenBy(finding => finding.Id);
}

/// <summary>The list of findings as a file.</summary>
internal static class FindingDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/patrol").RequireAuthorization(Access.Overview);
        foreach (var file in SheetFile.All)
            desk.MapGet($"findings.{file.Ending}", async (HttpContext http, CurrentRegion region, LantaiDb db, PatrolRules rules) =>
                file.Answer(await SheetAsync(http, await region.GetAsync(), db, rules), "巡查问题"));
    }

    private static async Task<Sheet> SheetAsync(HttpContext http, Region region, LantaiDb db, PatrolRules rules)
    {
        var sites = await db.PatrolSites.Where(site => site.RegionId == region.Id).ToDictionaryAsync(site => site.Id, site => site.Name);
        var found = await FindingFilter.Of(TableQuery.Of(http.Request)).Apply(db.FindingsOf(region.Id).AsNoTracking(), db.FindingOwners).ToListAsync();
        return new Sheet(
            "巡查问题",
            [
                new("网站"), new("级别"), new("检查项"), new("页面"), new("行", SheetColumnKind.Number), new("列", SheetColumnKind.Number), new("原文"), new("链接指向"), new("问题"),
                new("依据"), new("状态"), new("首次发现", SheetColumnKind.Date), new("最近发现", SheetColumnKind.Date), new("办理人"), new("理由"), new("证据"),
            ],
            [.. found.Select(finding => (IReadOnlyList<SheetCell>)[
                sites[finding.SiteId], FindingSheet.Title(finding.Severity), rules.Of(finding.CheckId).Title, finding.Page, finding.AtLine, finding.AtColumn, finding.Stated, finding.Target,
                FindingSheet.Message(finding.Message, finding.More), finding.Basis, finding.State.Title, OfficeTime.Day(finding.FirstSeenAt), OfficeTime.Day(finding.LastSeenAt), finding.JudgedBy, finding.JudgedBecause,
                finding.Evidence])]);
    }
}
