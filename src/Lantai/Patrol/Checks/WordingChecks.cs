using System.Globalization;
using Lantai.Patrol.Reading;
using Lantai.Wording;

namespace Lantai.Patrol.Checks;

/// <summary>The rules on words, one check for each kind of rule; the text is gone through once for all of them.</summary>
internal static class WordingChecks
{
    public static IReadOnlyList<Check> All { get; } = [.. Enum.GetValues<WordingKind>().Select(kind => new Check(IdOf(kind)) { OnPage = Look })];

    [ThreadStatic] private static List<TextIssue>? spare;

    public static void Look(PageLook look)
    {
        var issues = spare ??= [];
        issues.Clear();
        look.Rules.Wording.Check(look.Page.Text.Chars, look.Note.Day ?? look.Today, issues);
        foreach (var issue in issues)
        {
            var check = IdOf(issue.Rule.Kind);
            if (!look.Wants(check)) continue;
            var block = look.Page.BlockAt(issue.Start);
            // The title stands above the text again, where it is reported.
            if ((block.Traits & Traits.Title) != 0 && look.Page.Blocks.Exists(other => other.Heading > 0)) continue;
            look.ReportWording(check, issue, block, Cause(look, issue, block));
        }
        if (!look.Wants(IdOf(WordingKind.Privacy))) return;
        foreach (var number in ShownNumbers.Of(look.Page, look.Rules.Wording, look.Note.Day ?? look.Today))
            look.ReportNumber(IdOf(WordingKind.Privacy), number);
    }

    internal static string IdOf(WordingKind kind) => kind switch
    {
        WordingKind.Expression => "wording-expression",
        WordingKind.OfficeTitle => "wording-title",
        WordingKind.Term => "wording-term",
        WordingKind.Typo => "wording-typo",
        WordingKind.Law => "wording-law",
        WordingKind.Punctuation => "wording-punctuation",
        WordingKind.Number => "wording-number",
        WordingKind.Residue => "wording-residue",
        WordingKind.Privacy => "privacy",
    };

    /// <summary>Menus, footers and links repeat the same words on every page: one finding is enough.</summary>
    private static string? Cause(PageLook look, TextIssue issue, TextBlock block)
    {
        const Traits repeated = Traits.Link | Traits.Navigation | Traits.Footer | Traits.Breadcrumb;
        if ((block.Traits & repeated) == 0) return null;
        return string.Create(CultureInfo.InvariantCulture, $"{issue.Rule.Id} {issue.Start - block.Start} {look.Page.TextOf(block)}");
    }
}
