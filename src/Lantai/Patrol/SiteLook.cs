using Lantai.Patrol.Addresses;
using Lantai.Patrol.Crawl;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Probes;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol;

/// <summary>What earlier patrols saw of the site; empty for a patrol without a memory.</summary>
/// <param name="Probes">Looks whether the site opens, made between patrols.</param>
public sealed record PatrolHistory(PastLooks Looks, IReadOnlyList<Probe> Probes)
{
    public static PatrolHistory Empty { get; } = new(PastLooks.None, []);

    /// <summary>
    /// When things were first met that the site publishes: takes their addresses without scheme and answers by those that are known. A site may
    /// have published for many years; a patrol asks only for what it read.
    /// </summary>
    public Func<IReadOnlyList<string>, Task<IReadOnlyDictionary<string, FirstSight>>> SeenAsync { get; init; } =
        _ => Task.FromResult<IReadOnlyDictionary<string, FirstSight>>(new Dictionary<string, FirstSight>());

    /// <summary>Nothing is remembered: what only shows over time cannot be told.</summary>
    public bool IsEmpty => Looks.IsEmpty && Probes.Count == 0;
}

/// <param name="LookedOn">The newest earlier day on which it would have been seen, had it been there; null when there was none.</param>
public readonly record struct FirstSight(DateOnly On, DateOnly? LookedOn);

/// <summary>What earlier patrols really read: what was not read, because the site or its robots.txt did not answer, was not looked at.</summary>
/// <param name="SiteReadOn">The newest day on which every page of the site was read that a link led to.</param>
/// <param name="ListReadOn">By the address of a column's list without scheme, the newest day on which it was read.</param>
public sealed record PastLooks(DateOnly? SiteReadOn, IReadOnlyDictionary<string, DateOnly> ListReadOn)
{
    public static PastLooks None { get; } = new(null, new Dictionary<string, DateOnly>());

    public bool IsEmpty => SiteReadOn is null && ListReadOn.Count == 0;

    /// <summary>The newest day on which something that now stands in these lists would have been seen: when all of them were read, or all of the site.</summary>
    public DateOnly? Before(IEnumerable<string> lists)
    {
        DateOnly? listed = null;
        foreach (var list in lists)
        {
            if (!ListReadOn.TryGetValue(AddressKey.Of(list), out var day)) return SiteReadOn;
            if (listed is null || day < listed) listed = day;
        }
        return SiteReadOn is null || listed > SiteReadOn ? listed : SiteReadOn;
    }
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

    /// <summary>When the articles of the run were first met, by their addresses without scheme; those that never were are missing.</summary>
    public IReadOnlyDictionary<string, FirstSight> Seen { get; init; } = new Dictionary<string, FirstSight>();

    public IReadOnlyList<TlsFact> Certificates { get; init; } = [];

    public IReadOnlyList<Ipv6Fact> Ipv6 { get; init; } = [];

    public IReadOnlyList<HttpsFact> Https { get; init; } = [];

    public IReadOnlyList<NotFoundSample> NotFound { get; init; } = [];

    /// <summary>More pages were kept from the run than it read.</summary>
    public bool IsBarred { get; init; }

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
