using Lantai.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Mail;

/// <summary>What became of a digest.</summary>
public enum DigestState
{
    Waiting,

    /// <summary>The server took it.</summary>
    Sent,

    /// <summary>There was nothing to say, or it is wanted no more.</summary>
    Empty,

    /// <summary>Refused for good, or its day is over.</summary>
    Failed,
}

public static class DigestStateTitles
{
    extension(DigestState state)
    {
        public string Title => state switch
        {
            DigestState.Waiting => "待发",
            DigestState.Sent => "已发出",
            DigestState.Empty => "无事不发",
            DigestState.Failed => "没有发出",
        };
    }
}

/// <summary>
/// The digest of a person and a day: there is one row, so there is one letter. Its text is written anew at every try and kept nowhere.
/// </summary>
public sealed class DigestMail
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    public long Id { get; init; }

    public long AccountId { get; init; }

    public DateOnly PlannedOn { get; init; }

    public required string Address { get; set; }

    public DigestState State { get; private set; }

    public int Tries { get; private set; }

    /// <summary>Nobody takes it before.</summary>
    public DateTimeOffset NextAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why the last try failed; null while somebody is at it.</summary>
    public string? Error { get; private set; }

    /// <summary>Somebody is at it: until the pause is over it is nobody else's, whatever becomes of him.</summary>
    public void Begin(DateTimeOffset now)
    {
        Tries++;
        Error = null;
        NextAt = now + TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(Tries - 1, 10)));
    }

    public void End(DigestState state, DateTimeOffset now, string? error = null) => (State, EndedAt, Error) = (state, now, error);

    /// <summary>Waits for its next try.</summary>
    public void Wait(string error) => Error = error;

    internal sealed class Mapping : IEntityTypeConfiguration<DigestMail>
    {
        public void Configure(EntityTypeBuilder<DigestMail> builder)
        {
            builder.HasOne<Account>().WithMany().HasForeignKey(mail => mail.AccountId);
            builder.HasIndex(mail => new { mail.AccountId, mail.PlannedOn }).IsUnique();
        }
    }
}
