using Lantai.Packs;
using Lantai.Papers;

namespace Lantai.Requests.Fees;

/// <summary>按件计收 or 按量计收; one application is charged by one of them.</summary>
public enum FeeMethod { Items, Pages }

/// <summary>A band of the scale: everything above the band before it, up to <paramref name="UpTo"/>.</summary>
/// <param name="Yuan">For each piece within the band.</param>
public sealed record FeeBand(int UpTo, decimal Yuan);

/// <summary>
/// A marginal scale (超额累进). Beyond the listed bands either one rate holds, or every further step of
/// <paramref name="StepWidth"/> pieces costs <paramref name="StepYuan"/> more than the one before.
/// </summary>
/// <param name="Unit">件 or 页.</param>
/// <param name="Counted">What is counted together, in words.</param>
/// <param name="StepWidth">0 where one rate holds to the end.</param>
/// <param name="StepYuan">Added by each step, or the one rate.</param>
public sealed record FeeScale(string Unit, string Counted, IReadOnlyList<FeeBand> Bands, int StepWidth, decimal StepYuan, Citation Basis)
{
    /// <summary>The band in which the n-th piece lies.</summary>
    public FeeBand BandOf(int piece)
    {
        foreach (var band in Bands)
            if (piece <= band.UpTo) return band;
        if (StepWidth == 0) return new FeeBand(int.MaxValue, StepYuan);
        var step = (piece - Bands[^1].UpTo - 1) / StepWidth + 1;
        return new FeeBand(Bands[^1].UpTo + step * StepWidth, Bands[^1].Yuan + step * StepYuan);
    }
}

/// <summary>One version of the fee rules, read from packs/fees.</summary>
public sealed record FeeRates(string Name, Citation Basis, FeeScale Items, FeeScale Pages)
{
    /// <summary>The version in force on the day.</summary>
    /// <exception cref="RefusedException">There is none; nothing may be charged.</exception>
    public static FeeRates InForce(PackFolder packs, DateOnly day) =>
        packs.Names("fees").Select(name => FeePack.Read(PackFile.Read(packs.Find("fees", name))))
            .FirstOrDefault(rates => rates.Basis.AppliesOn(day))
        ?? throw new RefusedException($"{ChineseDate.Of(day)}没有施行中的信息处理费标准，不能收费。");

    public FeeScale By(FeeMethod method) => method switch
    {
        FeeMethod.Items => Items,
        FeeMethod.Pages => Pages,
    };
}
