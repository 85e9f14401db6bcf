namespace Lantai.Ui.Charts;

/// <summary>A unit's ranks, one per label; null where it was not ranked.</summary>
public sealed record RankLine(string Name, IReadOnlyList<int?> Ranks);
