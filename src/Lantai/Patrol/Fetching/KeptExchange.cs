using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Lantai.Patrol.Addresses;

namespace Lantai.Patrol.Fetching;

/// <summary>An exchange as it is written down: enough to show what was asked and answered, and to answer the same again.</summary>
/// <param name="Address">As it was asked for.</param>
internal sealed record KeptExchange(FetchMethod Method, string Address, DateTimeOffset At, TimeSpan Elapsed)
{
    /// <summary>Each redirect as "302 from to"; addresses hold no spaces.</summary>
    public string[] Chain { get; init; } = [];

    public int? Status { get; init; }

    /// <summary>Null when a server answered.</summary>
    public FailureKind? Failure { get; init; }

    public string Detail { get; init; } = "";

    /// <summary>Request line and headers of the last hop, one a line.</summary>
    public string Request { get; init; } = "";

    /// <summary>Status line and headers; cookies without their values.</summary>
    public string Response { get; init; } = "";

    public BodyCut Cut { get; init; }

    public string? ContentType { get; init; }

    /// <summary>As declared.</summary>
    public long? Length { get; init; }

    public bool IsChallenge { get; init; }

    /// <summary>SHA-256 of the content as it was read, in hex; null when there was none.</summary>
    public string? Hash { get; init; }

    public int BodyBytes { get; init; }

    /// <summary>Null when there was none, or none that may be kept.</summary>
    public KeptContent? Content { get; init; }

    /// <summary>Where the way ended.</summary>
    public string Final => Chain.Length > 0 ? Chain[^1].Split(' ')[2] : Address;

    /// <summary>
    /// It would be the same if asked again today: what the server could not do just now (408, 429, 5xx) is asked anew, and
    /// so is what was not kept as it was sent.
    /// </summary>
    public bool IsLasting => Status is < 500 and not (408 or 429) && Cut == BodyCut.None && (Hash is null || Content is { Masked: 0 });

    /// <summary>The same for the same question, whoever asks it.</summary>
    public static byte[] KeyOf(FetchMethod method, string address) => SHA256.HashData(Encoding.UTF8.GetBytes($"{method} {address}"))[..16];

    /// <param name="keep">What of the content is kept.</param>
    public static KeptExchange Of(
        FetchOutcome outcome, FetchMethod method, DateTimeOffset at, TimeSpan elapsed, string request, Func<Answered, KeptContent?> keep)
    {
        var kept = new KeptExchange(method, outcome.Asked.Text, at, elapsed)
        {
            Chain = [.. outcome.Chain.Select(step => $"{step.Status} {step.From.Text} {step.To.WithoutFragment().Text}")],
            Request = request,
        };
        return outcome.Either(
            answered => kept.With(answered, keep),
            unreachable => kept with { Failure = unreachable.Failure.Kind, Detail = unreachable.Failure.Detail });
    }

    /// <summary>The answer once more, its content in the buffer.</summary>
    public Answered Again(WebAddress asked, BodyBuffer into)
    {
        into.Reset();
        if (Content is { } content) into.Take(Unpack(content.Packed));
        return new Answered(asked, [.. Chain.Select(Step)], Status!.Value, into.Read, Elapsed)
        {
            ContentType = ContentType,
            Length = Length,
            Cut = Cut,
            IsChallenge = IsChallenge,
            Headers = Response,
        };
    }

    public static byte[] Pack(ReadOnlySpan<byte> body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(body);
        return packed.ToArray();
    }

    public static byte[] Unpack(byte[] packed)
    {
        using var body = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress)) gzip.CopyTo(body);
        return body.ToArray();
    }

    private KeptExchange With(Answered answered, Func<Answered, KeptContent?> keep)
    {
        var body = answered.Body.Span;
        return this with
        {
            Status = answered.Status,
            Response = answered.Headers ?? "",
            Cut = answered.Cut,
            ContentType = answered.ContentType,
            Length = answered.Length,
            IsChallenge = answered.IsChallenge,
            BodyBytes = body.Length,
            Hash = body.IsEmpty ? null : Convert.ToHexStringLower(SHA256.HashData(body)),
            Content = body.IsEmpty ? null : keep(answered),
        };
    }

    private static RedirectStep Step(string line)
    {
        var parts = line.Split(' ');
        return new(WebAddress.Parse(parts[1])!, int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), WebAddress.Parse(parts[2])!);
    }
}
