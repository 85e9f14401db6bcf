namespace Lantai.Assessment;

/// <summary>What a cell of a score sheet says. A missing cell is never a 0, and neither is one that does not apply.</summary>
public enum CellState
{
    /// <summary>It has points.</summary>
    Scored,
    /// <summary>Nothing was entered, or the facts give no figure.</summary>
    Missing,
    /// <summary>The indicator does not apply to the unit ("/").</summary>
    NotApplicable,
    /// <summary>A veto ended the scoring.</summary>
    Stopped,
}
