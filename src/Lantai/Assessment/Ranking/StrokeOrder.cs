using System.Text;
using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>Orders names by 汉字笔画: fewer strokes in the first character first, then the second, and so on.</summary>
public sealed class StrokeOrder
{
    private readonly Dictionary<Rune, int> _strokes;

    private StrokeOrder(Dictionary<Rune, int> strokes) => _strokes = strokes;

    /// <summary>Reads the table <c>wording/strokes.csv</c>.</summary>
    public static StrokeOrder Load(PackFolder packs)
    {
        var path = packs.Find("wording", "strokes", ".csv");
        var strokes = new Dictionary<Rune, int>();
        foreach (var row in PackTable.Read(path, "strokes", "characters"))
        {
            if (!int.TryParse(row["strokes"], out var count) || count is < 1 or > 64)
                throw new RefusedException($"{Path.GetFileName(path)}第{row.Line}行：笔画数应为1至64，现为“{row["strokes"]}”。");
            foreach (var character in row["characters"].EnumerateRunes())
                if (!strokes.TryAdd(character, count))
                    throw new RefusedException($"{Path.GetFileName(path)}第{row.Line}行：“{character}”字重复。");
        }
        return new StrokeOrder(strokes);
    }

    /// <exception cref="RefusedException">A character that decides is not in the table.</exception>
    public int Compare(string a, string b)
    {
        var (left, right) = (a.EnumerateRunes(), b.EnumerateRunes());
        while (true)
        {
            var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
            if (!hasLeft || !hasRight) return hasLeft.CompareTo(hasRight);
            if (left.Current == right.Current) continue;
            var order = Strokes(left.Current, a).CompareTo(Strokes(right.Current, b));
            if (order != 0) return order;
        }
    }

    private int Strokes(Rune character, string name) =>
        _strokes.TryGetValue(character, out var count) ? count
        : Rune.IsLetterOrDigit(character) && character.Value > 127
            ? throw new RefusedException($"笔画表（wording/strokes.csv）里没有“{character}”字，“{name}”不能按笔画排序，请补上这个字。")
            : 0;
}
