using System.Buffers;
using System.Numerics;
using Lantai.Packs;

namespace Lantai.Wording;

/// <summary>
/// All the rules on words, compiled once and then shared: it holds no state of a reading. A text is a run of lines
/// (one block of a page, one paragraph of a document each); no rule looks across a line's end.
/// </summary>
public sealed class WordingRules
{
    private static readonly SearchValues<char> AsciiTriggers = SearchValues.Create(",;:?!().-0123456789");

    private readonly PhraseMatcher matcher;
    private readonly List<Finder>[] finders;
    private readonly StyleRule[] marks, wideDigits, bookMarks;
    private readonly DigitRules digits;

    private WordingRules(Dictionary<string, List<Finder>> phrases, IReadOnlyList<StyleRule> style)
    {
        matcher = new PhraseMatcher([.. phrases.Keys]);
        finders = [.. phrases.Values];
        (marks, wideDigits, bookMarks) = (Of(Trigger.HalfWidthMark), Of(Trigger.WideDigits), Of(Trigger.BookMark));
        digits = new DigitRules(Of(Trigger.Digits));

        StyleRule[] Of(Trigger trigger) => [.. style.Where(rule => rule.Probe.Trigger == trigger)];
    }

    /// <summary>What to do where a phrase stands. A protected phrase has none: a wrong one within it is part of another word.</summary>
    private delegate TextIssue? Finder(ReadOnlySpan<char> text, int start, int length, DateOnly on);

    /// <summary>How many phrases are looked for.</summary>
    public int PhraseCount => finders.Length;

    /// <exception cref="RefusedException">A pack is missing or has a wrong row; the sentence names file and line.</exception>
    public static WordingRules Load(PackFolder packs)
    {
        var phrases = new Dictionary<string, List<Finder>>(StringComparer.Ordinal);
        void Add(string phrase, Finder finder) => (phrases.TryGetValue(phrase, out var list) ? list : phrases[phrase] = []).Add(finder);

        foreach (var word in WordingPack.Protected(packs)) phrases.TryAdd(word, []);
        foreach (var rule in WordingPack.Phrases(packs))
            foreach (var wrong in rule.Wrong)
                Add(wrong, (text, start, length, on) => rule.Holds(text, start, length, on) ? new TextIssue(rule.Rule, start, length, rule.Rule.Right) : null);
        var style = WordingPack.Style(packs);
        foreach (var rule in style.Where(rule => rule.Probe.Trigger == Trigger.Phrase))
            foreach (var phrase in rule.Probe.Phrases)
                Add(phrase, (text, start, length, on) => Judge(rule, text, start, start + length, on));
        foreach (var list in WordingPack.Lists(packs))
            foreach (var item in list.Items)
                Add(item, (text, start, _, on) => Issue(list.Rule, list.Look(text, start), on));
        foreach (var official in WordingPack.Officials(packs))
            Add(official.Name, (text, start, _, on) => Issue(official.Rule, official.Look(text, start), on));
        return new WordingRules(phrases, style);
    }

    /// <summary>Adds what is wrong in the text, in its order.</summary>
    /// <param name="on">The day the text is of: a name that was right then is not reported.</param>
    /// <param name="into">Emptied by the caller when it wants to; a reused list saves the memory.</param>
    public void Check(ReadOnlySpan<char> text, DateOnly on, List<TextIssue> into)
    {
        var from = into.Count;
        CheckPhrases(text, on, into);
        if (CheckMarks(text, on, into)) CheckOddNumbers(text, on, into, from);
        if (into.Count - from > 1) into.Sort(from, into.Count - from, ByPlace);
        RemoveRepeated(into, from);
    }

    private static readonly Comparer<TextIssue> ByPlace = Comparer<TextIssue>.Create((a, b) =>
        a.Start != b.Start ? a.Start.CompareTo(b.Start) : string.CompareOrdinal(a.Rule.Id, b.Rule.Id));

    private void CheckPhrases(ReadOnlySpan<char> text, DateOnly on, List<TextIssue> into)
    {
        var hits = HitPool.Rent();
        matcher.Find(text, hits);
        var (next, protectedTo) = (0, 0);
        foreach (var hit in hits)
        {
            // A protected word may begin at the same place and come later in the list, because it is longer.
            for (; next < hits.Count && hits[next].Start <= hit.Start; next++)
                if (finders[hits[next].Phrase].Count == 0) protectedTo = Math.Max(protectedTo, End(hits[next]));
            if (End(hit) <= protectedTo) continue;
            foreach (var find in finders[hit.Phrase])
                if (find(text, hit.Start, matcher.Phrases[hit.Phrase].Length, on) is { } issue) into.Add(issue);
        }
        HitPool.Return(hits);
    }

    private int End(PhraseHit hit) => hit.Start + matcher.Phrases[hit.Phrase].Length;

