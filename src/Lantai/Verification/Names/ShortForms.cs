using Lantai.Packs;
using Lantai.Papers;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Names;

/// <summary>
/// The short forms by which offices call their departments: 发改委 for 发展和改革委员会. Kept as a pack
/// (<c>packs/wording/unit-short-forms.csv</c>) that the office can extend in Excel.
/// </summary>
public sealed class ShortForms
{
    private static readonly Lazy<ShortForms> Packed = new(() => Load(PackFolder.BesideProgram));

    private readonly ILookup<string, string> fullNames;

    private ShortForms(IEnumerable<(string Short, string Full)> pairs) =>
        fullNames = pairs.ToLookup(pair => pair.Short, pair => pair.Full);

    /// <summary>The pack that comes with the program.</summary>
    public static ShortForms Default => Packed.Value;

    /// <summary>The pack of a folder, the office's own before the shipped one.</summary>
    public static ShortForms Load(PackFolder packs) => Load(packs.Find("wording", "unit-short-forms", ".csv"));

    /// <summary>Reads a pack: two columns with a header, 全称 and 简称; several short forms parted by 、.</summary>
    public static ShortForms Load(string path)
    {
        var pairs = new List<(string, string)>();
        foreach (var table in SourceTables.Read(path))
            foreach (var row in table.Rows.Skip(1))
            {
                if (row.Cells.Count < 2 || row.Cells[0].Length == 0 || row.Cells[1].Length == 0)
                    throw new RefusedException($"{table.Where(row, 0)}：每行要有全称和简称。");
                pairs.AddRange(row.Cells[1].Split('、').Select(form => (Compact.Of(form), Compact.Of(row.Cells[0]))));
            }
        return new ShortForms(pairs);
    }

    /// <summary>The full names that a short form may stand for.</summary>
    internal IEnumerable<string> FullNames(string shortForm) => fullNames[shortForm];
}
