using Lantai.Packs;
using Lantai.Requests.Letters;
using Lantai.Requests.Remedies;
using Lantai.Tests.Support;

namespace Lantai.Tests.Requests;

/// <summary>The shipped letters, and the facts of one invented case to write them with.</summary>
internal static class ShippedLetters
{
    public static readonly PackFolder Packs = new(Repository.Pack(""));

    public static readonly LetterShelf Shelf = LetterShelf.Read(Packs);

    public static readonly DateOnly SignedOn = new(2026, 6, 5);

    /// <summary>Letters of the case that went out before its reply.</summary>
    private static readonly Dictionary<string, DateOnly> Earlier = new()
    {
        ["correction"] = new(2026, 5, 8),
        ["closed-withdrawn"] = new(2026, 5, 26),
        ["closed-merged"] = new(2026, 5, 26),
    };

    public static LetterFacts Facts() => LetterFacts.Read(PackFile.Read(Repository.Pack("letters/cases/invented.yaml")), Shelf.Fields);

    public static LetterDraft Write(string key, LetterFacts? facts = null)
    {
        facts ??= Facts().Set("signed_on", new DayFact(Earlier.GetValueOrDefault(key, SignedOn)));
        return LetterWriter.Write(Shelf.Find(key, SignedOn), Shelf.Fields, facts, RemedyRules.InForce(Packs, SignedOn));
    }
}
