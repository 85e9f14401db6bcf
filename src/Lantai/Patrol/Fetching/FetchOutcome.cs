using Lantai.Patrol.Addresses;

namespace Lantai.Patrol.Fetching;

/// <summary>How an exchange is asked for.</summary>
internal enum FetchMethod
{
    Get,
    Head,

    /// <summary>GET of the first bytes; a server that sends all is stopped.</summary>
    Range,
}

/// <summary>Why the content was not read to its end.</summary>
internal enum BodyCut
{
    None,

    /// <summary>Larger than is read.</summary>
    TooLarge,

    /// <summary>It unfolds to a multiple of what was sent that no honest page has.</summary>
    Bomb,

    /// <summary>It came so slowly, or without end, that the time for it was over.</summary>
    TooSlow,

    /// <summary>The connection broke off.</summary>
    Broken,
}

/// <summary>A stop on the way: an address that answered with another.</summary>
internal sealed record RedirectStep(WebAddress From, int Status, WebAddress To);

/// <summary>What became of asking for an address: <see cref="Answered"/> or <see cref="Unreachable"/>.</summary>
/// <param name="Asked">As the link said.</param>
/// <param name="Chain">The redirects that were followed.</param>
internal abstract record FetchOutcome(WebAddress Asked, IReadOnlyList<RedirectStep> Chain)
{
    /// <summary>What each of the two gives; there is no third.</summary>
    public abstract T Either<T>(Func<Answered, T> answered, Func<Unreachable, T> unreachable);

    /// <summary>Where the way ended.</summary>
    public WebAddress Final => Chain.Count > 0 ? Chain[^1].To : Asked;

    /// <summary>How it ended, for the person who answers for the site.</summary>
    public string Fate
    {
        get
        {
            var end = Chain.Count > 0 ? $"（经{Chain.Count}次重定向到{Final.Text}）" : "";
            return Either(answered => $"返回HTTP {answered.Status}{end}", unreachable => $"{unreachable.Failure.Sentence}{end}");
        }
    }
}

/// <summary>A server answered, with whatever status.</summary>
/// <param name="Body">What was read of the content, unfolded; valid until the buffer is used again.</param>
/// <param name="Elapsed">From asking to the end of what was read, redirects included.</param>
internal sealed record Answered(WebAddress Asked, IReadOnlyList<RedirectStep> Chain, int Status, ReadOnlyMemory<byte> Body, TimeSpan Elapsed)
    : FetchOutcome(Asked, Chain)
{
    public string? ContentType { get; init; }

    /// <summary>The name under which a browser would save it; null when the server gives none.</summary>
    public string? FileName { get; init; }

    /// <summary>As declared; null when it was not.</summary>
    public long? Length { get; init; }

    public BodyCut Cut { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The server puts a riddle before its visitors: nothing is known about the address behind it.</summary>
    public bool IsChallenge { get; init; }

    /// <summary>Status line and headers, one a line; null when nobody keeps them.</summary>
    public string? Headers { get; init; }

    /// <summary>1.1, 2.0.</summary>
    public Version Protocol { get; init; } = System.Net.HttpVersion.Version11;

    public override T Either<T>(Func<Answered, T> answered, Func<Unreachable, T> unreachable) => answered(this);

    public bool IsHtml => ContentType is null
        || ContentType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
        || ContentType.StartsWith("application/xhtml", StringComparison.OrdinalIgnoreCase);
}

/// <summary>No server answered.</summary>
internal sealed record Unreachable(WebAddress Asked, IReadOnlyList<RedirectStep> Chain, FetchFailure Failure) : FetchOutcome(Asked, Chain)
{
    public override T Either<T>(Func<Answered, T> answered, Func<Unreachable, T> unreachable) => unreachable(this);
}
