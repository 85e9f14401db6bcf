namespace Lantai.Units;

/// <summary>
/// What the register says of one unit: a row of the file that is imported and exported, and what the rules of the
/// register look at. A value; lists are in their written order, so that equal entries are written alike.
/// </summary>
internal sealed record UnitEntry
{
    public string Group { get; init; } = "";

    /// <summary>The full name since the last renaming.</summary>
    public string Name { get; init; } = "";

    /// <summary>The first day of <see cref="Name"/>; null since ever.</summary>
    public DateOnly? NameFrom { get; init; }

    public IReadOnlyList<DatedName> ShortForms { get; init; } = [];

    /// <summary>The full names before, the oldest first.</summary>
    public IReadOnlyList<DatedName> FormerNames { get; init; } = [];

    public string? SiteAddress { get; init; }

    public bool HasNoSite { get; init; }

    /// <summary>The place in the group; null in a row that leaves it open.</summary>
    public int? Order { get; init; }

    /// <summary>Names of the schemes that leave the unit out.</summary>
    public IReadOnlyList<string> ExcludedFrom { get; init; } = [];

    /// <summary>The last day of a unit that was dissolved or merged.</summary>
    public DateOnly? DissolvedOn { get; init; }

    /// <summary>The full name of the unit that took over.</summary>
    public string? Successor { get; init; }

    /// <summary>All full names, the newest last, as they are written: the newest is open-ended.</summary>
    public IEnumerable<DatedName> FullNames => FormerNames.Append(new DatedName(Name, NameFrom));

    /// <summary>A current name without its first day begins when the last former one ends.</summary>
    public UnitEntry WithNameFrom() =>
        NameFrom is null && FormerNames is [.., { Until: { } last }] ? this with { NameFrom = last.AddDays(1) } : this;

    /// <summary>What is wrong with the entry by itself.</summary>
    public IEnumerable<(UnitColumn Column, string Sentence)> Wrongs()
    {
        if (HasNoSite && SiteAddress is not null)
            yield return (UnitColumn.NoSite, $"“{Name}”既标为无网站，又填了网址，请去掉一项。");
        if (DissolvedOn is null && Successor is not null)
            yield return (UnitColumn.DissolvedOn, $"“{Name}”填了承接单位，还须填撤销日期。");
        if (DissolvedOn < NameFrom)
            yield return (UnitColumn.DissolvedOn, $"“{Name}”的撤销日期早于这个名称的起用日期{NameFrom:yyyy-MM-dd}。");
        if (Successor == Name) yield return (UnitColumn.Successor, $"“{Name}”不能由自己承接。");
        if (FormerNames.FirstOrDefault(name => name.Until is null) is { } open)
            yield return (UnitColumn.FormerNames, $"曾用名“{open.Text}”须写明止用日期，如“{open.Text}@~2020-12-31”。");
    }

    /// <summary>The entry of a unit whose names, group and successor are loaded.</summary>
    public static UnitEntry Of(Unit unit)
    {
        var names = unit.Names.Where(name => name.Kind == UnitNameKind.Full).OrderBy(name => name.FromOn ?? DateOnly.MinValue).ToList();
        return new UnitEntry
        {
            Group = unit.Group!.Name,
            Name = names[^1].Text,
            NameFrom = names[^1].FromOn,
            FormerNames = [.. names[..^1].Select(Written)],
            ShortForms = [.. InOrder(unit.Names.Where(name => name.Kind == UnitNameKind.ShortForm).Select(Written))],
            SiteAddress = unit.SiteAddress,
            HasNoSite = unit.HasNoSite,
            Order = unit.DisplayOrder,
            ExcludedFrom = [.. unit.ExcludedFrom.Order(StringComparer.Ordinal)],
            DissolvedOn = unit.DissolvedOn,
            Successor = unit.Successor?.Name,
        };
    }

    /// <summary>Names in the one order in which they are written.</summary>
    public static IEnumerable<DatedName> InOrder(IEnumerable<DatedName> names) =>
        names.Distinct().OrderBy(name => name.From ?? DateOnly.MinValue).ThenBy(name => name.Text, StringComparer.Ordinal)
            .ThenBy(name => name.Until ?? DateOnly.MaxValue);

    private static DatedName Written(UnitName name) => new(name.Text, name.FromOn, name.UntilOn);
}
