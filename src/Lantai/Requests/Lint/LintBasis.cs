using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Requests.Remedies;

namespace Lantai.Requests.Lint;

/// <summary>Words to look for, with the clause they offend.</summary>
public sealed record LintWords(IReadOnlyList<string> Words, Citation Basis)
{
    /// <summary>The first of the words in the text; null when none is.</summary>
    public string? In(string text) => Words.FirstOrDefault(word => IsIn(word, text));

    /// <summary>A Latin word does not count within a longer one, such as an address of the web.</summary>
    private static bool IsIn(string word, string text)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            if (!char.IsAsciiLetter(word[0]) || (!IsLatin(text, at - 1) && !IsLatin(text, at + word.Length))) return true;
        return false;
    }

    private static bool IsLatin(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetterOrDigit(text[at]);
}

/// <summary>The reply period of the case as the register's clock reckons it; a text alone does not tell it.</summary>
/// <param name="DueOn">The last day of the reply; null while it stands still or cannot be told, and when the case is over.</param>
public sealed record CaseTerm(DateOnly? DueOn);

/// <summary>What letters are held against: remedies and periods by date, the calendar, and the words of packs/letters/lint.</summary>
public sealed record LintBasis(
    IReadOnlyList<RemedyRules> Remedies,
    RequestRulebook Rulebook,
    WorkCalendar Calendar,
    DateOnly Today,
    LintWords Couriers,
    LintWords CopyFees,
    LintWords Purposes,
    LintWords Residue,
    LintWords VerticalOffices,
    LintWords InternalUnits)
{
    /// <summary>The agency that replies; null where it is not known, and then nobody knows who reviews it.</summary>
    public Office? Office { get; init; }

    /// <summary>The last day of a reply that was ordered anew; null for every other letter.</summary>
    public DateOnly? RemakeBy { get; init; }

    /// <summary>What the clock says of the letter's own case; null for a letter whose case is not known here.</summary>
    public CaseTerm? Term { get; init; }

    /// <param name="today">Stands for the date of a letter that has none.</param>
    public static LintBasis Read(PackFolder packs, WorkCalendar calendar, DateOnly today)
    {
        var file = packs.Settings("letters/lint", "foi");
        var map = file.Root.Map();
        map.Required("name").Text();
        var basis = new LintBasis(
            RemedyRules.ReadAll(packs), RequestRulebook.Read(packs), calendar, today,
            Words(map, "couriers"), Words(map, "copy_fees"), Words(map, "purposes"),
            Words(map, "residue"), Words(map, "vertical_offices"), Words(map, "internal_units"));
        map.End();
        file.ThrowIfWrong();
        return basis;
    }

    private static LintWords Words(PackMap map, string key)
    {
        var list = map.Required(key).Map();
        var words = new LintWords([.. list.Required("words").Items().Select(word => word.Text())], list.Citation());
        list.End();
        return words;
    }
}
