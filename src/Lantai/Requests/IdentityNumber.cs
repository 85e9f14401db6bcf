using System.Globalization;

namespace Lantai.Requests;

/// <summary>公民身份号码 (GB 11643-1999): 17 digits and a check character. The number itself never stands in a sentence.</summary>
public static class IdentityNumber
{
    private const int Length = 18;
    private const int OldLength = 15;
    private const string CheckCharacters = "10X98765432";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The number as kept: without blanks, the check letter in upper case.</summary>
    /// <param name="today">Nobody is born later.</param>
    /// <exception cref="RefusedException">It cannot be such a number.</exception>
    public static string Read(string text, DateOnly today)
    {
        var number = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (number.Length == OldLength && number.All(char.IsAsciiDigit)) throw new RefusedException("15位的旧身份证号码已经停用，请填写18位号码。");
        if (number.Length != Length) throw new RefusedException($"身份证号码应为18位，现为{number.Length}位，请核对。");
        if (!number[..^1].All(char.IsAsciiDigit) || !CheckCharacters.Contains(number[^1])) throw new RefusedException("身份证号码应为17位数字加1位数字或者X，请核对。");
        var isDay = DateOnly.TryParseExact(number[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born);
        if (!isDay || born > today || born.Year < 1900) throw new RefusedException("身份证号码中的出生日期不对，请核对。");
        var sum = Weights.Select((weight, i) => weight * (number[i] - '0')).Sum();
        return CheckCharacters[sum % 11] == number[^1] ? number : throw new RefusedException("身份证号码的校验位不对，请逐位核对。");
    }
}
