namespace Lantai.Ui;

/// <summary>One figure that a reader should see first.</summary>
/// <param name="Value">As printed, see <see cref="Figure"/>.</param>
/// <param name="Unit">分, 个, 件 …</param>
public sealed record KeyFigure(string Title, string Value, string? Unit = null)
{
    /// <summary>The list of what was counted.</summary>
    public string? Href { get; init; }

    /// <summary>What stands below it: a comparison, a date.</summary>
    public string? Note { get; init; }

    /// <summary>Gives the note its shape and colour.</summary>
    public Tone Tone { get; init; }
}
