using Lantai.Requests.Decisions;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Answered;

/// <summary>An answered application as the public reads it (答复公示): what was asked for in words of the office, nothing of who asked but the kind.</summary>
public sealed class AnsweredRequest
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    public long RequestId { get; init; }

    public required string Summary { get; init; }

    public ApplicantKind ApplicantKind { get; init; }

    public Decision Decision { get; init; }

    public DateOnly RepliedOn { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    public required string PublishedBy { get; init; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string? WithdrawnBy { get; private set; }

    public string? WithdrawnBecause { get; private set; }

    internal void Withdraw(string because, string by, DateTimeOffset at) => (WithdrawnBecause, WithdrawnBy, WithdrawnAt) = (because, by, at);

    internal sealed class Mapping : IEntityTypeConfiguration<AnsweredRequest>
    {
        public void Configure(EntityTypeBuilder<AnsweredRequest> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(answered => answered.RegionId);
            builder.HasOne<Request>().WithMany().HasForeignKey(answered => answered.RequestId);
            builder.HasIndex(answered => answered.RequestId).IsUnique().HasFilter("withdrawn_at is null");
        }
    }
}

public static class AnsweredSets
{
    extension(LantaiDb db)
    {
        /// <summary>Those on the portal.</summary>
        public IQueryable<AnsweredRequest> AnsweredRequests => db.Set<AnsweredRequest>().Where(answered => answered.WithdrawnAt == null);
    }
}
