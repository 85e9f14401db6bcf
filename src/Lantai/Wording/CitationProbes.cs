using static Lantai.Wording.Glyphs;

namespace Lantai.Wording;

/// <summary>How documents and clauses are cited: 党政机关公文格式 and the technical rules of legislation.</summary>
internal static class CitationProbes
{
    public static IReadOnlyList<StyleProbe> All { get; } =
    [
        new("L05", Trigger.Digits, DocumentNumber) { Least = 4, Follow = "]）)】］〕" },
        new("L07", Trigger.Digits, ClauseInDigits) { Lead = "第", Follow = "条款" },
    ];

    /// <summary>
    /// 国办发〔2017〕47号: hexagonal brackets (U+3014, U+3015), no 第, no leading zero. A court's （2017）豫01民初1号
    /// has letters of its own after the bracket and is not meant.
    /// </summary>
    private static Mark? DocumentNumber(ReadOnlySpan<char> text, int start, int end)
    {
        if (end - start != 4 || text[start] is not ('1' or '2') || !IsHan(At(text, start - 2))) return null;
        var (open, close) = (At(text, start - 1), At(text, end));
        if ("[（(【［〔".IndexOf(open) is var pair && (pair < 0 || close != "]）)】］〕"[pair])) return null;
        var at = end + 1;
        if (At(text, at) == '第') at++;
        var number = at;
        while (IsDigit(At(text, at))) at++;
        if (at == number || At(text, at) != '号') return null;
        var isRight = open == '〔' && number == end + 1 && text[number] != '0';
        return isRight ? null : new(start - 1, at + 1, $"〔{text[start..end]}〕{text[number..at].TrimStart('0')}号");
    }

    /// <summary>第36条第1款 in a citation is 第三十六条第一款.</summary>
    private static Mark? ClauseInDigits(ReadOnlySpan<char> text, int start, int end)
    {
        if (At(text, start - 1) != '第' || At(text, end) is not ('条' or '款') || end - start > 3) return null;
        var isCitation = StartsWithAny(text[(end + 1)..], ["第", "规定", "之规定", "的规定", "、第", "和第", "，"]);
        return isCitation ? new(start - 1, end + 1, $"第{Numeral(int.Parse(text[start..end]))}{text[end]}") : null;
    }

    /// <summary>1 to 999 as a clause is counted: 十, 二十三, 一百零四.</summary>
    internal static string Numeral(int number)
    {
        const string digits = "零一二三四五六七八九";
        var (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
        var text = hundreds > 0 ? $"{digits[hundreds]}百" : "";
        if (tens > 0) text += tens == 1 && hundreds == 0 ? "十" : $"{digits[tens]}十";
        if (tens == 0 && hundreds > 0 && ones > 0) text += "零";
        return ones > 0 ? text + digits[ones] : text;
    }
}
