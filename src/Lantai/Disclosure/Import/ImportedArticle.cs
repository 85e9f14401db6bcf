namespace Lantai.Disclosure;

/// <summary>An article as it comes from elsewhere, before its unit and column are looked up.</summary>
/// <param name="Origin">Its number or address there; the same one is imported once.</param>
/// <param name="Where">For a sentence about it: 表.xlsx第3行, an address.</param>
/// <param name="Body">As it came; made clean when it is imported.</param>
public sealed record ImportedArticle(string Origin, string Where, string Title, string Body, string Unit, string Column)
{
    /// <summary>Its row in the table; 0 where there is none.</summary>
    public int Row { get; init; }

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

/// <summary>What an import says of a row.</summary>
/// <param name="IsLeftOut">The row is not taken in; else it is, but should be looked at.</param>
public sealed record ImportMessage(int Row, string Sentence, bool IsLeftOut);

/// <summary>What an import would do, or did.</summary>
/// <param name="Known">Imported before; they stay as they are.</param>
/// <param name="Files">Attachments that come along.</param>
/// <param name="Messages">In the order of the rows.</param>
public sealed record ArticlePlan(int New, int Known, int Files, IReadOnlyList<ImportMessage> Messages, IReadOnlyList<string> Titles)
{
    public IEnumerable<string> Errors => from message in Messages where message.IsLeftOut select message.Sentence;

    public IEnumerable<string> Notes => from message in Messages where !message.IsLeftOut select message.Sentence;
}
