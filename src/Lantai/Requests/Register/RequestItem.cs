using Lantai.Journal;
using Lantai.Requests.Decisions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests;

/// <summary>One piece of information that is asked for; each has its own decision.</summary>
public sealed class RequestItem
{
    public long Id { get; init; }

    public long RequestId { get; init; }

    /// <summary>From 1, in the applicant's order.</summary>
    public int Place { get; init; }

    public required string Text { get; set; }

    public Decision? Decision { get; private set; }

    public DateOnly? DecidedOn { get; private set; }

    public string? DecidedBy { get; private set; }

    /// <summary>Null for the program, and for what was decided before accounts were kept.</summary>
    public long? DecidedByAccount { get; private set; }

    internal void Decide(Decision decision, DateOnly on, Actor by) =>
        (Decision, DecidedOn, DecidedBy, DecidedByAccount) = (decision, on, by.Name, by.AccountId);

    /// <summary>Whether it was decided by this person; by name only where no account was kept.</summary>
    internal bool IsDecidedBy(long account, string name) => DecidedByAccount is { } known ? known == account : DecidedBy == name;

    internal sealed class Mapping : IEntityTypeConfiguration<RequestItem>
    {
        public void Configure(EntityTypeBuilder<RequestItem> builder) =>
            builder.HasIndex(item => new { item.RequestId, item.Place }).IsUnique();
    }
}
