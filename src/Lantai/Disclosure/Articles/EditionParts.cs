using Lantai.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Disclosure;

/// <summary>A file of an edition, under the name that readers see.</summary>
public sealed class EditionFile
{
    public long EditionId { get; init; }

    /// <summary>From 1; also its place in the address.</summary>
    public int Position { get; init; }

    public Guid FileId { get; internal set; }

    public StoredFile? File { get; set; }

    public required string Name { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<EditionFile>
    {
        public void Configure(EntityTypeBuilder<EditionFile> builder)
        {
            builder.HasKey(file => new { file.EditionId, file.Position });
            builder.Property(file => file.Position).ValueGeneratedNever();
            builder.HasOne(file => file.File).WithMany().HasForeignKey(file => file.FileId);
        }
    }
}

/// <summary>How one article stands to another.</summary>
public enum LinkKind { Interprets, Amends, Repeals, Related }

/// <summary>A link from an edition to another article. Both ends show it; only this one is written.</summary>
public sealed class EditionLink
{
    public long EditionId { get; init; }

    public Edition? Edition { get; init; }

    public long TargetId { get; init; }

    public Article? Target { get; set; }

    public LinkKind Kind { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<EditionLink>
    {
        public void Configure(EntityTypeBuilder<EditionLink> builder)
        {
            builder.HasKey(link => new { link.EditionId, link.TargetId, link.Kind });
            builder.HasOne(link => link.Target).WithMany().HasForeignKey(link => link.TargetId);
        }
    }
}

public enum Verdict { Passed, Returned }

/// <summary>Who looked at an edition in a round, and what came of it. Rows are never changed.</summary>
public sealed class ReviewStep
{
    public long Id { get; init; }

    public long EditionId { get; init; }

    public int Round { get; init; }

    public ReviewKind Kind { get; init; }

    public long AccountId { get; init; }

    /// <summary>The name as of then.</summary>
    public required string By { get; init; }

    public DateTimeOffset At { get; init; }

    public Verdict Verdict { get; init; }

    /// <summary>Of a return.</summary>
    public string? Because { get; init; }

    /// <summary>The other articles with its document number of which the gate told when it was submitted; only of the first review.</summary>
    public List<long> SameNumber { get; init; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<ReviewStep>
    {
        public void Configure(EntityTypeBuilder<ReviewStep> builder)
        {
            builder.HasOne<Edition>().WithMany().HasForeignKey(step => step.EditionId);
            builder.HasOne<People.Account>().WithMany().HasForeignKey(step => step.AccountId);
            builder.HasIndex(step => new { step.EditionId, step.Round, step.Kind }).IsUnique();
            builder.HasIndex(step => new { step.EditionId, step.Round, step.AccountId }).IsUnique();
        }
    }
}
