namespace Lantai.Requests.Lint;

/// <summary>An error can lose a lawsuit or points; of a warning a person decides.</summary>
public enum LintSeverity { Error, Warning }

/// <summary>What is wrong with a letter.</summary>
/// <param name="Rule">The rule's name: <c>review_first</c>.</param>
/// <param name="Location">第3行, 第5段; "" for the whole letter.</param>
/// <param name="Message">One Chinese sentence that says what to do.</param>
/// <param name="Clause">What the rule rests on.</param>
public sealed record LintFinding(string Rule, LintSeverity Severity, string Location, string Message, string Clause);

/// <param name="Kind">What the letter was taken for.</param>
public sealed record LintReport(LetterKind Kind, IReadOnlyList<LintFinding> Findings)
{
    /// <summary>In plain form; "" when none is found.</summary>
    public string Title { get; init; } = "";

    /// <summary>What a reply was read to decide.</summary>
    public ReplySubject Subject { get; init; } = ReplySubject.Unknown;

    /// <summary>Who signs, as written; null when nobody was found.</summary>
    public string? Issuer { get; init; }

    public bool HasErrors => Findings.Any(finding => finding.Severity == LintSeverity.Error);
}
