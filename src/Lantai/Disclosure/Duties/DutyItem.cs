using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Disclosure;

/// <summary>What must be published (主动公开事项): an item of the law or of a local catalogue, in one region.</summary>
public sealed class DutyItem
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    /// <summary>20-07 by the law's articles, 0505 by a local catalogue.</summary>
    public required string Code { get; init; }

    public required string Title { get; set; }

    /// <summary>What is published (公开内容、要素).</summary>
    public required string Content { get; set; }

    public required string Theme { get; set; }

    /// <summary>Document and clause.</summary>
    public required string Basis { get; set; }

    public LimitKind LimitKind { get; set; }

    public int? LimitCount { get; set; }

    public required string LimitBasis { get; set; }

    /// <summary>Null where information is published as it comes into being.</summary>
    public Cycle? Cycle { get; set; }

    /// <summary>公开渠道和载体.</summary>
    public required string Channel { get; set; }

    /// <summary>What shows that it was done.</summary>
    public required string Proof { get; set; }

    public long ColumnId { get; set; }

    public PortalColumn? Column { get; set; }

    public DutyLimit Limit => new(LimitKind, LimitCount);

    internal sealed class Mapping : IEntityTypeConfiguration<DutyItem>
    {
        public void Configure(EntityTypeBuilder<DutyItem> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(item => item.RegionId);
            builder.HasOne(item => item.Column).WithMany().HasForeignKey(item => item.ColumnId);
            builder.HasIndex(item => new { item.RegionId, item.Code }).IsUnique();
            builder.Property(item => item.Cycle).HasConversion(cycle => cycle!.ToString(), text => Cycle.Parse(text));
            builder.Ignore(item => item.Limit);
        }
    }
}

/// <summary>A unit's duty to publish an item.</summary>
public sealed class Duty
{
    public long Id { get; init; }

    public long ItemId { get; init; }

    public DutyItem? Item { get; set; }

    public long UnitId { get; init; }

    /// <summary>The section of the unit that answers for it (责任科室).</summary>
    public string? Owner { get; set; }

    /// <summary>Why the unit has nothing of the kind; null where it has, or has not said.</summary>
    public string? NoneBecause { get; set; }

    /// <summary>The first day on which the unit has it; null for one from before days were kept.</summary>
    public DateOnly? SinceOn { get; set; }

    /// <summary>The day from which the unit does not have it any more; null while it runs.</summary>
    public DateOnly? EndedOn { get; private set; }

    public string? EndedBecause { get; private set; }

    internal void End(DateOnly from, string because) => (EndedOn, EndedBecause) = (from, because);

    internal void Resume() => (EndedOn, EndedBecause) = (null, null);

    public string Subject => $"duty/{Id}";

    internal sealed class Mapping : IEntityTypeConfiguration<Duty>
    {
        public void Configure(EntityTypeBuilder<Duty> builder)
        {
            builder.HasOne(duty => duty.Item).WithMany().HasForeignKey(duty => duty.ItemId);
            builder.HasOne<Unit>().WithMany().HasForeignKey(duty => duty.UnitId);
            builder.HasIndex(duty => new { duty.UnitId, duty.ItemId }).IsUnique();
            builder.Ignore(duty => duty.Subject);
        }
    }
}

public static class DutySets
{
    extension(LantaiDb db)
    {
        public DbSet<DutyItem> DutyItems => db.Set<DutyItem>();

        public DbSet<Duty> Duties => db.Set<Duty>();

        /// <summary>The duties that the region's units have on that day.</summary>
        public IQueryable<Duty> DutiesOn(long regionId, DateOnly day) => db.Duties.Where(duty => duty.Item!.RegionId == regionId
            && (duty.SinceOn == null || duty.SinceOn <= day) && (duty.EndedOn == null || duty.EndedOn > day));
    }
}
