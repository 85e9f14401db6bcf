using Lantai.Calendar;
using Lantai.Patrol.Addresses;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Patrol;

/// <summary>A site (网站) that the office patrols, and how it may be visited.</summary>
public sealed class PatrolSite
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    /// <summary>The unit that answers for it; null while none does.</summary>
    public long? UnitId { get; set; }

    public required string Name { get; set; }

    /// <summary>Where a patrol starts, as <see cref="WebAddress.Text"/>.</summary>
    public required string Address { get; init; }

    /// <summary>It may lie on the own machine or network; of any other, nothing there is asked for, wherever its name leads.</summary>
    public bool IsInside { get; init; }

    /// <summary>Requests a second; 0 for no limit.</summary>
    public decimal Rate { get; set; } = 10;

    public int MostPages { get; set; } = 50_000;

    /// <summary>Links to other sites are asked for too.</summary>
    public bool AsksElsewhere { get; set; } = true;

    /// <summary>When it is patrolled every day, by the office's clock; null for only when somebody asks.</summary>
    public TimeOnly? DailyAt { get; private set; }

    /// <summary>The first day of the timetable; null without one.</summary>
    public DateOnly? DailyFrom { get; private set; }

    /// <summary>The owner's written leave to go where its robots.txt does not let us: which paper, of which day; null for none.</summary>
    public string? RobotsPermit { get; set; }

    /// <summary>The day from which it is off the register (下线), neither patrolled nor probed; null while it is on it.</summary>
    public DateOnly? RetiredOn { get; private set; }

    /// <summary>Why; null while it is on the register.</summary>
    public string? RetiredBecause { get; private set; }

    /// <summary>Changes with every save.</summary>
    public uint Version { get; init; }

    /// <summary>What a journal line about it is about.</summary>
    public string Subject => $"patrol-site/{Id}";

    public PatrolOptions Options => new()
    {
        Starts = [WebAddress.Parse(Address)!],
        MostPages = MostPages,
        AsksElsewhere = AsksElsewhere,
        MayStartInside = IsInside,
        Fetch = new() { Rate = Rate, IgnoreRobots = RobotsPermit is not null },
    };

    /// <summary>Sets the hour of the daily patrol: from today on when it is still to come, else from tomorrow on.</summary>
    public void PatrolDailyAt(TimeOnly? hour, DateTimeOffset now)
    {
        if (hour == DailyAt) return;
        var local = OfficeTime.Local(now).DateTime;
        DailyAt = hour;
        DailyFrom = hour is null ? null : DateOnly.FromDateTime(local).AddDays(hour > TimeOnly.FromDateTime(local) ? 0 : 1);
    }

    internal void Retire(DateOnly on, string because)
    {
        if (RetiredOn is { } since) throw new RefusedException($"“{Name}”已于{since:yyyy-MM-dd}下线。");
        (RetiredOn, RetiredBecause) = (on, because);
    }

    internal void PutBack()
    {
        if (RetiredOn is null) throw new RefusedException($"“{Name}”没有下线，不需要恢复。");
        (RetiredOn, RetiredBecause) = (null, null);
    }

    /// <exception cref="RefusedException">It is off the register.</exception>
    internal void RefuseRetired()
    {
        if (RetiredOn is { } since) throw new RefusedException($"“{Name}”已于{since:yyyy-MM-dd}下线，不再巡查；需要时先恢复巡查。");
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PatrolSite>
    {
        public void Configure(EntityTypeBuilder<PatrolSite> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(site => site.RegionId);
            builder.HasOne<Unit>().WithMany().HasForeignKey(site => site.UnitId);
            builder.HasIndex(site => new { site.RegionId, site.Address }).IsUnique();
            builder.Property(site => site.Version).IsRowVersion();
            builder.Ignore(site => site.Subject);
            builder.Ignore(site => site.Options);
        }
    }
}
