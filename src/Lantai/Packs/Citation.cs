namespace Lantai.Packs;

/// <summary>How sure the pack's writer is of a row: seen in a published source, known but not confirmed, unsure.</summary>
public enum Confidence { Seen, Known, Unsure }

/// <summary>What a row of a pack rests on.</summary>
/// <param name="Clause">Document and article; null when the row names none.</param>
/// <param name="From">The first day on which the row applies; null for always.</param>
/// <param name="Until">The last such day; null for no end.</param>
public sealed record Citation(string? Clause, DateOnly? From = null, DateOnly? Until = null, Confidence Confidence = Confidence.Seen)
{
    private const string ToRead = "（默认值，未核对原文）", ToSettle = "（默认值，待本单位核定）";

    public bool AppliesOn(DateOnly day) => !(day < From) && !(day > Until);

    /// <summary>The clause as shown to people, with a mark when the office should check it; "" when there is none.</summary>
    public string Text => (Clause ?? "") + Confidence switch
    {
        Confidence.Seen => "",
        Confidence.Known => ToRead,
        Confidence.Unsure => ToSettle,
    };

    /// <summary>Whether a basis bears a mark of <see cref="Text"/>: the office should check it before it is sent to anybody.</summary>
    public static bool IsUnchecked(string basis) => basis.Contains(ToRead, StringComparison.Ordinal) || basis.Contains(ToSettle, StringComparison.Ordinal);

    /// <summary>A basis as a paper that goes out says it: without the marks, which are for the office alone.</summary>
    public static string OnPaper(string basis) => basis.Replace(ToRead, "", StringComparison.Ordinal).Replace(ToSettle, "", StringComparison.Ordinal);
}
