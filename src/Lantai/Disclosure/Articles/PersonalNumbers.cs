using System.Text.RegularExpressions;

namespace Lantai.Disclosure;

/// <summary>Numbers of persons in a text. A number is named by its place, never repeated whole.</summary>
internal static partial class PersonalNumbers
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>居民身份证号（末四位1234）, 手机号（末四位5678): each once.</summary>
    public static IReadOnlyList<string> In(string text) =>
    [
        .. Identity().Matches(text).Select(match => match.Value).Where(IsIdentity).Select(number => $"居民身份证号（末四位{number[^4..]}）")
            .Concat(Mobile().Matches(text).Select(match => $"手机号（末四位{match.Value[^4..]}）")).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The check digit of GB 11643-1999 (ISO 7064 mod 11-2); other 18 digits are no identity number.</summary>
    private static bool IsIdentity(string number) =>
        "10X98765432"[Weights.Select((weight, i) => weight * (number[i] - '0')).Sum() % 11] == char.ToUpperInvariant(number[17]);

    [GeneratedRegex(@"(?<!\d)[1-9]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Identity();

    [GeneratedRegex(@"(?<!\d)1[3-9]\d{9}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Mobile();
}
