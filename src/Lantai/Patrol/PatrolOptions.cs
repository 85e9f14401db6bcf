using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;

namespace Lantai.Patrol;

/// <summary>What a patrol is asked to do.</summary>
public sealed record PatrolOptions
{
    /// <summary>Where it starts; their hosts are the site.</summary>
    public required IReadOnlyList<WebAddress> Starts { get; init; }

    public FetchOptions Fetch { get; init; } = new();

    /// <summary>It may start on the own machine or network.</summary>
    public bool MayStartInside { get; init; } = true;

    public int MostPages { get; init; } = 50_000;

    /// <summary>Ids or groups of checks; empty for all.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>The office's register of columns; empty to learn them from the pages.</summary>
    public IReadOnlyList<RegisteredColumn> Columns { get; init; } = [];

    /// <summary>Sentences about what it was given, for the report.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The day against which dates are judged; null for today in the office's time zone.</summary>
    public DateOnly? Now { get; init; }

    /// <summary>Links to other sites are asked for too.</summary>
    public bool AsksElsewhere { get; init; } = true;

    /// <summary>Gets every page of the site as it is read: its address and its text in UTF-8.</summary>
    public Action<string, ReadOnlyMemory<byte>>? OnPage { get; init; }

    /// <summary>Gets every file of the site, which is then fetched whole; the bytes are only lent.</summary>
    public Action<string, ReadOnlyMemory<byte>>? OnFile { get; init; }

    public PatrolHistory History { get; init; } = PatrolHistory.Empty;

    /// <summary>Addresses of the site that are looked at even when no link leads there any more: what stood on them may still be there.</summary>
    public IReadOnlyList<WebAddress> Revisit { get; init; } = [];
}

/// <summary>How far a patrol has come.</summary>
/// <param name="Pages">Read so far.</param>
/// <param name="Links">Found on them.</param>
/// <param name="Waiting">Addresses still to be asked for.</param>
/// <param name="Rate">Pages a second since the start.</param>
/// <param name="LimitedBy">What keeps it from going faster.</param>
public sealed record PatrolProgress(int Pages, int Links, int Findings, int Waiting, double Rate, string LimitedBy);

/// <summary>What a patrol found.</summary>
/// <param name="Site">Where it started.</param>
/// <param name="Links">Links on the pages that were read.</param>
/// <param name="IsWhole">It ended by itself, within its limits, and read more pages than were kept from it.</param>
/// <param name="Undecided">Addresses of which could not be told whether they live, each with the reason: never held against anyone.</param>
/// <param name="Notes">What could not be looked at and why, such as IPv6 from a machine without.</param>
public sealed record PatrolReport(
    string Site, DateTimeOffset StartedAt, TimeSpan Elapsed, int Pages, int Links, IReadOnlyList<Finding> Findings, bool IsWhole,
    IReadOnlyList<(string Address, string Reason)> Undecided, IReadOnlyList<string> Notes)
{
    /// <summary>Place by place, for reports: what one cause does on a few pages is told for each of them.</summary>
    public IReadOnlyList<Finding> Rows => [.. Findings.SelectMany(finding => finding.Unfolded)];

    /// <summary>Nobody stopped it; false for what was found until then.</summary>
    public bool IsFinished { get; init; } = true;

    /// <summary>Checks that found more than is kept: of their findings cannot be told which are gone.</summary>
    public IReadOnlySet<string> Cut { get; init; } = new HashSet<string>();

    /// <summary>It read every page of the site that a link led to: what it did not see was not there.</summary>
    public bool ReadsAll { get; init; }

    /// <summary>The site's own addresses, without scheme, that were looked at to the end, or say that they are no more: only of them can be told what has gone.</summary>
    public IReadOnlySet<string> Looked { get; init; } = new HashSet<string>();

    /// <summary>Addresses, without scheme, that were not asked for, or of which nothing could be told.</summary>
    public IReadOnlySet<string> Unsettled { get; init; } = new HashSet<string>();

    /// <summary>The register's columns and those that pages show beside it.</summary>
    public IReadOnlyList<PatrolledColumn> Columns { get; init; } = [];

    /// <summary>What the site publishes, each address once.</summary>
    public IReadOnlyList<PublishedItem> Items { get; init; } = [];
}
