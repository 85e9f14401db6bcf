using System.Globalization;
using System.Text.RegularExpressions;

namespace Lantai.Papers;

/// <summary>
/// 发文字号 (GB/T 9704-2012, 7.2.5): 汴政办〔2023〕14号, the year in full in 六角括号, no 第, no leading zero.
/// </summary>
/// <param name="Code">机关代字: 汴政办.</param>
public sealed partial record DocumentNumber(string Code, int Year, int Number)
{
    public override string ToString() => $"{Code}〔{Year}〕{Number}号";

    /// <summary>Reads the written form.</summary>
    /// <exception cref="RefusedException">It is written otherwise; the sentence shows the right form where it can be told.</exception>
    public static DocumentNumber Parse(string text)
    {
        var loose = Loose().Match(text.Trim());
        if (!loose.Success) throw new RefusedException($"发文字号“{text}”不规范，应写成“汴政办〔2023〕14号”的样子。");
        var number = new DocumentNumber(loose.Groups["code"].Value, Whole(loose, "year"), Whole(loose, "number"));
        if (number.Number == 0) throw new RefusedException($"发文字号“{text}”不规范，序号从1起编。");
        return number.ToString() == text.Trim() ? number : throw new RefusedException($"发文字号“{text}”不规范，应写成“{number}”。");
    }

    private static int Whole(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<code>[^\d\s〔［\[（(【]+)\s*[〔［\[（(【]\s*(?<year>\d{4})\s*[〕］\]）)】]\s*第?\s*(?<number>\d{1,6})\s*号$", RegexOptions.CultureInvariant)]
    private static partial Regex Loose();
}

/// <summary>The issue of a brief (期号): 2023年第1期, counted within the calendar year in which it is issued.</summary>
public sealed record IssueNumber(int Year, int Number)
{
    public override string ToString() => $"{Year}年第{Number}期";
}
