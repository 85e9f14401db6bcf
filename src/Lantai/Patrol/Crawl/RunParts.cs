using Lantai.Patrol.Fetching;

namespace Lantai.Patrol.Crawl;

/// <summary>What all workers of a run share.</summary>
internal sealed record RunParts(PatrolOptions Options, PatrolRules Rules, FindingSink Sink, SiteMap Map, SiteScope Scope, Fetcher Fetcher, DateOnly Today)
{
    public StyleShelf Styles { get; } = new(Map);

    /// <summary>The page checks that were asked for, each once.</summary>
    public required IReadOnlyList<Action<PageLook>> PageChecks { get; init; }

    public required IReadOnlyList<Func<FileLook, Flaw?>> FileChecks { get; init; }

    public required IReadOnlyList<Func<FileLook, Flaw?>> ForeignChecks { get; init; }
}
