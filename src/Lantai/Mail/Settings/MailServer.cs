using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Mail;

/// <summary>The mail server as an administrator set it; there is one, or none.</summary>
public sealed class MailServer
{
    internal const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required string Host { get; set; }

    public int Port { get; set; }

    public MailSecurity Security { get; set; }

    public required string SenderAddress { get; set; }

    public required string SenderName { get; set; }

    public string? UserName { get; set; }

    /// <summary>Sealed by <see cref="MailSettings"/>; null without an account.</summary>
    public string? SealedPassword { get; set; }

    public required string PublicAddress { get; set; }

    public TimeOnly DigestAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The same server and account: only then a password that was typed for it may be used on.</summary>
    public bool IsSameDoor(OutgoingServer other) =>
        (Host, Port, Security, UserName) == (other.Host, other.Port, other.Security, other.UserName);

    internal sealed class Mapping : IEntityTypeConfiguration<MailServer>
    {
        public void Configure(EntityTypeBuilder<MailServer> builder) => builder.Property(server => server.Id).ValueGeneratedNever();
    }
}

public static class MailSets
{
    extension(LantaiDb db)
    {
        public DbSet<MailServer> MailServers => db.Set<MailServer>();

        public DbSet<DigestWish> DigestWishes => db.Set<DigestWish>();

        public DbSet<DigestMail> DigestMails => db.Set<DigestMail>();

        /// <summary>Of the day, with nobody at them: failed, or waiting after a try that failed.</summary>
        public IQueryable<DigestMail> StuckDigests(DateOnly today) =>
            db.Set<DigestMail>().Where(mail => mail.PlannedOn == today
                && (mail.State == DigestState.Failed || (mail.State == DigestState.Waiting && mail.Error != null)));
    }
}
