using Microsoft.AspNetCore.Components;

namespace Lantai.Ui;

/// <summary>One thing that happened.</summary>
/// <param name="When">In office time: 2026-01-05 or 2026-01-05 14:30.</param>
/// <param name="What">One short sentence.</param>
/// <param name="Who">The person or the unit; null when the program did it.</param>
public sealed record TimelineEntry(string When, string What, string? Who = null)
{
    /// <summary>How it bears on the record: done, late, or nothing special.</summary>
    public Tone Tone { get; init; }

    /// <summary>More about it: a reason, an attachment, a link.</summary>
    public RenderFragment? Body { get; init; }
}
