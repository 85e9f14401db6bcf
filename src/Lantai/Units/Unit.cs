using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Units;

/// <summary>
/// A unit (单位) of a region. It keeps its identity through new names; what was written under an old name is shown
/// under the name of that day.
/// </summary>
public sealed class Unit
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    public long GroupId { get; set; }

    public string? SiteAddress { get; set; }

    /// <summary>无网站: printed after the name where a scheme says so.</summary>
    public bool HasNoSite { get; set; }

    public int DisplayOrder { get; set; }

    /// <summary>The last day of a unit that was dissolved or merged.</summary>
    public DateOnly? DissolvedOn { get; set; }

    public long? SuccessorId { get; set; }

    /// <summary>Names of the schemes that leave this unit out.</summary>
    public List<string> ExcludedFrom { get; set; } = [];

    public List<UnitName> Names { get; } = [];

    /// <summary>The full name on that day; the newest when no name is dated so.</summary>
    public string NameOn(DateOnly day) =>
        (Names.FirstOrDefault(name => name.Kind == UnitNameKind.Full && name.HoldsOn(day))
            ?? Names.Where(name => name.Kind == UnitNameKind.Full).OrderBy(name => name.FromOn ?? DateOnly.MinValue).LastOrDefault())
        ?.Text ?? "";

    /// <summary>The name since the last renaming.</summary>
    public string Name => NameOn(DateOnly.MaxValue);

    /// <summary>Takes a new full name from a day on; the name until then stays for the days before.</summary>
    public void Rename(string name, DateOnly from)
    {
        var current = Names.Where(known => known.Kind == UnitNameKind.Full)
            .OrderBy(known => known.FromOn ?? DateOnly.MinValue).LastOrDefault();
        if (current is not null && current.FromOn >= from)
            throw new RefusedException($"“{current.Text}”自{current.FromOn:yyyy-MM-dd}起使用，新名称的起用日期应晚于这一天。");
        if (current is not null) current.UntilOn = from.AddDays(-1);
        Names.Add(new UnitName { Kind = UnitNameKind.Full, Text = name, FromOn = from });
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Unit>
    {
        public void Configure(EntityTypeBuilder<Unit> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(unit => unit.RegionId);
            builder.HasOne<UnitGroup>().WithMany().HasForeignKey(unit => unit.GroupId);
            builder.HasOne<Unit>().WithMany().HasForeignKey(unit => unit.SuccessorId);
            builder.HasMany(unit => unit.Names).WithOne().HasForeignKey(name => name.UnitId);
            builder.Ignore(unit => unit.Name);
        }
    }
}

/// <summary>Full names are printed; short forms are only recognised.</summary>
public enum UnitNameKind { Full, ShortForm }

/// <summary>A name of a unit: a full name with the days it held, or a short form.</summary>
public sealed class UnitName
{
    public long Id { get; init; }

    public long UnitId { get; init; }

    public UnitNameKind Kind { get; init; }

    public required string Text { get; init; }

    /// <summary>The first day; null since ever.</summary>
    public DateOnly? FromOn { get; init; }

    /// <summary>The last day; null until now.</summary>
    public DateOnly? UntilOn { get; set; }

    public bool HoldsOn(DateOnly day) => (FromOn is null || FromOn <= day) && (UntilOn is null || day <= UntilOn);

    internal sealed class Mapping : IEntityTypeConfiguration<UnitName>
    {
        public void Configure(EntityTypeBuilder<UnitName> builder) => builder.HasIndex(name => name.Text);
    }
}
