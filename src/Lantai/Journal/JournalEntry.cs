using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Journal;

/// <summary>Who does something: an account, or the program itself (no account).</summary>
/// <param name="Name">The display name as of now; kept in the journal as it was.</param>
public sealed record Actor(long? AccountId, string Name)
{
    /// <summary>What the program does by itself.</summary>
    public static readonly Actor Program = new(null, "系统");
}

/// <summary>
/// A line of the journal: who did what to what, when. Rows are never changed; the database chains them by hash.
/// </summary>
public sealed class JournalEntry
{
    /// <summary>Consecutive from 1, given by the database together with the hashes.</summary>
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public long? AccountId { get; init; }

    public required string Actor { get; init; }

    /// <summary>The act as a verb: 登录, 导入单位, 关闭考评期.</summary>
    public required string Act { get; init; }

    /// <summary>What it was done to, as <c>kind/id</c>: <c>period/12</c>.</summary>
    public required string Subject { get; init; }

    public long? RegionId { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Sentence { get; init; }

    /// <summary>What a program may want to know, as JSON; never personal data.</summary>
    public required string Detail { get; init; }

    public string PreviousHash { get; init; } = "";

    /// <summary>SHA-256 in lower-case hex over the row and <see cref="PreviousHash"/>.</summary>
    public string Hash { get; init; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<JournalEntry>
    {
        public void Configure(EntityTypeBuilder<JournalEntry> builder)
        {
            builder.Property(entry => entry.Id).ValueGeneratedOnAdd();
            builder.Property(entry => entry.PreviousHash).ValueGeneratedOnAdd();
            builder.Property(entry => entry.Hash).ValueGeneratedOnAdd();
        }
    }
}

/// <summary>Writing to the journal: in the same save as the act itself.</summary>
public static class JournalWriting
{
    extension(LantaiDb db)
    {
        public DbSet<JournalEntry> Journal => db.Set<JournalEntry>();

        /// <summary>Adds a line, written with the next <c>SaveChangesAsync</c>.</summary>
        /// <param name="subject"><c>kind/id</c>.</param>
        /// <param name="sentence">One Chinese sentence; no personal data.</param>
        /// <param name="detail">JSON.</param>
        public void Record(
            TimeProvider time, Actor actor, string act, string subject, string sentence, long? regionId = null, string detail = "{}") =>
            db.Journal.Add(new JournalEntry
            {
                At = Truncate(time.GetUtcNow()),
                AccountId = actor.AccountId,
                Actor = actor.Name,
                Act = act,
                Subject = subject,
                RegionId = regionId,
                Sentence = sentence,
                Detail = detail,
            });
    }

    /// <summary>The database keeps microseconds; the hash must not depend on what it cut off.</summary>
    private static DateTimeOffset Truncate(DateTimeOffset at) => new(at.Ticks - at.Ticks % 10, at.Offset);
}
