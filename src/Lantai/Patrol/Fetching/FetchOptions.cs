using System.Security.Cryptography.X509Certificates;

namespace Lantai.Patrol.Fetching;

/// <summary>How a patrol behaves towards the sites it visits.</summary>
public sealed record FetchOptions
{
    /// <summary>How long a server may take to answer. A patrol takes this and the next two from the packs.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The whole content; a page that drips longer than this is cut.</summary>
    public TimeSpan BodyLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Until a site that did not open is asked once more; not waited for where requests are not limited.</summary>
    public TimeSpan SecondLookAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long before its end a certificate is reported; zero for not at all.</summary>
    public TimeSpan CertificateNotice { get; init; }

    /// <summary>Bytes of a page, and of an attachment, that are read at most, unfolded.</summary>
    public int MostPageBytes { get; init; } = 8 << 20;

    public int MostFileBytes { get; init; } = 32 << 20;

    /// <summary>Times a content may unfold to, once it is large.</summary>
    public int MostUnfolding { get; init; } = 100;

    public int MostRedirects { get; init; } = 10;

    /// <summary>Requests a second to one host and to one machine; 0 for no limit.</summary>
    public decimal Rate { get; init; } = 10;

    /// <summary>Connections to the patrolled host at one time; other hosts get two.</summary>
    public int Connections { get; init; } = 10;

    public int ConnectionsElsewhere { get; init; } = 2;

    /// <summary>The owner of the site has allowed in writing what its robots.txt does not.</summary>
    public bool IgnoreRobots { get; init; }

    /// <summary>RFC 9309: the name a robots.txt calls this visitor by.</summary>
    public string Agent { get; init; } = "lantai";

    public string UserAgent => $"Mozilla/5.0 (compatible; {Agent}/{typeof(FetchOptions).Assembly.GetName().Version?.ToString(2)}; +robots.txt: {Agent})";

    /// <summary>Certificates that count as roots beside the system's; an office may have its own.</summary>
    public X509Certificate2Collection OwnRoots { get; init; } = [];

    /// <summary>Connects over IPv6 or not at all.</summary>
    public bool OnlyIpv6 { get; init; }

    /// <summary>Addresses of the own machine and network may be visited: only when the patrolled site is one itself.</summary>
    public bool AllowPrivate { get; init; }
}
