using Lantai.Patrol.Crawl;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Probes;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol;

/// <summary>When an address of the site was first seen in earlier patrols; empty for a patrol without a memory.</summary>
/// <param name="FirstSeen">Day on which the address was first met.</param>
/// <param name="LookedOn">Days of earlier patrols that read the whole site, in order.</param>
/// <param name="Probes">Looks whether the site opens, made between patrols.</param>
public sealed record PatrolHistory(IReadOnlyDictionary<string, DateOnly> FirstSeen, IReadOnlyList<DateOnly> LookedOn, IReadOnlyList<Probe> Probes)
{
    public static PatrolHistory Empty { get; } = new(new Dictionary<string, DateOnly>(), [], []);

    /// <summary>Nothing is remembered: what only shows over time cannot be told.</summary>
    public bool IsEmpty => LookedOn.Count == 0 && Probes.Count == 0;
}

/// <summary>What a random address in a directory answered: how the site says "there is no such page".</summary>
/// <param name="Kind">How.</param>
/// <param name="TextKey">Of the page that came, when one came.</param>
internal sealed record NotFoundSample(string Directory, NotFoundKind Kind, string Title, ulong TextKey, int TextLength, string Evidence);

internal enum NotFoundKind
{
    /// <summary>404 or 410, as it should.</summary>
    Proper,

    /// <summary>A page with status 200.</summary>
    Page,

    /// <summary>A redirect to the home page.</summary>
    Home,

    /// <summary>Nothing that tells.</summary>
    Unknown,
}

/// <summary>How a host of the site is reached over IPv6 from here.</summary>
/// <param name="HasRecord">The name has an AAAA record.</param>
/// <param name="CanTry">This machine has an IPv6 route at all.</param>
/// <param name="Reached">The home page came over IPv6; null when it could not be tried.</param>
internal sealed record Ipv6Fact(string Host, bool HasRecord, bool CanTry, bool? Reached, string Detail)
{
    public IReadOnlyList<Ipv6Level> Levels { get; init; } = [];
}

/// <summary>Whether a home page that came without encryption comes with it too.</summary>
/// <param name="IsServed">Null when it could not be told.</param>
internal sealed record HttpsFact(string Home, bool? IsServed, string Detail);

/// <summary>How many of a level's links came over IPv6: the second level is what the home page links to.</summary>
internal sealed record Ipv6Level(int Level, int Reached, int Asked);

/// <summary>The whole run, for the checks that look at the end.</summary>
internal sealed record SiteLook(
    PatrolRules Rules, FindingSink Sink, SiteMap Map, SiteScope Scope, IReadOnlyList<PageNote> Pages, DateOnly Today, PatrolHistory History)
{
    /// <summary>The address the patrol was started with.</summary>
    public required string Site { get; init; }

    /// <summary>The numbers of the addresses the patrol was started with, after redirects.</summary>
    public required IReadOnlySet<int> Homes { get; init; }

    public IReadOnlyList<RegisteredColumn> Columns { get; init; } = [];

    public IReadOnlyList<TlsFact> Certificates { get; init; } = [];

    public IReadOnlyList<Ipv6Fact> Ipv6 { get; init; } = [];

    public IReadOnlyList<HttpsFact> Https { get; init; } = [];

    public IReadOnlyList<NotFoundSample> NotFound { get; init; } = [];

    /// <summary>The run ended by itself: what was not seen is not there.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>Flaws of addresses; checks may add to it, and every page that links there gets the finding.</summary>
    public required IDictionary<int, List<Flaw>> Flaws { get; init; }

    public CheckRule Rule(string check) => Rules.Of(check);

    /// <param name="cause">For what several pages have in common.</param>
    public void Report(string check, PageNote page, Place? place, string? stated, string message, string evidence, string? target = null, string? cause = null) =>
        Sink.Add(check, page.Address.Text, target, place, stated, message, evidence, cause);

    public void AddFlaw(int number, Flaw flaw)
    {
        if (!Flaws.TryGetValue(number, out var list)) Flaws[number] = list = [];
        list.Add(flaw);
    }
}
