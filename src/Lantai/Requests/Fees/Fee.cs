using Lantai.Packs;

namespace Lantai.Requests.Fees;

/// <summary>What falls into one band.</summary>
/// <param name="From">The first piece, counted from 1.</param>
/// <param name="To">The last piece.</param>
/// <param name="Working">The arithmetic: 20件×100元=2000元.</param>
public sealed record FeeTier(int From, int To, int Count, decimal Yuan, decimal Amount, string Working);

/// <summary>A fee with its working.</summary>
/// <param name="Amount">Yuan.</param>
public sealed record Fee(FeeMethod Method, decimal Amount, IReadOnlyList<FeeTier> Tiers, Citation Basis)
{
    private const int Most = 100_000;

    /// <summary>The fee for further pieces when some were counted before.</summary>
    /// <param name="count">The pieces to be charged.</param>
    /// <param name="already">Pieces counted before: in the month for items, in the same application for pages.</param>
    /// <exception cref="RefusedException">A number is negative or beyond reason.</exception>
    public static Fee Of(FeeRates rates, FeeMethod method, int count, int already = 0)
    {
        var scale = rates.By(method);
        if (count is < 0 or > Most || already is < 0 or > Most)
            throw new RefusedException($"数量应为0至{Most}{scale.Unit}的整数，现为{count}{scale.Unit}、此前{already}{scale.Unit}。");
        var tiers = new List<FeeTier>();
        for (var piece = already + 1; piece <= already + count;)
        {
            var band = scale.BandOf(piece);
            var last = Math.Min(band.UpTo, already + count);
            tiers.Add(Tier(piece, last, band.Yuan, scale.Unit));
            piece = last + 1;
        }
        return new Fee(method, tiers.Sum(tier => tier.Amount), tiers, scale.Basis);
    }

    private static FeeTier Tier(int from, int to, decimal yuan, string unit)
    {
        var count = to - from + 1;
        var working = yuan == 0 ? $"{count}{unit}免费" : $"{count}{unit}×{yuan}元={count * yuan}元";
        return new FeeTier(from, to, count, yuan, count * yuan, working);
    }
}
