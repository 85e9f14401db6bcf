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

    /// <summary>Loaded where it is included.</summary>
    public UnitGroup? Group { get; set; }

    public string? SiteAddress { get; set; }

    /// <summary>无网站: printed after the name where a scheme says so.</summary>
    public bool HasNoSite { get; set; }

    public int DisplayOrder { get; set; }

    /// <summary>The last day of a unit that was dissolved or merged.</summary>
    public DateOnly? DissolvedOn { get; set; }

    public long? SuccessorId { get; set; }

    /// <summary>The unit that took over; loaded where it is included.</summary>
    public Unit? Successor { get; set; }

    /// <summary>Names of the schemes that leave this unit out.</summary>
    public List<string> ExcludedFrom { get; set; } = [];

    public List<UnitName> Names { get; } = [];

    /// <summary>Changes with every save of the unit; a form sends it back, so that a change in between shows.</summary>
    public uint Version { get; init; }

    /// <summary>The full name on that day; the newest when no name is dated so.</summary>
    public string NameOn(DateOnly day) => (FullNames.FirstOrDefault(name => name.HoldsOn(day)) ?? FullNames.LastOrDefault())?.Text ?? "";

    /// <summary>The name since the last renaming.</summary>
    public string Name => NameOn(DateOnly.MaxValue);

    public bool IsDissolvedOn(DateOnly day) => DissolvedOn < day;

    private IEnumerable<UnitName> FullNames => Of(UnitNameKind.Full).OrderBy(name => name.FromOn ?? DateOnly.MinValue);

    /// <summary>Takes a new full name from a day on; the name until then stays for the days before.</summary>
    public void Rename(string name, DateOnly from)
    {
        var current = FullNames.LastOrDefault();
        if (current?.Text == name) throw new RefusedException($"单位现在就叫“{name}”，不需要更名。");
        if (current is not null && current.FromOn >= from)
            throw new RefusedException($"“{current.Text}”自{current.FromOn:yyyy-MM-dd}起使用，新名称的起用日期应晚于这一天。");
        if (from > DissolvedOn) throw new RefusedException($"单位已于{DissolvedOn:yyyy-MM-dd}撤销，此后不能更名。");
        if (current is not null) current.UntilOn = from.AddDays(-1);
        Names.Add(new UnitName { Kind = UnitNameKind.Full, Text = name, FromOn = from });
    }

    /// <summary>Ends the unit after that day; its scores and papers stay under its name.</summary>
    /// <param name="successor">The unit that takes over, if any.</param>
    public void Dissolve(DateOnly on, Unit? successor)
    {
        if (successor == this) throw new RefusedException($"“{Name}”不能由自己承接。");
        if (successor?.DissolvedOn <= on)
            throw new RefusedException($"“{successor.Name}”已于{successor.DissolvedOn:yyyy-MM-dd}撤销，不能作为承接单位。");
        if (FullNames.LastOrDefault()?.FromOn is { } from && on < from)
            throw new RefusedException($"“{Name}”自{from:yyyy-MM-dd}起使用，撤销日期不能早于这一天。");
        DissolvedOn = on;
        Successor = successor;
        SuccessorId = successor?.Id;
    }

    /// <summary>Takes a dissolution back.</summary>
    public void Reinstate()
    {
        DissolvedOn = null;
        Successor = null;
        SuccessorId = null;
    }

    /// <summary>Takes the address of its site, or that it has none.</summary>
    public void SetSite(string? address, bool hasNoSite)
    {
        if (hasNoSite && address is not null) throw new RefusedException("既标为无网站，又填了网址，请去掉一项。");
        SiteAddress = address;
        HasNoSite = hasNoSite;
    }

    /// <summary>Takes the names of that kind as they are given; those it has already stay the same rows.</summary>
    internal void SetNames(UnitNameKind kind, IEnumerable<DatedName> names)
    {
        var wanted = names.ToList();
        Names.RemoveAll(known => known.Kind == kind && !wanted.Remove(new DatedName(known.Text, known.FromOn, known.UntilOn)));
        Names.AddRange(wanted.Select(name => new UnitName { Kind = kind, Text = name.Text, FromOn = name.From, UntilOn = name.Until }));
    }

    private IEnumerable<UnitName> Of(UnitNameKind kind) => Names.Where(name => name.Kind == kind);

    internal sealed class Mapping : IEntityTypeConfiguration<Unit>
    {
        public void Configure(EntityTypeBuilder<Unit> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(unit => unit.RegionId);
            builder.HasOne(unit => unit.Group).WithMany().HasForeignKey(unit => unit.GroupId);
            builder.HasOne(unit => unit.Successor).WithMany().HasForeignKey(unit => unit.SuccessorId);
            builder.HasMany(unit => unit.Names).WithOne().HasForeignKey(name => name.UnitId);
            builder.Property(unit => unit.Version).IsRowVersion();
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
