namespace Lantai.Requests.Lint;

/// <summary>Holds a letter, ours or another's, against the checklist of assessors.</summary>
public static class LetterLint
{
    internal static IReadOnlyList<LintRule> Rules { get; } =
        [.. StructureRules.All, .. GroundRules.All, .. RemedyLint.All, .. NoticeRules.All, .. ConductRules.All];

    /// <summary>The findings in the order of the checklist.</summary>
    public static LintReport Check(IReadOnlyList<LetterLine> lines, LintBasis basis)
    {
        var letter = new LintedLetter(lines);
        var looked = new LintCase(letter, basis);
        var findings = Rules.Where(rule => rule.On(letter)).SelectMany(rule => rule.Look(looked).Select(fault =>
            new LintFinding(rule.Code, rule.Severity, fault.Line?.Where ?? "", fault.Sentence, rule.Clause)));
        return new LintReport(letter.Kind, [.. findings]) { Title = letter.Title, Subject = letter.Subject, Issuer = letter.Issuer };
    }
}
