using System.Globalization;

namespace Lantai.Ui;

/// <summary>Figures as they are printed, the same on every machine.</summary>
public static class Figure
{
    /// <summary>What stands where a figure is missing. Never 0.</summary>
    public const string None = "—";

    /// <summary>With that many decimals, half away from zero: one precision per column.</summary>
    public static string Fixed(decimal? value, int decimals) => value is { } number
        ? decimal.Round(number, decimals, MidpointRounding.AwayFromZero).ToString("F" + decimals, CultureInfo.InvariantCulture)
        : None;

    /// <summary>With the decimals it has, without closing zeros: 3, 2.5.</summary>
    public static string Exact(decimal? value) =>
        value is { } number ? number.ToString("0.############################", CultureInfo.InvariantCulture) : None;

    /// <summary>A share of one as percent: 0.4348 with one decimal is 43.5%.</summary>
    public static string Percent(decimal? share, int decimals) => share is { } part ? Fixed(part * 100, decimals) + "%" : None;
}
