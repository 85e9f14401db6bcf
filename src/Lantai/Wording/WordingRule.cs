using Lantai.Packs;

namespace Lantai.Wording;

/// <summary>How grave a finding is, gravest first.</summary>
public enum Severity
{
    /// <summary>单项否决: may veto the whole site.</summary>
    Veto,
    Serious,
    Minor,
    Hint,
}

/// <summary>What kind of rule on words it is; each kind is one check of the patrol.</summary>
public enum WordingKind { Expression, OfficeTitle, Term, Typo, Law, Punctuation, Number, Residue, Privacy }

/// <summary>A row of the packs under packs/wording.</summary>
/// <param name="Id">Such as A01; unique over all the packs.</param>
/// <param name="ConfirmByHand">A person decides before anybody is asked to mend it.</param>
/// <param name="Right">What should stand there; null when only a person can say.</param>
/// <param name="Note">Why, in a few words; null when the right form says enough.</param>
public sealed record WordingRule(
    string Id, WordingKind Kind, Severity Severity, Citation Basis, bool ConfirmByHand, string? Right = null, string? Note = null);

/// <summary>A place in a text that a rule objects to.</summary>
/// <param name="Start">In UTF-16 characters from the text's start.</param>
/// <param name="Right">What should stand there instead, when the rule can tell.</param>
public readonly record struct TextIssue(WordingRule Rule, int Start, int Length, string? Right)
{
    /// <summary>One sentence about the words as they stand. Personal data are never repeated in it.</summary>
    public string Sentence(string stated)
    {
        if (Rule.Kind == WordingKind.Privacy) return $"{Rule.Note}（{stated.Length}个字符），公开前应隐去。";
        var right = Right is null ? "" : $"，应为“{Right}”";
        var note = Rule.Note is null ? "" : $"（{Rule.Note}）";
        return $"“{stated}”表述不当{right}{note}。";
    }
}
