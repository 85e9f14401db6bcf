using System.Text;

namespace Lantai.Patrol.Addresses;

/// <summary>RFC 3492: a label of any script in the letters of a host name.</summary>
internal static class Punycode
{
    private const int Base = 36, TMin = 1, TMax = 26, Skew = 38, Damp = 700, InitialBias = 72, InitialN = 128;
    private const int LongestLabel = 63;

    /// <summary>The label behind <c>xn--</c>; null when it would be longer than a label may be.</summary>
    public static string? Encode(string label)
    {
        var runes = label.EnumerateRunes().Select(rune => rune.Value).ToArray();
        var output = new StringBuilder();
        foreach (var c in runes.Where(c => c < InitialN)) output.Append((char)c);
        var basic = output.Length;
        if (basic > 0) output.Append('-');
        var (n, delta, bias, done) = (InitialN, 0, InitialBias, basic);
        while (done < runes.Length)
        {
            var next = runes.Where(c => c >= n).Min();
            delta += (next - n) * (done + 1);
            n = next;
            foreach (var c in runes)
            {
                if (c < n) delta++;
                if (c != n) continue;
                AppendNumber(output, delta, bias);
                bias = Adapt(delta, done + 1, done == basic);
                delta = 0;
                done++;
                if (output.Length > LongestLabel) return null;
            }
            delta++;
            n++;
        }
        return output.ToString();
    }

    private static void AppendNumber(StringBuilder output, int number, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (number < threshold) break;
            output.Append(Digit(threshold + (number - threshold) % (Base - threshold)));
            number = (number - threshold) / (Base - threshold);
        }
        output.Append(Digit(number));
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int Adapt(int delta, int points, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / points;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base) delta /= Base - TMin;
        return k + (Base - TMin + 1) * delta / (delta + Skew);
    }
}
