namespace Lantai.Verification;

/// <summary>Shares compared at the precision at which they are stated: 2 of 48 is 4.2%, 4.17% and 4%.</summary>
internal static class Percent
{
    /// <summary>Right when the stated figure is the exact one rounded, half up or half even.</summary>
    public static bool IsRight(decimal stated, int decimals, decimal exact) =>
        stated == Math.Round(exact, decimals, MidpointRounding.AwayFromZero) || stated == Math.Round(exact, decimals, MidpointRounding.ToEven);

    /// <summary>The remaining digits were cut off instead of rounded: 66.6% for two thirds.</summary>
    public static bool IsCut(decimal stated, int decimals, decimal exact) => stated == Math.Round(exact, decimals, MidpointRounding.ToZero);

    public static string Show(decimal exact, int decimals) =>
        Math.Round(exact, decimals, MidpointRounding.AwayFromZero).ToString($"F{decimals}", System.Globalization.CultureInfo.InvariantCulture);
}
