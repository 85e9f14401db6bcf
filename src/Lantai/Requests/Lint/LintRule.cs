using System.Globalization;
using Lantai.Papers;
using Lantai.Requests.Remedies;

namespace Lantai.Requests.Lint;

/// <summary>A fault that a rule sees: what to say, and where.</summary>
internal sealed record Fault(string Sentence, LetterLine? Line = null);

/// <summary>A letter being looked at, with what it is held against.</summary>
internal sealed record LintCase(LintedLetter Letter, LintBasis Basis)
{
    /// <summary>The day whose rules apply.</summary>
    public DateOnly On => Letter.SignedOn ?? Basis.Today;

    /// <summary>The agency that signs; null where it is not known, or the letter is another's.</summary>
    public Office? Office => Basis.Office is { } office && (Letter.Issuer is null || office.Name.EndsWith(Letter.Issuer, StringComparison.Ordinal)
        || Letter.Issuer.EndsWith(office.Name, StringComparison.Ordinal)) ? office : null;

    public RemedyRules Remedy => RemedyRules.InForce(Basis.Remedies, On);

    /// <summary>Null before any rules were in force.</summary>
    public RequestRules? Rules => Basis.Rulebook.Versions.FirstOrDefault(version => version.Basis.AppliesOn(Letter.ReceivedOn ?? On));

    /// <summary>Versions that were over before the letter.</summary>
    public IEnumerable<RequestRules> PastRules => Basis.Rulebook.Versions.Where(version => version.Basis.Until < (Letter.ReceivedOn ?? On));

    /// <inheritdoc cref="PastRules"/>
    public IEnumerable<RemedyRules> PastRemedies => Basis.Remedies.Where(version => version.Basis.Until < On);
}

/// <summary>A small rule: one thing that assessors deduct for.</summary>
/// <param name="Code">As in JSON: <c>review_days</c>.</param>
/// <param name="Row">The row of the checklist: 9.2 structure, 9.3 remedy, 9.4 other papers, 9.5 defects.</param>
/// <param name="Clause">What it rests on.</param>
/// <param name="On">The letters it looks at.</param>
/// <param name="Look">The faults of a letter; none when it is right.</param>
internal sealed record LintRule(
    string Code, LintSeverity Severity, string Row, string Clause, Func<LintedLetter, bool> On, Func<LintCase, IEnumerable<Fault>> Look);

/// <summary>The forms most rules have.</summary>
internal static class LintRules
{
    public static bool Everything(LintedLetter letter) => true;

    public static bool AllLetters(LintedLetter letter) => letter.Kind != LetterKind.Form;

    public static bool Replies(LintedLetter letter) => letter.Kind is LetterKind.Reply;

    /// <summary>Papers that end the case and so carry a remedy.</summary>
    public static bool Ending(LintedLetter letter) => letter.Kind is LetterKind.Reply or LetterKind.Closing;

    /// <summary>Papers to the applicant about the application.</summary>
    public static bool ToApplicant(LintedLetter letter) => letter.Kind is LetterKind.Reply or LetterKind.Closing or LetterKind.Correction
        or LetterKind.Reasons or LetterKind.Extension or LetterKind.Delay or LetterKind.ConsultationNotice or LetterKind.Fee;

    public static Func<LintedLetter, bool> Of(params LetterKind[] kinds) => letter => kinds.Contains(letter.Kind);

    public static Func<LintedLetter, bool> Deciding(params ReplySubject[] subjects) =>
        letter => letter.Kind == LetterKind.Reply && subjects.Contains(letter.Subject);

    /// <summary>The letter must say this somewhere.</summary>
    public static Func<LintCase, IEnumerable<Fault>> Says(string pattern, string otherwise) =>
        looked => looked.Letter.Says(pattern) ? [] : [new Fault(otherwise)];

    /// <summary>The letter must not say this; what it says instead of {0} stands in the sentence.</summary>
    public static Func<LintCase, IEnumerable<Fault>> NeverSays(string pattern, string sentence) => looked =>
        looked.Letter.LineWith(pattern) is { } line
            ? [new Fault(string.Format(null, sentence, Pattern.Of(pattern).Match(line.Plain).Value), line)]
            : [];

    /// <summary>The letter must not hold any of these words.</summary>
    public static Func<LintCase, IEnumerable<Fault>> NoneOf(Func<LintBasis, LintWords> words, string sentence) => looked =>
        looked.Letter.Lines.Where(line => words(looked.Basis).In(line.Plain) is not null)
            .Select(line => new Fault(string.Format(null, sentence, words(looked.Basis).In(line.Plain)), line));

    /// <summary>A pattern for 60日, 六十日: a number in either writing, with nothing before it that would make it another.</summary>
    public static string Amount(int number, string unit) =>
        $"(?<![0-9])({number.ToString(CultureInfo.InvariantCulture)}|(?<![一二三四五六七八九十]){HeadingNumber.Chinese(number)}){unit}";

    public static IEnumerable<Fault> If(bool isWrong, string sentence, LetterLine? line = null) => isWrong ? [new Fault(sentence, line)] : [];
}
