namespace Lantai.Assessment;

/// <summary>One step of the arithmetic behind a cell.</summary>
/// <param name="Text">The rule and its arithmetic in words.</param>
/// <param name="Change">What it added or took; null for a step that only limits or explains.</param>
/// <param name="Running">The points after it.</param>
/// <param name="Clause">What it rests on; "" when the scheme names nothing.</param>
/// <param name="Facts">The rows it counted, by day.</param>
public sealed record WorkingStep(string Text, decimal? Change, decimal Running, string Clause, IReadOnlyList<Fact> Facts);

/// <summary>Why a cell has its points (为什么).</summary>
public sealed record Working(string Key, string Name, CellState State, decimal? Points, decimal? Maximum, IReadOnlyList<WorkingStep> Steps);
