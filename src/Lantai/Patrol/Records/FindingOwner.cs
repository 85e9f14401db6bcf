namespace Lantai.Patrol;

/// <summary>Where a finding belongs, by the register of columns as it is today: a row of the view finding_owner.</summary>
/// <param name="UnitId">The unit that answers for its pages; null when none does.</param>
/// <param name="Class">Of the column in which all its pages lie; null for those of no column, or of several classes.</param>
public sealed record FindingOwner(long FindingId, long? UnitId, string? Class);
