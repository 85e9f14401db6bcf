using Lantai.Patrol.Probes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Patrol;

/// <summary>
/// The timetable of a site's probes (探测) of one day: drawn before the day begins. The word from which it follows is shown
/// when the day is over, its hash before: so that nobody could know the minutes, and everybody can check them afterwards.
/// </summary>
public sealed class ProbeDay
{
    public long SiteId { get; init; }

    public DateOnly Day { get; init; }

    public required string Word { get; init; }

    public DateTimeOffset DrawnAt { get; init; }

    public int Times { get; init; }

    /// <summary>SHA-256 of the word, in hex.</summary>
    public string Seal => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Word)));

    internal sealed class Mapping : IEntityTypeConfiguration<ProbeDay>
    {
        public void Configure(EntityTypeBuilder<ProbeDay> builder)
        {
            builder.HasKey(day => new { day.SiteId, day.Day });
            builder.HasOne<PatrolSite>().WithMany().HasForeignKey(day => day.SiteId);
            builder.Ignore(day => day.Seal);
        }
    }
}

/// <summary>One planned look whether a site opens, and what came of it.</summary>
public sealed class SiteProbe
{
    public long Id { get; init; }

    public long SiteId { get; init; }

    public DateOnly Day { get; init; }

    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>Null while it is to come, or when no program ran at its time.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>Null when it was not asked, or the site turned us away so that nothing can be told.</summary>
    public bool? Opened { get; private set; }

    public int? ElapsedMilliseconds { get; private set; }

    public string? Fate { get; private set; }

    /// <summary>What the check counts; null for what proves nothing.</summary>
    public Probe? Result => AskedAt is { } at && Opened is { } opened && ElapsedMilliseconds is { } elapsed
        ? new Probe(at, opened, TimeSpan.FromMilliseconds(elapsed), Fate ?? "")
        : null;

    internal void Begin(DateTimeOffset at) => AskedAt = at;

    internal void End(bool? opened, TimeSpan elapsed, string fate) => (Opened, ElapsedMilliseconds, Fate) = (opened, (int)elapsed.TotalMilliseconds, fate);

    internal sealed class Mapping : IEntityTypeConfiguration<SiteProbe>
    {
        public void Configure(EntityTypeBuilder<SiteProbe> builder)
        {
            builder.HasOne<ProbeDay>().WithMany().HasForeignKey(probe => new { probe.SiteId, probe.Day });
            builder.HasIndex(probe => new { probe.SiteId, probe.PlannedAt }).IsUnique();
            builder.Ignore(probe => probe.Result);
        }
    }
}
