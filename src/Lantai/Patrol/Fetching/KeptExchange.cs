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

    /// <summary>The content in gzip; null when there was none, or too much of it.</summary>
    public byte[]? Packed { get; init; }

    /// <summary>Where the way ended.</summary>
    public string Final => Chain.Length > 0 ? Chain[^1].Split(' ')[2] : Address;

    /// <summary>
    /// It would be the same if asked again today: what the server could not do just now (408, 429, 5xx) is asked anew, and
    /// so is what was too large to keep.
    /// </summary>
    public bool IsLasting => Status is < 500 and not (408 or 429) && Cut == BodyCut.None && (Hash is null || Packed is not null);

    /// <summary>The same for the same question, whoever asks it.</summary>
    public static byte[] KeyOf(FetchMethod method, string address) => SHA256.HashData(Encoding.UTF8.GetBytes($"{method} {address}"))[..16];

    /// <param name="most">Bytes of content that are kept at most.</param>
    public static KeptExchange Of(FetchOutcome outcome, FetchMethod method, DateTimeOffset at, TimeSpan elapsed, string request, int most)
    {
        var kept = new KeptExchange(method, outcome.Asked.Text, at, elapsed)
        {
            Chain = [.. outcome.Chain.Select(step => $"{step.Status} {step.From.Text} {step.To.WithoutFragment().Text}")],
            Request = request,
        };
        return outcome switch
        {
            Answered answered => kept.With(answered, most),
            Unreachable unreachable => kept with { Failure = unreachable.Failure.Kind, Detail = unreachable.Failure.Detail },
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
    }

    /// <summary>The answer once more, its content in the buffer.</summary>
    public Answered Again(WebAddress asked, BodyBuffer into)
    {
        into.Reset();
        if (Packed is not null)
        {
            var body = Unpack(Packed);
            into.Take(body);
        }
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

    private KeptExchange With(Answered answered, int most)
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
            Packed = body.IsEmpty || body.Length > most ? null : Pack(body),
        };
    }

    private static RedirectStep Step(string line)
    {
        var parts = line.Split(' ');
        return new(WebAddress.Parse(parts[1])!, int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), WebAddress.Parse(parts[2])!);
    }
}
