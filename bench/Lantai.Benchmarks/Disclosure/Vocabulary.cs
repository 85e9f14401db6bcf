using System.Text;

namespace Lantai.Benchmarks.Disclosure;

/// <summary>
/// Text as unequal as a language, the same for the same seed: fifty thousand words of two or three of 3,000 characters, characters and
/// words by Zipf, three of four words followed by one of three of their own. 122,000 pairs of characters in it are 35,000 different ones;
/// in the texts of this repository 32,000.
/// </summary>
internal sealed class Vocabulary
{
    private const int Size = 50_000;
    private const int Followers = 3;
    private const double Following = 0.75;
    private readonly string[] words = new string[Size];
    private readonly int[] followers = new int[Size * Followers];
    private readonly Zipf ranks = new(Size, 10);

    public Vocabulary()
    {
        var random = new Random(7);
        var characters = new Zipf(3_000, 30);
        for (var i = 0; i < Size; i++)
            words[i] = string.Concat(Enumerable.Range(0, 2 + i % 2).Select(_ => (char)('\u4e00' + characters.Draw(random))));
        for (var i = 0; i < followers.Length; i++) followers[i] = ranks.Draw(random);
    }

    /// <summary>The word of a rank, 0 the most frequent.</summary>
    public string this[int rank] => words[rank];

    public string Text(Random random, int length)
    {
        var text = new StringBuilder(length + 4);
        for (var rank = ranks.Draw(random); text.Length < length; rank = After(rank, random))
        {
            text.Append(words[rank]);
            if (random.Next(8) == 0) text.Append('，');
        }
        return text.ToString();
    }

    private int After(int rank, Random random) =>
        random.NextDouble() < Following ? followers[rank * Followers + random.Next(Followers)] : ranks.Draw(random);

    /// <summary>Draws 0 to <c>size - 1</c>, each as often as one by its place after <c>start</c>.</summary>
    private sealed class Zipf
    {
        private readonly double[] reach;

        public Zipf(int size, int start)
        {
            reach = new double[size];
            var sum = 0d;
            for (var i = 0; i < size; i++) reach[i] = sum += 1d / (i + start);
        }

        public int Draw(Random random)
        {
            var at = Array.BinarySearch(reach, random.NextDouble() * reach[^1]);
            return Math.Min(at < 0 ? ~at : at, reach.Length - 1);
        }
    }
}
