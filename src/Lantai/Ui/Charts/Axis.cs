using System.Globalization;

namespace Lantai.Ui.Charts;

/// <summary>
/// A scale of figures over a length of the drawing, with round steps to mark. Positions are drawing units with at most
/// one decimal, so that the same figures give the same bytes.
/// </summary>
/// <param name="Least">The figure at <paramref name="From"/>.</param>
/// <param name="Step">The distance of two marks.</param>
public sealed record Axis(decimal Least, decimal Most, decimal Step, decimal From, decimal To)
{
    /// <summary>An axis that holds all the figures, with about five marks at 1, 2 or 5 times a power of ten.</summary>
    public static Axis Over(IEnumerable<decimal> figures, decimal from, decimal to)
    {
        decimal? least = null, most = null;
        foreach (var figure in figures) (least, most) = (Math.Min(least ?? figure, figure), Math.Max(most ?? figure, figure));
        var (low, high) = (least ?? 0, most ?? 1);
        if (low == high) (low, high) = (low - 1, high + 1);
        var step = RoundStep((high - low) / 4);
        return new Axis(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step, from, to);
    }

    /// <summary>The figures to mark, smallest first.</summary>
    public IEnumerable<decimal> Marks
    {
        get
        {
            for (var mark = Least; mark <= Most; mark += Step) yield return mark;
        }
    }

    /// <summary>How many decimals the marks need.</summary>
    public int Decimals => Step >= 1 ? 0 : Figure.Exact(Step).Length - 2;

    /// <summary>Where a figure lies.</summary>
    public decimal At(decimal figure) => From + (figure - Least) / (Most - Least) * (To - From);

    /// <summary>A length as an attribute of the drawing.</summary>
    public static string Text(decimal length) => decimal.Round(length, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private static decimal RoundStep(decimal least)
    {
        var power = 1m;
        while (power > least) power /= 10;
        while (power * 10 <= least) power *= 10;
        return least <= power ? power : least <= 2 * power ? 2 * power : least <= 5 * power ? 5 * power : 10 * power;
    }
}
