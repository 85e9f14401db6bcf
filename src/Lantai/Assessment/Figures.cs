using System.Globalization;

namespace Lantai.Assessment;

/// <summary>Figures as people read them.</summary>
public static class Figures
{
    /// <summary>Exact, without needless zeros: 37, 31.5.</summary>
    public static string Plain(decimal figure) => figure.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>Points with their unit: 2.5分.</summary>
    public static string Points(decimal points) => Plain(points) + "分";

    /// <summary>A per cent figure to at most two places: 6.25%.</summary>
    public static string Percent(decimal perCent) =>
        Math.Round(perCent, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>The same number without trailing zeros, for JSON.</summary>
    public static decimal Trim(decimal figure) => figure / 1.000000000000000000000000000000000m;
}
