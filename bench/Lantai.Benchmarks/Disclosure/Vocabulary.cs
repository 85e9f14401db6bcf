using System.Text;

namespace Lantai.Benchmarks.Disclosure;

/// <summary>
/// Text in which words are as unequally frequent as in a language (Zipf), the same for the same seed: fifty thousand words of
/// two or three of 3,000 characters.
/// </summary>
internal sealed class Vocabulary
{
    private const int Size = 50_000;
    private const int Characters = 3_000;
    private readonly string[] words = new string[Size];
    private readonly double[] reach = new double[Size];

    public Vocabulary()
    {
        var random = new Random(7);
        var sum = 0d;
        for (var i = 0; i < Size; i++)
        {
            words[i] = string.Concat(Enumerable.Range(0, 2 + i % 2).Select(_ => (char)('\u4e00' + random.Next(Characters))));
            reach[i] = sum += 1d / (i + 10);
        }
    }

    /// <summary>The word of a rank, 0 the most frequent.</summary>
    public string this[int rank] => words[rank];

    public string Text(Random random, int length)
    {
        var text = new StringBuilder(length + 4);
        while (text.Length < length)
        {
            text.Append(Word(random));
            if (random.Next(8) == 0) text.Append('，');
        }
        return text.ToString();
    }

    private string Word(Random random)
    {
        var at = Array.BinarySearch(reach, random.NextDouble() * reach[^1]);
        return words[Math.Min(at < 0 ? ~at : at, Size - 1)];
    }
}
