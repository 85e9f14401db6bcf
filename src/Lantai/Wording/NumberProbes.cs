using System.Buffers;
using static Lantai.Wording.Glyphs;

namespace Lantai.Wording;

/// <summary>GB/T 15835-2011 出版物上数字用法: round numbers, ranges, multiples, units.</summary>
internal static class NumberProbes
{
    private static readonly string[] CountedUnits =
        ["个", "天", "次", "人", "名", "家", "年", "米", "公里", "里", "岁", "户", "件", "遍", "倍", "小时", "分钟"];

    private static readonly string[] RangeUnits =
        ["天", "个", "人", "名", "元", "万", "亿", "岁", "年", "月", "日", "倍", "%", "％", "℃", "米", "公里", "小时", "分钟", "家", "件"];

    private static readonly SearchValues<char> PhraseEnds = SearchValues.Create("，。；、（）()《》 ");

    /// <summary>A word before and a word after the number that say the same thing twice.</summary>
    private static readonly (string Before, string After)[] TwiceRound =
    [
        ("约", "左右"), ("约", "上下"), ("约", "余"), ("近", "余"), ("近", "多"), ("近", "左右"),
        ("超过", "以上"), ("最低", "以上"), ("至少", "以上"), ("最高", "以下"), ("最多", "以下"), ("不超过", "以下"), ("不少于", "以上"),
    ];

    public static IReadOnlyList<StyleProbe> All { get; } =
    [
        new("D12", Trigger.Digits, HyphenRange) { Follow = "-." },
        new("N01", Trigger.WideDigits, (text, start, end) => new(start, end, string.Concat(text[start..end].ToArray().Select(c => (char)(c - '０' + '0'))))),
        new("N02", Trigger.Digits, EitherOr) { Follow = "、" },
        new("N03", Trigger.Digits, RoundTwice) { Lead = "约近过低少高多于" },
        StyleProbe.At("N04", FewerByTimes, "减少", "下降", "降低", "缩小", "缩短"),
        new("N05", Trigger.Digits, PercentOnce) { Follow = "～~—." },
        new("N06", Trigger.Digits, UnitInCapitals) { Follow = "Kk" },
        new("N07", Trigger.Digits, MixedTenThousands) { Follow = "万" },
    ];

    /// <summary>Where the number ends that begins with digits at the place: 1,234.5.</summary>
    public static int NumberEnd(ReadOnlySpan<char> text, int start)
    {
        var at = start;
        while (IsDigit(At(text, at)) || (At(text, at) is '.' or ',' && at > start && IsDigit(At(text, at - 1)) && IsDigit(At(text, at + 1)))) at++;
        return at;
    }

    /// <summary>The digits belong to a code, a date, a telephone number or the rest of a larger number.</summary>
    private static bool IsPartOfMore(ReadOnlySpan<char> text, int start) =>
        At(text, start - 1) is '.' or ',' or '-' or '－' or '—' or '～' or '~' or '/' or '第' or '_' or ':' || IsLetter(At(text, start - 1));

    /// <summary>3-5天 needs — or ～; a hyphen joins codes and dates.</summary>
    private static Mark? HyphenRange(ReadOnlySpan<char> text, int start, int end)
    {
        var from = NumberEnd(text, start);
        if (IsPartOfMore(text, start) || At(text, from) != '-' || !IsDigit(At(text, from + 1))) return null;
        var to = NumberEnd(text, from + 1);
        if (end - start > 4 || to - from > 6 || !StartsWithAny(text[to..], RangeUnits)) return null;
        return new(start, to, string.Concat(text[start..from], "—", text[(from + 1)..to]));
    }

    /// <summary>3、4天 is 三四天.</summary>
    private static Mark? EitherOr(ReadOnlySpan<char> text, int start, int end)
    {
        if (end - start != 1 || At(text, end) != '、' || At(text, start - 1) is '、' or '第' || IsPartOfMore(text, start)) return null;
        var second = end + 1;
        if (At(text, second) != text[start] + 1 || NumberEnd(text, second) != second + 1 || !StartsWithAny(text[(second + 1)..], CountedUnits)) return null;
        return new(start, second + 1, $"{"〇一二三四五六七八九"[text[start] - '0']}{"〇一二三四五六七八九"[text[second] - '0']}");
    }

    private static Mark? RoundTwice(ReadOnlySpan<char> text, int start, int end)
    {
        if (!IsHan(At(text, start - 1))) return null;
        var number = NumberEnd(text, start);
        while (At(text, number) is '万' or '亿' or '千' or '百' or '十' or '%' or '％') number++;
        var tail = After(text, number, 6);
        var stop = tail.IndexOfAny(PhraseEnds);
        if (stop >= 0) tail = tail[..stop];
        foreach (var (before, after) in TwiceRound)
        {
            if (!text[..start].EndsWith(before, StringComparison.Ordinal)) continue;
            var at = after.Length == 1 ? (tail.StartsWith(after, StringComparison.Ordinal) ? 0 : -1) : tail.IndexOf(after, StringComparison.Ordinal);
            if (at >= 0 && !IsPlaceName(text, start - before.Length)) return new(start - before.Length, number + at + after.Length);
        }
        return null;
    }

    /// <summary>附近, 最近, 合约, 节约: the word before the number is the end of another word.</summary>
    private static bool IsPlaceName(ReadOnlySpan<char> text, int start) => At(text, start - 1) is '附' or '最' or '合' or '节' or '预' or '违' or '靠' or '邻' or '临';

    /// <summary>What becomes less does so by a share, never by a multiple.</summary>
    private static Mark? FewerByTimes(ReadOnlySpan<char> text, int start, int end)
    {
        var at = end;
        if (At(text, at) is '了' or '近' or '约') at++;
        var from = at;
        while (IsDigit(At(text, at)) || At(text, at) == '.' || "一二两三四五六七八九十百".Contains(At(text, at))) at++;
        return at > from && At(text, at) == '倍' ? new(start, at + 1) : null;
    }

    /// <summary>30～40% is 30%～40%.</summary>
    private static Mark? PercentOnce(ReadOnlySpan<char> text, int start, int end)
    {
        var first = NumberEnd(text, start);
        if (IsPartOfMore(text, start) || At(text, first) is not ('～' or '~' or '—') || !IsDigit(At(text, first + 1))) return null;
        var second = NumberEnd(text, first + 1);
        return At(text, second) is '%' or '％' ? new(start, second + 1, string.Concat(text[start..first], "%", text[first..(second + 1)])) : null;
    }

    private static Mark? UnitInCapitals(ReadOnlySpan<char> text, int start, int end)
    {
        if (At(text, end) is not ('K' or 'k') || IsLetter(At(text, end + 2)) || IsLetter(At(text, start - 1))) return null;
        return text[end..Math.Min(text.Length, end + 2)] switch
        {
            "KG" or "Kg" or "kG" => new(end, end + 2, "kg"),
            "KM" or "Km" or "kM" => new(end, end + 2, "km"),
            _ => null,
        };
    }

    /// <summary>12万3456 mixes two ways of writing one number; 3亿2000万 does not.</summary>
    private static Mark? MixedTenThousands(ReadOnlySpan<char> text, int start, int end)
    {
        if (At(text, end) != '万' || !IsDigit(At(text, end + 1)) || At(text, start - 1) == '亿') return null;
        var to = NumberEnd(text, end + 1);
        return At(text, to) is '千' or '百' or '万' or '亿' or '-' or '、' ? null : new(start, to);
    }
}
