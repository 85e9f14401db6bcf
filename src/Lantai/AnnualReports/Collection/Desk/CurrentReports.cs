using Lantai.People;
using Lantai.Ui;
using Lantai.Units;

namespace Lantai.AnnualReports.Collection.Desk;

/// <summary>What the person who is signed in may do with the reports of the region.</summary>
public sealed record ReportScope(Region Region, Person Person)
{
    public bool IsOffice => Person.Holds(Region.Id, Post.Office);

    public bool SeesAll => Person.Holds(Region.Id, Post.Office, Post.Reviewer, Post.Leader);

    /// <summary>The units whose reports may be looked at; null for all.</summary>
    public IReadOnlyList<long>? Seen => SeesAll ? null : Mine;

    /// <summary>The units whose reports may be filled in; null for all.</summary>
    public IReadOnlyList<long>? Filled => IsOffice ? null : Mine;

    public IReadOnlyList<long> Mine => Person.UnitsIn(Region.Id);

    public string Home => $"/desk/{Region.Key}/annual";
}

/// <summary>A report as a page of the desk shows it to the person.</summary>
public sealed record ReportView(ReportScope Scope, ReportSheet Sheet)
{
    public UnitReport Report => Sheet.Report;

    public string Here => $"{Scope.Home}/reports/{Report.Id}";

    /// <summary>Whether the person may fill it in now.</summary>
    public bool IsOpenToMe => Report.State == UnitReportState.Open && (Scope.Filled is null || (Report.UnitId is { } unit && Scope.Filled.Contains(unit)));

    public AnnualDeadline Deadline => Sheet.Deadline;

    public IReadOnlyList<Crumb> Crumbs(string? page = null) =>
    [
        new("年度报告", Scope.SeesAll ? Scope.Home : null), new("各单位报告", $"{Scope.Home}/reports?year={Sheet.Year}"),
        .. page is null ? [new Crumb(Sheet.Unit)] : (Crumb[])[new(Sheet.Unit, Here), new(page)],
    ];
}

/// <summary>The report that a page's address names, when the person may see it.</summary>
public sealed class CurrentReports(CurrentRegion current, CurrentPerson people, ReadReports reading)
{
    public async Task<ReportScope> GetAsync() => new(await current.GetAsync(), await people.GetAsync());

    /// <summary>Null when there is none that the person may see.</summary>
    public async Task<ReportView?> FindAsync(long id, CancellationToken stop = default)
    {
        var scope = await GetAsync();
        return await reading.FindAsync(scope.Region.Id, scope.Seen, id, stop) is { } sheet ? new ReportView(scope, sheet) : null;
    }
}
