namespace Lantai.Disclosure;

/// <summary>An article as it comes from elsewhere, before its unit and column are looked up.</summary>
/// <param name="Origin">Its number or address there; the same one is imported once.</param>
/// <param name="Where">For a sentence about it: 表.xlsx第3行, an address.</param>
/// <param name="Body">As it came; made clean when it is imported.</param>
public sealed record ImportedArticle(string Origin, string Where, string Title, string Body, string Unit, string Column)
{
    public DateOnly? FormedOn { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Nobody wrote when it was formed: <see cref="FormedOn"/> is the day of publication.</summary>
    public bool IsFormedOnTaken { get; init; }
    public string? Source { get; init; }
    public string? Keywords { get; init; }
    public string? Summary { get; init; }
    public PolicyText? Policy { get; init; }
    public InterpretationForm? Form { get; init; }

    /// <summary>Of the item that it discharges.</summary>
    public string? DutyCode { get; init; }

    public IReadOnlyList<ImportedLink> Links { get; init; } = [];

    /// <summary>Its files: the name that readers see, and where the bytes are.</summary>
    public IReadOnlyList<(string Name, Func<Stream> Open)> Files { get; init; } = [];
}

/// <param name="Target">The other's number or address there, or its document number.</param>
public sealed record ImportedLink(LinkKind Kind, string Target);

/// <summary>What an import would do, or did.</summary>
/// <param name="Known">Imported before; they stay as they are.</param>
/// <param name="Notes">What is taken in but should be looked at.</param>
public sealed record ArticlePlan(int New, int Known, int Files, IReadOnlyList<string> Errors, IReadOnlyList<string> Notes, IReadOnlyList<string> Titles);
