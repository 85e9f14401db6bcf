using Lantai.Patrol.Fetching;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Patrol;

/// <summary>A question to a site and its answer (取证记录), as they were written down.</summary>
public sealed class PatrolExchange
{
    public long Id { get; init; }

    public long PatrolId { get; init; }

    /// <summary>Sixteen bytes of the hash of method and address: each question of a patrol is kept once.</summary>
    public required byte[] Key { get; init; }

    public required string Method { get; init; }

    public required string Address { get; init; }

    /// <summary>Where the redirects ended; the address itself when there were none.</summary>
    public required string Final { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public int ElapsedMilliseconds { get; init; }

    /// <summary>Each redirect as "302 from to".</summary>
    public string[] Chain { get; init; } = [];

    public int? Status { get; init; }

    /// <summary>Why no server answered; null when one did.</summary>
    public FailureKind? Failure { get; init; }

    public string Detail { get; init; } = "";

    /// <summary>Request line and headers, one a line.</summary>
    public string Request { get; init; } = "";

    public string Response { get; init; } = "";

    public required string Cut { get; init; }

    public string? ContentType { get; init; }

    public long? ContentLength { get; init; }

    public bool IsChallenge { get; init; }

    /// <summary>SHA-256 of the content as it came, in hex.</summary>
    public string? SentHash { get; init; }

    public int BodyBytes { get; init; }

    /// <summary>The content as it is kept: <see cref="PageBody.Hash"/>; null when it is not.</summary>
    public string? BodyHash { get; init; }

    /// <summary>Numbers of persons that were made unreadable in what is kept.</summary>
    public int Masked { get; init; }

    internal KeptExchange Read(PageBody? body) => new(Enum.Parse<FetchMethod>(Method), Address, AskedAt, TimeSpan.FromMilliseconds(ElapsedMilliseconds))
    {
        Chain = Chain,
        Status = Status,
        Failure = Failure,
        Detail = Detail,
        Request = Request,
        Response = Response,
        Cut = Enum.Parse<BodyCut>(Cut),
        ContentType = ContentType,
        Length = ContentLength,
        IsChallenge = IsChallenge,
        Hash = SentHash,
        BodyBytes = BodyBytes,
        Content = body is null ? null : new KeptContent(body.Packed, body.Hash, body.Length, Masked),
    };

    internal sealed class Mapping : IEntityTypeConfiguration<PatrolExchange>
    {
        public void Configure(EntityTypeBuilder<PatrolExchange> builder)
        {
            builder.HasOne<SitePatrol>().WithMany().HasForeignKey(exchange => exchange.PatrolId);
            builder.HasOne<PageBody>().WithMany().HasForeignKey(exchange => exchange.BodyHash);
            builder.HasIndex(exchange => new { exchange.PatrolId, exchange.Key }).IsUnique();
        }
    }
}

/// <summary>A content, packed, under the hash of what it unpacks to.</summary>
public sealed class PageBody
{
    public required string Hash { get; init; }

    /// <summary>gzip.</summary>
    public required byte[] Packed { get; init; }

    /// <summary>Unpacked.</summary>
    public int Length { get; init; }

    /// <summary>Kept before the passwords of addresses were masked: still to be looked through.</summary>
    public bool IsUnmasked { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<PageBody>
    {
        public void Configure(EntityTypeBuilder<PageBody> builder) => builder.HasKey(body => body.Hash);
    }
}

/// <summary>Which part of a finding an exchange proves.</summary>
public enum EvidencePart
{
    /// <summary>The page it stands on.</summary>
    Page,

    /// <summary>What the link leads to.</summary>
    Target,
}

/// <summary>The exchange that shows a finding as it was last seen.</summary>
public sealed class FindingEvidence
{
    public long FindingId { get; init; }

    public long ExchangeId { get; init; }

    public EvidencePart Part { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FindingEvidence>
    {
        public void Configure(EntityTypeBuilder<FindingEvidence> builder)
        {
            builder.HasKey(evidence => new { evidence.FindingId, evidence.Part });
            builder.HasOne<SiteFinding>().WithMany().HasForeignKey(evidence => evidence.FindingId);
            builder.HasOne<PatrolExchange>().WithMany().HasForeignKey(evidence => evidence.ExchangeId);
        }
    }
}

/// <summary>A finding as it looked, marked; the picture is a <see cref="PageBody"/>.</summary>
public sealed class FindingPicture
{
    public long FindingId { get; init; }

    public DateTimeOffset TakenAt { get; init; }

    public required string BodyHash { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FindingPicture>
    {
        public void Configure(EntityTypeBuilder<FindingPicture> builder)
        {
            builder.HasKey(picture => picture.FindingId);
            builder.HasOne<SiteFinding>().WithOne().HasForeignKey<FindingPicture>(picture => picture.FindingId);
            builder.HasOne<PageBody>().WithMany().HasForeignKey(picture => picture.BodyHash);
        }
    }
}
