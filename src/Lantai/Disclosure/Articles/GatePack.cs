using Lantai.Packs;

namespace Lantai.Disclosure;

/// <summary>What the gate measures against (packs/columns/gate.yaml).</summary>
/// <param name="TitleWidth">Ems of a title that the front page shows on one line.</param>
internal sealed record GatePack(decimal TitleWidth)
{
    /// <exception cref="RefusedException">The pack has mistakes.</exception>
    public static GatePack Read(PackFile file)
    {
        var map = file.Root.Map();
        map.Required("name").Text();
        map.Citation();
        var width = map.Required("title_width").Map();
        var pack = new GatePack(width.Required("value").Whole(least: 10, most: 200));
        width.Citation();
        width.End();
        map.End();
        file.ThrowIfWrong();
        return pack;
    }
}
