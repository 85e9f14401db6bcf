using Lantai.Wording;

namespace Lantai.Disclosure;

/// <summary>What is doubtful in the words of a draft: fixed expressions, titles, typos, numbers of persons.</summary>
internal static class BodyWords
{
    /// <summary>More than these help nobody to put a text right.</summary>
    private const int Most = 30;

    /// <summary>One sentence each. What is only a hint is left away, but a person's number never is.</summary>
    /// <param name="where">标题, 正文.</param>
    public static IReadOnlyList<string> In(WordingRules rules, string text, DateOnly on, string where) =>
        Look(rules, text, on, where, rule => rule.Kind == WordingKind.Privacy || rule.Severity != Severity.Hint);

    /// <summary>Only numbers of persons, as in the text of a file.</summary>
    public static IReadOnlyList<string> PersonsIn(WordingRules rules, string text, DateOnly on, string where) =>
        Look(rules, text, on, where, rule => rule.Kind == WordingKind.Privacy);

    private static IReadOnlyList<string> Look(WordingRules rules, string text, DateOnly on, string where, Func<WordingRule, bool> counts)
    {
        var sentences = new List<string>();
        var issues = new List<TextIssue>();
        foreach (var line in text.Split('\n'))
        {
            issues.Clear();
            rules.Check(line, on, issues);
            sentences.AddRange(issues.Where(issue => counts(issue.Rule)).Select(issue => Sentence(issue, line.Substring(issue.Start, issue.Length), where)));
        }
        return Cut(sentences);
    }

    private static string Sentence(TextIssue issue, string stated, string where) =>
        issue.Rule.Kind == WordingKind.Privacy ? $"{where}中的“{PersonNumbers.Masked(stated)}”：{issue.Rule.Note}，公开前应隐去。" : $"{where}中的{issue.Sentence(stated)}";

    private static IReadOnlyList<string> Cut(List<string> sentences)
    {
        var found = sentences.Distinct(StringComparer.Ordinal).ToList();
        return found.Count <= Most ? found : [.. found.Take(Most), $"类似的还有{found.Count - Most}处，改正以上各处后再看。"];
    }
}
