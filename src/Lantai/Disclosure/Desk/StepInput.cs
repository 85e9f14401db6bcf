namespace Lantai.Disclosure.Desk;

/// <summary>What a step of review sends: the revision that was read, and a reason where one is needed.</summary>
public sealed class StepInput
{
    public int Seen { get; set; }

    public string? Because { get; set; }
}
