using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Lantai.Patrol.Addresses;

namespace Lantai.Patrol.Fetching;

/// <summary>Asks for addresses, politely, and turns whatever happens into a value.</summary>
internal sealed class Fetcher : IDisposable
{
    private readonly FetchOptions options;
    private readonly TimeProvider time;
    private readonly HttpMessageInvoker client;
    private readonly KeyValuePair<string, string>[] headers;
    private readonly ExchangeLog? log;

    /// <param name="ownHosts">The hosts that are patrolled; others get a smaller budget.</param>
    /// <param name="log">Where exchanges are written down; null for nowhere.</param>
    /// <param name="machines">Shared with the program's other patrols; null for a run by itself.</param>
    public Fetcher(FetchOptions options, TimeProvider time, IReadOnlySet<string> ownHosts, ExchangeLog? log = null, MachineGates? machines = null)
    {
        (this.options, this.time, this.log) = (options, time, log);
        Gates = new HostGates(options, time, ownHosts, machines);
        Tls = new TlsWatch(options, time);
        headers =
        [
            new("User-Agent", options.UserAgent),
            new("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"),
            new("Accept-Encoding", "gzip, br"),
            new("Accept-Language", "zh-CN,zh;q=0.9"),
        ];
        client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = options.Connections,
            EnableMultipleHttp2Connections = false,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 128,
            ResponseDrainTimeout = TimeSpan.Zero,
            ConnectCallback = new Connector(Names, options).ConnectAsync,
            SslOptions = Tls.Options(),
        });
    }

    public HostGates Gates { get; }

    public TlsWatch Tls { get; }

    public HostNames Names { get; } = new();

    public void Dispose()
    {
        client.Dispose();
        Gates.Dispose();
    }

    /// <summary>Follows redirects to their end; only the caller's own stop comes out as an exception.</summary>
    /// <param name="into">Where the content goes; of a redirect's own content nothing is kept.</param>
    /// <param name="most">Bytes of content that are read at most, unfolded.</param>
    /// <param name="anew">Whatever an earlier program of this patrol was answered.</param>
    public Task<FetchOutcome> FetchAsync(WebAddress address, FetchMethod method, BodyBuffer into, int most, CancellationToken stop, bool anew = false) =>
        log is null ? FollowAsync(address, method, into, most, stop) : LoggedAsync(log, address, method, into, most, anew, stop);

    /// <summary>What fails for the moment is asked a second time, after a while where its machine is spared: one failure may be chance.</summary>
    public async Task<FetchOutcome> FetchTwiceAsync(WebAddress address, BodyBuffer into, int most, CancellationToken stop)
    {
        var outcome = await FetchAsync(address, FetchMethod.Get, into, most, stop, anew: true);
        if (Verdict.Of(outcome, isOwn: true).IsFinal) return outcome;
        if (Gates.IsLimited(address)) await Task.Delay(options.SecondLookAfter, stop);
        return await FetchAsync(address, FetchMethod.Get, into, most, stop, anew: true);
    }

    /// <summary>HEAD proves life and nothing else: whatever else it says is asked again with GET.</summary>
    public async Task<FetchOutcome> ProveAsync(WebAddress address, BodyBuffer into, bool isOwn, CancellationToken stop)
    {
        var outcome = await FetchAsync(address, FetchMethod.Head, into, 1, stop);
        return Verdict.Of(outcome, isOwn).State == LinkState.Alive ? outcome : await FetchAsync(address, FetchMethod.Range, into, 1, stop);
    }

    private async Task<FetchOutcome> LoggedAsync(ExchangeLog written, WebAddress address, FetchMethod method, BodyBuffer into, int most, bool anew, CancellationToken stop)
    {
        if (!anew && await written.RecallAsync(address, method, into, stop) is { } before) return before;
        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        var outcome = await FollowAsync(address, method, into, most, stop);
        await written.KeepAsync(KeptExchange.Of(outcome, method, at, time.GetElapsedTime(started), RequestLines(outcome, method, most), written.Keep), stop);
        return outcome;
    }

    /// <summary>Without an answer there may be no request that can be written: the address is all.</summary>
    private string RequestLines(FetchOutcome outcome, FetchMethod method, int most)
    {
        if (outcome is not Answered) return $"{method} {outcome.Final.Text}";
        using var request = Request(outcome.Final, method, null, most);
        return ExchangeHeaders.Of(request);
    }

    private async Task<FetchOutcome> FollowAsync(WebAddress address, FetchMethod method, BodyBuffer into, int most, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        var (at, chain) = (address, (List<RedirectStep>?)null);
        // A host's cookies are for that host alone, also when the way leads back to it.
        Dictionary<string, string>? cookies = null;
        var sinceCookie = 0;
        while (true)
        {
            var hop = await OneAsync(address, at, chain, method, cookies?.GetValueOrDefault(at.Host), into, most, started, stop);
            if (hop.Next is not { } next) return hop.End!;
            if (next.To is null) return new Unreachable(address, chain ?? [], new FetchFailure(FailureKind.BadAddress, next.Location));
            chain ??= [];
            chain.Add(new RedirectStep(at, next.Status, next.To));
            if (next.Cookies is { } set) ((cookies ??= new(StringComparer.Ordinal))[at.Host], sinceCookie) = (set, chain.Count);
            if (chain.Count > options.MostRedirects) return new Unreachable(address, chain, new FetchFailure(FailureKind.TooManyRedirects));
            // The same address again is only a loop when no cookie was set since that could change the answer.
            if (chain.FindIndex(sinceCookie, step => step.From.Text == next.To.Text) >= 0)
                return new Unreachable(address, chain, new FetchFailure(FailureKind.RedirectLoop));
            at = next.To;
        }
    }

    /// <summary>An answer that names another address.</summary>
    private sealed record Redirecting(int Status, string Location, WebAddress? To, string? Cookies);

    /// <summary>One question: how it ended, or where it leads on.</summary>
    private readonly record struct Hop(FetchOutcome? End, Redirecting? Next);

    private async Task<Hop> OneAsync(
        WebAddress asked, WebAddress at, List<RedirectStep>? chain, FetchMethod method, string? cookies, BodyBuffer into, int most, long started, CancellationToken stop)
    {
        var gate = Gates.Of(at);
        await gate.EnterAsync(stop);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        HostGate? machine = null;
        try
        {
            if (gate.LeftAlone is not null)
                return new(new Unreachable(asked, chain ?? (IReadOnlyList<RedirectStep>)[], new FetchFailure(FailureKind.LeftAlone)), null);
            machine = await EnterMachineAsync(at, stop);
            limit.CancelAfter(options.Limit);
            var hop = await ExchangeAsync(asked, at, chain ?? (IReadOnlyList<RedirectStep>)[], method, cookies, into, most, started, limit);
            if (hop.End is { } outcome) gate.Learn(outcome);
            return hop;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Failed(new FetchFailure(FailureKind.AnswerTimeout, $"{options.Limit.TotalSeconds:0} s"));
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException or SocketException or ArgumentException or UriFormatException)
        {
            return Failed(FailureOf(cause));
        }
        finally
        {
            machine?.Leave();
            gate.Leave();
        }

        Hop Failed(FetchFailure failure)
        {
            var outcome = new Unreachable(asked, chain ?? (IReadOnlyList<RedirectStep>)[], failure);
            gate.Learn(outcome);
            return new(outcome, null);
        }
    }

    /// <summary>Twenty sites on one machine share its budget; a name that does not resolve fails where it is connected to.</summary>
    private async ValueTask<HostGate?> EnterMachineAsync(WebAddress at, CancellationToken stop)
    {
        if (!Gates.IsLimited(at)) return null;
        var machines = await Names.AskAsync(at.Host).WaitAsync(stop);
        if (machines.Addresses.Count == 0) return null;
        var gate = Gates.OfMachine(machines.Addresses[0], at);
        await gate.EnterAsync(stop);
        return gate;
    }

    private async Task<Hop> ExchangeAsync(
        WebAddress asked, WebAddress at, IReadOnlyList<RedirectStep> chain, FetchMethod method, string? cookies, BodyBuffer into, int most, long started, CancellationTokenSource limit)
    {
        using var request = Request(at, method, cookies, most);
        using var response = await client.SendAsync(request, limit.Token);
        var status = (int)response.StatusCode;
        if (status is 301 or 302 or 303 or 307 or 308 && First(response.Headers.NonValidated, "Location") is { } location)
            return new(null, new(status, AddressSecret.Masked(location), Target(location, at), CookiesOf(response)));
        var headers = response.Content.Headers.NonValidated;
        var cut = BodyCut.None;
        into.Reset();
        if (method != FetchMethod.Head)
        {
            limit.CancelAfter(options.BodyLimit);
            using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
            cut = await Unfolding.ReadAsync(stream, First(headers, "Content-Encoding"), into, most, options, limit.Token);
        }
        var answer = new Answered(asked, chain, status, into.Read, time.GetElapsedTime(started))
        {
            ContentType = First(headers, "Content-Type"),
            FileName = FileNameOf(First(headers, "Content-Disposition")),
            Length = LengthOf(response, headers),
            Cut = cut,
            RetryAfter = status is 429 or 503 ? RetryAfterOf(response) : null,
            IsChallenge = status >= 400 && IsChallenge(response.Headers.NonValidated),
            Protocol = response.Version,
            Headers = log is null ? null : ExchangeHeaders.Of(response),
        };
        return new(answer, null);
    }

    private HttpRequestMessage Request(WebAddress at, FetchMethod method, string? cookies, int most)
    {
        var uri = new Uri(at.WithoutFragment().Text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(method == FetchMethod.Head ? HttpMethod.Head : HttpMethod.Get, uri);
        if (at.IsSecure) request.Version = HttpVersion.Version20;
        foreach (var header in headers) request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (method == FetchMethod.Range) request.Headers.TryAddWithoutValidation("Range", $"bytes=0-{most - 1}");
        if (cookies is not null) request.Headers.TryAddWithoutValidation("Cookie", cookies);
        return request;
    }

    private static WebAddress? Target(string location, WebAddress at) =>
        WebAddress.Resolve(Escaped(location), at) is { IsWeb: true } target ? AddressSecret.Masked(target.WithoutFragment()) : null;

    /// <summary>The framework reads UTF-8 here; other bytes it gives as Latin-1, and browsers send them back as they were.</summary>
    private static string Escaped(string location)
    {
        if (!location.Any(c => c is > '\x7F' and <= '\xFF') || location.Any(c => c > '\xFF')) return location;
        return string.Concat(location.Select(c => c > '\x7F' ? $"%{(int)c:X2}" : c.ToString()));
    }

    /// <summary>A site that sends its visitor in a circle until it has a cookie is met halfway, within one chain only.</summary>
    private static string? CookiesOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Set-Cookie", out var values)
            ? string.Join("; ", values.Select(value => value.Split(';')[0]))
            : null;

    private static string? First(HttpHeadersNonValidated headers, string name)
    {
        if (!headers.TryGetValues(name, out var values)) return null;
        foreach (var value in values) return value;
        return null;
    }

    /// <summary>RFC 6266; a name in bytes that the header may not hold is taken as it comes, because only its ending matters.</summary>
    private static string? FileNameOf(string? disposition)
    {
        if (disposition is null) return null;
        if (ContentDispositionHeaderValue.TryParse(disposition, out var parsed)) return (parsed.FileNameStar ?? parsed.FileName)?.Trim('"');
        var at = disposition.IndexOf("filename=", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : disposition[(at + "filename=".Length)..].Trim('"', ' ', ';');
    }

    private static long? LengthOf(HttpResponseMessage response, HttpHeadersNonValidated headers)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent && First(headers, "Content-Range") is { } range)
            return long.TryParse(range.AsSpan(range.LastIndexOf('/') + 1), out var whole) ? whole : null;
        return long.TryParse(First(headers, "Content-Length"), out var length) ? length : null;
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static bool IsChallenge(HttpHeadersNonValidated headers) =>
        headers.TryGetValues("cf-mitigated", out _) || headers.TryGetValues("x-waf-challenge", out _);

    private static FetchFailure FailureOf(Exception cause)
    {
        for (var inner = cause; inner is not null; inner = inner.InnerException!)
            if (inner is ConnectException carried) return carried.Failure;
        return cause switch
        {
            ArgumentException or UriFormatException => new(FailureKind.BadAddress, cause.Message),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new(FailureKind.HandshakeFailed, (cause.InnerException ?? cause).Message),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new(FailureKind.NameServiceFailed, cause.Message),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new(FailureKind.NetworkUnreachable, cause.Message),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError } =>
                new(FailureKind.BadAnswer, cause.Message),
            _ => new(FailureKind.ConnectionLost, (cause.InnerException ?? cause).Message),
        };
    }
}
