using System.Text.RegularExpressions;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Phrases;

/// <summary>The number before a heading. Level 1 is 一、, 2 is （一）, 3 is 1., 4 is （1） (GB/T 9704-2012 7.3.3).</summary>
internal sealed record HeadingMark(int Level, int Number, string Text);

/// <summary>A numbered heading and where it stands.</summary>
internal sealed record Heading(HeadingMark Mark, Paragraph Paragraph);

internal static partial class Headings
{
    public static HeadingMark? MarkOf(Paragraph paragraph)
    {
        var match = Mark().Match(paragraph.Text);
        if (!match.Success) return null;
        var level = match.Groups["one"].Success ? 1 : match.Groups["two"].Success ? 2 : match.Groups["three"].Success ? 3 : 4;
        var digits = match.Groups[level switch { 1 => "one", 2 => "two", 3 => "three", _ => "four" }];
        return ChineseNumber.Parse(digits.ValueSpan) is { } number ? new HeadingMark(level, number, match.Value) : null;
    }

    /// <summary>How a number of that level is written.</summary>
    public static string Write(int level, int number) => level switch
    {
        1 => $"{Chinese(number)}、",
        2 => $"（{Chinese(number)}）",
        3 => $"{number}.",
        _ => $"（{number}）",
    };

    private static string Chinese(int number)
    {
        var (tens, ones) = (number / 10, number % 10);
        return (tens > 1 ? "一二三四五六七八九"[tens - 1].ToString() : "") + (tens > 0 ? "十" : "") + (ones > 0 ? "一二三四五六七八九"[ones - 1].ToString() : "");
    }

    [GeneratedRegex(@"^(?:(?<one>[一二三四五六七八九十]{1,3})、|\((?<two>[一二三四五六七八九十]{1,3})\)|(?<three>\d{1,2})[.、](?!\d)|\((?<four>\d{1,2})\))")]
    private static partial Regex Mark();
}
