using Lantai.Disclosure;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Patrol;

/// <summary>Whether a column was found by a patrol, is on the register, or is left out of it on purpose.</summary>
public enum ColumnState { Learnt, Registered, Left }

/// <summary>A column (栏目) of a site: its list, what kind it is, and who answers for it.</summary>
public sealed class SiteColumn
{
    public long Id { get; init; }

    public long SiteId { get; init; }

    /// <summary>Null where the site's unit answers for it.</summary>
    public long? UnitId { get; set; }

    public required string Name { get; set; }

    /// <summary>Of its list, without fragment.</summary>
    public required string Address { get; set; }

    /// <summary>The address without scheme, which makes no other column of it.</summary>
    public string Key { get; private set; } = "";

    /// <summary>A class of packs/columns, which says how often it must be updated.</summary>
    public required string Class { get; set; }

    /// <summary>The office's own limit, before any other; null for that of the item or of the class.</summary>
    public int? MostAgeDays { get; set; }

    /// <summary>The item that must be published (公开事项) for which the column stands; null where it stands for none.</summary>
    public long? DutyItemId { get; set; }

    /// <summary>Needed for <see cref="LimitOn"/>.</summary>
    public DutyItem? DutyItem { get; init; }

    public ColumnState State { get; set; }

    /// <summary>When a patrol that read its list began, the newest; null while none has.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>On that day, how old the newest item may be: by the office's own limit, else by the cycle of the item that must be published; null for the class's.</summary>
    public int? LimitOn(DateOnly day) => MostAgeDays ?? DutyItem?.Cycle?.MostDaysOn(day);

    /// <summary>As a patrol of that day takes it.</summary>
    internal RegisteredColumn On(DateOnly day)
    {
        var registered = new RegisteredColumn(Address, Name, Class, LimitOn(day));
        return MostAgeDays is null && DutyItem is { } item ? registered with { LimitBasis = $"公开事项{item.Code}“{item.Title}”的更新周期" } : registered;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<SiteColumn>
    {
        public void Configure(EntityTypeBuilder<SiteColumn> builder)
        {
            builder.HasOne<PatrolSite>().WithMany().HasForeignKey(column => column.SiteId);
            builder.HasOne<Unit>().WithMany().HasForeignKey(column => column.UnitId);
            builder.HasOne(column => column.DutyItem).WithMany().HasForeignKey(column => column.DutyItemId);
            builder.HasIndex(column => new { column.SiteId, column.Key }).IsUnique();
            builder.Property(column => column.Key).HasComputedColumnSql("address_key(address)", stored: true);
        }
    }
}

/// <summary>Something published on a site, as it was first seen: the memory by which forged days show.</summary>
public sealed class SiteItem
{
    public long Id { get; init; }

    public long SiteId { get; init; }

    /// <summary>The column whose list showed it; null when none did.</summary>
    public long? ColumnId { get; init; }

    public required string Address { get; init; }

    /// <summary>The address without scheme, which makes no other item of it.</summary>
    public string Key { get; private set; } = "";

    public string? Title { get; init; }

    /// <summary>The day that it gave when it first gave one; null while it gives none.</summary>
    public DateOnly? PublishedOn { get; init; }

    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>The newest day before it was seen on which its lists, or all of the site, were read: it was not there yet. Null when there was none.</summary>
    public DateOnly? LookedOn { get; init; }

    public DateTimeOffset LastSeenAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SiteItem>
    {
        public void Configure(EntityTypeBuilder<SiteItem> builder)
        {
            builder.HasOne<PatrolSite>().WithMany().HasForeignKey(item => item.SiteId);
            builder.HasOne<SiteColumn>().WithMany().HasForeignKey(item => item.ColumnId);
            builder.HasIndex(item => new { item.SiteId, item.Key }).IsUnique();
            builder.Property(item => item.Key).HasComputedColumnSql("address_key(address)", stored: true);
        }
    }
}