    /// <summary>Three searches, each for few kinds of character, are faster on Chinese than one for all of them.</summary>
    /// <returns>Whether numbers are written in wide digits, or with other blanks and hyphens than those of ASCII.</returns>
    private bool CheckMarks(ReadOnlySpan<char> text, DateOnly on, List<TextIssue> into)
    {
        var isOdd = false;
        for (var at = 0; text[at..].IndexOfAny(AsciiTriggers) is var next and >= 0;)
        {
            var start = at + next;
            at = start + 1;
            if (Glyphs.IsDigit(text[start]))
            {
                while (at < text.Length && Glyphs.IsDigit(text[at])) at++;
                isOdd |= PlainNumbers.IsOddBetween(Glyphs.At(text, at)) && Glyphs.IsDigit(Glyphs.At(text, at + 1));
                for (var left = digits.Candidates(text, start, at); left != 0; left &= left - 1)
                    Judge(digits.At(BitOperations.TrailingZeroCount(left)), text, start, at, on, into);
            }
            else if (start > 0 && Glyphs.IsHan(text[start - 1])) Judge(marks, text, start, at, on, into);
        }
        for (var at = 0; text[at..].IndexOfAny('《', '》') is var next and >= 0; at += next + 1)
            Judge(bookMarks, text, at + next, at + next + 1, on, into);
        for (var at = 0; text[at..].IndexOfAnyInRange('０', '９') is var next and >= 0;)
        {
            var start = at + next;
            for (at = start + 1; at < text.Length && Glyphs.IsWideDigit(text[at]);) at++;
            Judge(wideDigits, text, start, at, on, into);
            isOdd = true;
        }
        return isOdd;
    }

    /// <summary>A person's number is the same number however it is written; what else was said of its digits would print it.</summary>
    private void CheckOddNumbers(ReadOnlySpan<char> text, DateOnly on, List<TextIssue> into, int from)
    {
        ReadOnlySpan<char> plain = PlainNumbers.Of(text);
        for (var at = 0; plain[at..].IndexOfAnyInRange('0', '9') is var next and >= 0;)
        {
            var start = at + next;
            for (at = start + 1; at < plain.Length && Glyphs.IsDigit(plain[at]);) at++;
            for (var left = digits.Candidates(plain, start, at); left != 0; left &= left - 1)
            {
                var rule = digits.At(BitOperations.TrailingZeroCount(left));
                if (rule.Rule.Kind != WordingKind.Privacy || Judge(rule, plain, start, at, on) is not { } person) continue;
                for (var i = into.Count - 1; i >= from; i--)
                    if (into[i].Rule.Kind != WordingKind.Privacy && Overlap(into[i], person)) into.RemoveAt(i);
                into.Add(person);
            }
        }
    }

    private static bool Overlap(TextIssue one, TextIssue other) => one.Start < other.Start + other.Length && other.Start < one.Start + one.Length;

    private static void Judge(StyleRule[] rules, ReadOnlySpan<char> text, int start, int end, DateOnly on, List<TextIssue> into)
    {
        foreach (var rule in rules) Judge(rule, text, start, end, on, into);
    }

    private static void Judge(StyleRule rule, ReadOnlySpan<char> text, int start, int end, DateOnly on, List<TextIssue> into)
    {
        if (Judge(rule, text, start, end, on) is { } issue) into.Add(issue);
    }

    private static TextIssue? Judge(StyleRule rule, ReadOnlySpan<char> text, int start, int end, DateOnly on)
    {
        if (rule.Probe.Look(text, start, end) is not { } mark || !rule.Holds(text, mark, on)) return null;
        return new TextIssue(rule.Rule, mark.Start, mark.End - mark.Start, mark.Right);
    }

    private static TextIssue? Issue(WordingRule rule, Mark? mark, DateOnly on) =>
        mark is { } found && rule.Basis.AppliesOn(on) ? new TextIssue(rule, found.Start, found.End - found.Start, found.Right) : null;

    /// <summary>Two phrases of one rule at one place (截止目前 within 截止到目前) are one issue.</summary>
    private static void RemoveRepeated(List<TextIssue> issues, int from)
    {
        for (var i = issues.Count - 1; i > from; i--)
            if (issues[i].Start < issues[i - 1].Start + issues[i - 1].Length && issues[i].Rule.Id == issues[i - 1].Rule.Id)
                issues.RemoveAt(issues[i].Length > issues[i - 1].Length ? i - 1 : i);
    }

    /// <summary>One list of hits a thread: a page in ten has none, and none keeps it.</summary>
    private static class HitPool
    {
        [ThreadStatic] private static List<PhraseHit>? spare;

        public static List<PhraseHit> Rent()
        {
            var list = spare ?? [];
            spare = null;
            return list;
        }

        public static void Return(List<PhraseHit> list)
        {
            list.Clear();
            spare = list;
        }
    }
}
