namespace Lantai.Wording;

/// <summary>The numbers that name a person, told by their own arithmetic.</summary>
public static class PersonNumbers
{
    private const string CheckDigits = "10X98765432";

    /// <summary>GB 11643-1999: the weights of the first seventeen digits.</summary>
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>GB/T 2260: the first two digits of the regions.</summary>
    private static ReadOnlySpan<byte> Provinces =>
        [11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83];

    /// <summary>An 18-digit identity number: region, a day of birth that was, and the check digit (ISO 7064 MOD 11-2).</summary>
    public static bool IsIdentityNumber(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 18 || digits[..17].ContainsAnyExceptInRange('0', '9')) return false;
        if (!HasRegionAndBirthday(digits[..6], digits[6..14])) return false;
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (digits[i] - '0') * Weights[i];
        return CheckDigits[sum % 11] == char.ToUpperInvariant(digits[17]);
    }

    /// <summary>The 15-digit form of before 1999 has no check digit: region and a day of the twentieth century.</summary>
    public static bool LooksLikeOldIdentityNumber(ReadOnlySpan<char> digits) =>
        digits.Length == 15 && !digits.ContainsAnyExceptInRange('0', '9') && HasRegionAndBirthday(digits[..6], $"19{digits[6..12]}");

    /// <summary>Enough to find the place by, not enough to find the person.</summary>
    public static string Masked(string number) =>
        number.Length <= 6 ? new string('*', number.Length) : number[..3] + new string('*', number.Length - 5) + number[^2..];

    /// <summary>ISO/IEC 7812-1 Annex B (Luhn).</summary>
    public static bool PassesLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
        }
        return digits.Length > 0 && sum % 10 == 0;
    }

    private static bool HasRegionAndBirthday(ReadOnlySpan<char> region, ReadOnlySpan<char> birthday)
    {
        if (!Provinces.Contains((byte)((region[0] - '0') * 10 + region[1] - '0'))) return false;
        var (year, month, day) = (int.Parse(birthday[..4]), int.Parse(birthday[4..6]), int.Parse(birthday[6..]));
        return year is >= 1900 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }
}
