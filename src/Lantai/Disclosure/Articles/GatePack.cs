using Lantai.Packs;

namespace Lantai.Disclosure;

/// <summary>What the gate measures against (packs/columns/gate.yaml).</summary>
/// <param name="TitleWidth">Ems of a title that the front page shows on one line.</param>
/// <param name="EarliestOn">Before this day no document is likely.</param>
/// <param name="MostDaysAhead">How far after today a document is dated or takes effect.</param>
internal sealed record GatePack(decimal TitleWidth, DateOnly EarliestOn, int MostDaysAhead)
{
    /// <exception cref="RefusedException">The pack has mistakes.</exception>
    public static GatePack Read(PackFolder packs)
    {
        var file = packs.Settings("columns", "gate");
        var map = file.Root.Map();
        map.Required("name").Text();
        map.Citation();
        var pack = new GatePack(map.CitedWhole("title_width", 10, 200), Day(map.Required("earliest_on").Map()), map.CitedWhole("most_days_ahead", 0, 3650));
        map.End();
        file.ThrowIfWrong();
        return pack;
    }

    private static DateOnly Day(PackMap row)
    {
        var day = row.Required("value").Date();
        row.Citation();
        row.End();
        return day;
    }
}
