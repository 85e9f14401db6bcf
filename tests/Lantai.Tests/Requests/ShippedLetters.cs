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

    public static LetterFacts Facts() => LetterFacts.Read(PackFile.Read(Repository.Spec("letters/facts.yaml")), Shelf.Fields);

    public static LetterDraft Write(string key, LetterFacts? facts = null) =>
        LetterWriter.Write(Shelf.Find(key, SignedOn), Shelf.Fields, facts ?? Facts(), RemedyRules.InForce(Packs, SignedOn));
}
