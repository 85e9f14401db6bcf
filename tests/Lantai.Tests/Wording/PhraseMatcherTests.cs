using FsCheck;
using FsCheck.Fluent;
using Lantai.Wording;
using Xunit;

namespace Lantai.Tests.Wording;

public sealed class PhraseMatcherTests
{
    /// <summary>Few characters, so that phrases overlap, contain one another and share their beginnings.</summary>
    private static readonly Gen<string> Words = Gen.ArrayOf(Gen.Elements('甲', '乙', '丙', 'a', '，')).Select(c => new string(c));

    [Fact]
    public void It_finds_exactly_what_a_search_for_each_phrase_finds() =>
        Prop.ForAll(
            Gen.Zip(Gen.ListOf(Words.Where(w => w.Length >= 2)), Words).ToArbitrary(),
            given =>
            {
                var phrases = given.Item1.Distinct().ToList();
                return Find(phrases, given.Item2).SequenceEqual(Search(phrases, given.Item2));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60));

    [Fact]
    public void Ten_thousand_phrases_of_common_characters_are_all_found()
    {
        var random = new Random(7);
        var common = Enumerable.Range(0, 800).Select(i => (char)('一' + i * 7)).ToArray();
        var phrases = Enumerable.Range(0, 10_000).Select(_ => new string(random.GetItems(common, random.Next(2, 7)))).Distinct().ToList();
        var text = string.Join("。", phrases);
        Assert.Equal(phrases.Count, Find(phrases, text).Select(hit => hit.Phrase).Distinct().Count());
    }

    [Fact]
    public void A_phrase_of_one_character_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => new PhraseMatcher(["一"]));

    private static List<PhraseHit> Find(IReadOnlyList<string> phrases, string text)
    {
        var hits = new List<PhraseHit>();
        new PhraseMatcher(phrases).Find(text, hits);
        return hits;
    }

    private static IEnumerable<PhraseHit> Search(List<string> phrases, string text) =>
        from start in Enumerable.Range(0, text.Length)
        from phrase in phrases.OrderBy(p => p.Length)
        where string.CompareOrdinal(text, start, phrase, 0, phrase.Length) == 0
        select new PhraseHit(phrases.IndexOf(phrase), start);
}
