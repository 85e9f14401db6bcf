using Lantai.Packs;

namespace Lantai.Requests.Fees;

/// <summary>Reads one file of packs/fees.</summary>
internal static class FeePack
{
    /// <exception cref="RefusedException">The pack is wrong; every mistake with its line and key.</exception>
    public static FeeRates Read(PackFile file)
    {
        var map = file.Root.Map();
        var rates = new FeeRates(
            map.Required("name").Text(), map.Citation(), Scale(map.Required("items")), Scale(map.Required("pages")));
        map.End();
        file.ThrowIfWrong();
        return rates;
    }

    private static FeeScale Scale(PackNode node)
    {
        var map = node.Map();
        var bands = Bands(map.Required("tiers"));
        var beyond = map.Required("beyond").Map();
        var every = beyond.Optional("every")?.Whole(1);
        var yuan = beyond.Required(every is null ? "yuan" : "adds_yuan").Number(0);
        beyond.End();
        var scale = new FeeScale(map.Required("unit").Text(), map.Required("counted").Text(), bands, every ?? 0, yuan, map.Citation());
        map.End();
        return scale;
    }

    private static List<FeeBand> Bands(PackNode node)
    {
        var bands = new List<FeeBand>();
        foreach (var item in node.Items())
        {
            var map = item.Map();
            var band = new FeeBand(map.Required("up_to").Whole(1), map.Required("yuan").Number(0));
            map.End();
            if (bands.Count > 0 && band.UpTo <= bands[^1].UpTo) item.Wrong($"上限{band.UpTo}应大于上一档的{bands[^1].UpTo}。");
            bands.Add(band);
        }
        if (bands.Count == 0) node.Wrong("至少应有一档。");
        return bands;
    }
}
