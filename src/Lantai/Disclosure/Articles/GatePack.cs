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
        var pack = new GatePack(map.CitedWhole("title_width", 10, 200));
        map.End();
        file.ThrowIfWrong();
        return pack;
    }
}
