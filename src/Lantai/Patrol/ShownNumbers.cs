using Lantai.Patrol.Reading;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>A person's number that a browser shows, though it stands in no run of the page's text.</summary>
/// <param name="Stated">The number in one piece.</param>
/// <param name="At">Its place in the page's bytes.</param>
/// <param name="Chars">Its characters in the page's text; empty for one in an attribute.</param>
internal readonly record struct ShownNumber(TextIssue Issue, string Stated, int At, Traits Traits, IReadOnlyList<int> Chars);

/// <summary>Finds numbers over line breaks (br) and in shown attributes. It looks only where enough digits stand, which is almost nowhere. Pure.</summary>
internal static class ShownNumbers
{
    /// <summary>Characters that are read on each side of a break, and before an attribute: enough for a number and what stands near it.</summary>
    private const int Reach = 60;

    public static IReadOnlyList<ShownNumber> Of(Page page, WordingRules rules, DateOnly on)
    {
        if (page.BrokenNumbers.Count == 0 && page.ShownValues.Count == 0) return [];
        var (found, issues) = (new List<ShownNumber>(), new List<TextIssue>());
        foreach (var at in page.BrokenNumbers) AddBroken(page, at, rules, on, issues, found);
        foreach (var value in page.ShownValues) AddValue(page, value, rules, on, issues, found);
        return found;
    }

    /// <summary>The lines round the break read as one; of what is found there only counts what goes over this break and no earlier one.</summary>
    private static void AddBroken(Page page, int at, WordingRules rules, DateOnly on, List<TextIssue> issues, List<ShownNumber> found)
    {
        var text = page.Text.Chars;
        if (at + 1 >= text.Length || !GoesOn(text[at + 1])) return;
        var (joined, places, join) = (new List<char>(2 * Reach), new List<int>(2 * Reach), 0);
        for (var i = FirstOf(page, at); i < text.Length && i <= at + Reach; i++)
        {
            if (i == at) join = joined.Count;
            if (text[i] == '\n' && IsBroken(page, i)) continue;
            if (text[i] == '\n') break;
            joined.Add(text[i]);
            places.Add(i);
        }
        issues.Clear();
        rules.Check(joined.ToArray(), on, issues);
        foreach (var issue in issues)
        {
            if (!PrivacyProbes.IsSure(issue.Rule) || issue.Start >= join || issue.Start + issue.Length <= join) continue;
            var chars = places.GetRange(issue.Start, issue.Length);
            if (page.BrokenNumbers[~page.BrokenNumbers.BinarySearch(chars[0])] != at) continue;
            var stated = string.Concat(joined.GetRange(issue.Start, issue.Length));
            found.Add(new ShownNumber(issue, stated, page.Text.ByteOf(chars[0]), page.BlockAt(chars[0]).Traits, chars));
        }
    }

    private static bool GoesOn(char c) => Glyphs.IsDigit(c) || Glyphs.IsWideDigit(c) || c is 'X' or 'x' or 'Ｘ';

    private static bool IsBroken(Page page, int at) => page.BrokenNumbers.BinarySearch(at) >= 0;

    /// <summary>Back over such breaks to the beginning of the line, or as far as is read.</summary>
    private static int FirstOf(Page page, int at)
    {
        var first = at;
        while (first > 0 && first > at - Reach && (page.Text.Chars[first - 1] != '\n' || IsBroken(page, first - 1))) first--;
        return first;
    }

    /// <summary>What stands before the element may say whose number it is. A number that the text repeats is found there.</summary>
    private static void AddValue(Page page, ShownValue value, WordingRules rules, DateOnly on, List<TextIssue> issues, List<ShownNumber> found)
    {
        var before = page.Text.Chars[Math.Max(0, value.TextAt - Reach)..value.TextAt];
        var words = page.TextOf(value.Value);
        var text = $"{before}：{words}";
        issues.Clear();
        rules.Check(text, on, issues);
        foreach (var issue in issues)
        {
            if (issue.Rule.Kind != WordingKind.Privacy || issue.Start <= before.Length || (value.IsHint && !PrivacyProbes.IsSure(issue.Rule))) continue;
            var stated = text.Substring(issue.Start, issue.Length);
            if (page.Text.Chars.Contains(stated, StringComparison.Ordinal)) continue;
            found.Add(new ShownNumber(issue, stated, value.At, value.Traits, []));
        }
    }
}
