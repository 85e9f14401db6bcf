namespace Lantai.AnnualReports.Collection.Desk;

/// <summary>What a step of a report sends.</summary>
public sealed class StepInput
{
    /// <summary>The revision that was looked at.</summary>
    public int Seen { get; set; }

    public string? Because { get; set; }
}
