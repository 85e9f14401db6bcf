using System.Diagnostics;
using System.Text;
using Lantai.Benchmarks.Patrol;
using Lantai.Packs;
using Lantai.Wording;

namespace Lantai.Benchmarks.Wording;

/// <summary>
/// 10,000 phrases over official Chinese on one core (target: at least 200 million characters a second), against decoding
/// the same text from UTF-8; then all rules of the packs, with their contexts, lists and probes.
/// </summary>
internal static class WordingBench
{
    private const int Phrases = 10_000;
    private const int Characters = 20_000_000;
    private const int Rounds = 9;

    public static int Run()
    {
        var random = new Random(5);
        var text = Text(random);
        var utf8 = Encoding.UTF8.GetBytes(text);
        var (matcher, room) = (new PhraseMatcher(RandomPhrases(random, text)), new char[text.Length]);
        var (hits, issues) = (new List<PhraseHit>(), new List<TextIssue>());
        var rules = WordingRules.Load(PackFolder.BesideProgram);
        var phrases = Rate(() => { hits.Clear(); matcher.Find(text, hits); });
        var decode = Rate(() => Encoding.UTF8.GetChars(utf8, room));
        var all = Rate(() => { issues.Clear(); rules.Check(text, GovernmentSite.Today, issues); });
        Console.WriteLine($"{matcher.Phrases.Count} phrases, {hits.Count * 1000.0 / text.Length:0.00} hits in 1,000 characters: {phrases:0} million characters a second (target at least 200)");
        Console.WriteLine($"decoding the same text from UTF-8: {decode:0} million characters a second; ratio {phrases / decode:0.00}");
        Console.WriteLine($"all rules of the packs ({rules.PhraseCount} phrases, {issues.Count} findings): {all:0} million characters a second");
        return phrases >= 200 ? 0 : 1;
    }

    /// <summary>Sentences, with one of a few thousand misprints now and then.</summary>
    private static string Text(Random random)
    {
        var (prose, text) = (new Prose(random), new StringBuilder(Characters + 1000));
        while (text.Length < Characters) text.Append(prose.Paragraph(300)).Append(random.Next(4) == 0 ? "会议部暑了下一步工作。" : "").Append('\n');
        return text.ToString();
    }

    /// <summary>Of two to six characters, half of them common in the text, so that many positions look promising at first.</summary>
    private static List<string> RandomPhrases(Random random, string text)
    {
        var phrases = new HashSet<string> { "部暑" };
        while (phrases.Count < Phrases)
        {
            var at = random.Next(text.Length / 2);
            var length = random.Next(2, 7);
            var rare = new string(random.GetItems(Enumerable.Range('一', 3000).Select(c => (char)c).ToArray(), length));
            phrases.Add(random.Next(2) == 0 ? rare : text[at] + rare[1..]);
        }
        return [.. phrases];
    }

    /// <summary>Median of several rounds, in million characters a second.</summary>
    private static double Rate(Action work)
    {
        work();
        var seconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        return Characters / seconds.Order().ElementAt(Rounds / 2) / 1e6;
    }
}
