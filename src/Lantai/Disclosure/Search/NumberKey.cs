using System.Text.RegularExpressions;

namespace Lantai.Disclosure;

/// <summary>A document number in any bracket style as one key: 偃政办〔2022〕26号, 偃政办[2022]26 and 偃政办(2022)第26号 are the same.</summary>
public static partial class NumberKey
{
    /// <summary>Null when the text is no document number.</summary>
    public static string? Of(string? text)
    {
        var match = Written().Match(Bigrams.Fold(text ?? "").Replace(" ", "", StringComparison.Ordinal));
        return match.Success ? $"{match.Groups["code"].Value}|{match.Groups["year"].Value}|{match.Groups["number"].Value.TrimStart('0')}" : null;
    }

    [GeneratedRegex(@"^(?<code>[\u3400-\u9fff]{1,20})[〔﹝［\[（(【{<《〈]?(?<year>(19|20)\d{2})[〕﹞］\]）)】}>》〉]?(年)?第?(?<number>\d{1,6})号?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
