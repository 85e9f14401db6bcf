using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Assessment;

/// <summary>
/// A unit in a period (参评单位), with its group and its name as of the period's last day. A unit of the register that
/// does not take part has a row too, which says why.
/// </summary>
public sealed class PeriodUnit
{
    public long PeriodId { get; init; }

    public long UnitId { get; init; }

    /// <summary>The scheme's group; the register's where the unit is left out.</summary>
    public required string GroupName { get; set; }

    public required string Name { get; set; }

    /// <summary>Its place in last period's order, or in the register's: a stable order rests on it.</summary>
    public int Place { get; set; }

    /// <summary>Null for a unit that takes part.</summary>
    public string? LeftOutBecause { get; set; }

    /// <summary>Marks that a scheme may ask for: 无网站.</summary>
    public List<string> Marks { get; set; } = [];

    /// <summary>Its rank in the last closed period.</summary>
    public int? RankBefore { get; set; }

    /// <summary>The year's total before this period; null where there is none.</summary>
    public decimal? YearBefore { get; set; }

    /// <summary>The year's total before was typed or imported, not computed from closed periods.</summary>
    public bool IsYearBeforeTyped { get; set; }

    /// <summary>Its place among tied units, given by hand.</summary>
    public int? HandOrder { get; set; }

    /// <summary>The unit's entries, facts and workings as JSON (<see cref="FrozenUnit"/>); null while the period is open.</summary>
    public string? Frozen { get; set; }

    public bool TakesPart => LeftOutBecause is null;

    internal sealed class Mapping : IEntityTypeConfiguration<PeriodUnit>
    {
        public void Configure(EntityTypeBuilder<PeriodUnit> builder)
        {
            builder.HasKey(unit => new { unit.PeriodId, unit.UnitId });
            builder.HasOne<Units.Unit>().WithMany().HasForeignKey(unit => unit.UnitId);
        }
    }
}
