using Lantai.Requests.Decisions;
using Lantai.Requests.Lint;
using Lantai.Requests.Remedies;

namespace Lantai.Requests.Letters;

/// <summary>What a reply written elsewhere says itself, held against what is recorded of its case.</summary>
internal static class ToldDecision
{
    /// <param name="kind">The decision that the paper tells.</param>
    /// <param name="office">Who answers the case; null when nobody entered it.</param>
    /// <returns>One sentence that names what was read and what is recorded; null when they agree, or the text does not say.</returns>
    public static string? Disagreement(LintReport lint, DecisionKind kind, Office? office)
    {
        if (lint.Kind != LetterKind.Reply) return null;
        if (lint.Subject != ReplySubject.Unknown && lint.Subject != SubjectOf(kind.Decision))
            return $"从文件里读到的决定是“{lint.Subject.Title}”，登记的处理决定是{kind.Decision}（{kind.Name}）";
        if (office is null || lint.Issuer is not { } issuer || issuer.Contains(office.Name, StringComparison.Ordinal)
            || office.Name.Contains(issuer, StringComparison.Ordinal)) return null;
        return $"文件的署名是“{issuer}”，答复这件申请的机关是“{office.Name}”";
    }

    /// <summary>What a text is read as that tells the decision.</summary>
    public static ReplySubject SubjectOf(Decision decision) => decision switch
    {
        Decision.R1 or Decision.R2 => ReplySubject.Disclosed,
        Decision.R3 => ReplySubject.Partial,
        Decision.R4a or Decision.R4b or Decision.R4c or Decision.R4d or Decision.R4e or Decision.R4f or Decision.R4g => ReplySubject.Refused,
        Decision.R4h => ReplySubject.Query,
        Decision.R5a => ReplySubject.NotHeld,
        Decision.R5b => ReplySubject.NotResponsible,
        Decision.R5c => ReplySubject.NotReady,
        Decision.R5d => ReplySubject.Unclear,
        Decision.R6a => ReplySubject.Petition,
        Decision.R6b => ReplySubject.Repeated,
        Decision.R6c => ReplySubject.Publication,
        Decision.R6d => ReplySubject.Excessive,
        Decision.R6e => ReplySubject.Reissue,
        Decision.R7a or Decision.R7b => ReplySubject.Lapsed,
        Decision.R7c => ReplySubject.Unknown,
    };
}
