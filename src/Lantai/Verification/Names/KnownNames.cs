using Lantai.Papers;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Names;

/// <summary>The names of the office's own units (单位名录), against which the names in a paper can be checked.</summary>
public sealed class KnownNames
{
    internal KnownNames(IEnumerable<string> names) => Names = [.. names.Select(Compact.Of).Where(name => name.Length > 0).Distinct()];

    internal IReadOnlyList<string> Names { get; }

    /// <summary>Whether a unit is meant by this name, whatever its blanks and brackets.</summary>
    public bool Has(string name) => Names.Contains(Compact.Of(name));

    /// <summary>The name that was probably meant; null when none is near.</summary>
    public string? Nearest(string name) => Packs.Spelling.Nearest(Compact.Of(name), Names);

    /// <summary>
    /// Reads a CSV or workbook: the column 单位全称, 单位, 单位名称, 名称 or unit, or the first one; a column 简称, 别名 or
    /// 曾用名 may give other names, parted by 、 or ；. The register as the program exports it is such a file; the days that
    /// it writes after a name (名称@起~止) are left out.
    /// </summary>
    public static KnownNames Load(string path)
    {
        var names = new List<string>();
        foreach (var table in SourceTables.Read(path))
        {
            var header = table.Rows[0].Cells;
            var unit = Math.Max(0, header.ToList().FindIndex(cell => Compact.Of(cell) is "单位全称" or "全称" || Tables.ColumnWords.IsUnit(Compact.Of(cell))));
            var others = Enumerable.Range(0, header.Count).Where(at => header[at] is "简称" or "别名" or "曾用名" or "aliases").ToList();
            foreach (var row in table.Rows.Skip(1))
            {
                names.Add(row.Cells[unit]);
                names.AddRange(others.SelectMany(at => row.Cells[at].Split('、', '|', ';', '；').Select(name => name.Split('@', '＠')[0])));
            }
        }
        return names.Count > 0 ? new KnownNames(names) : throw new RefusedException($"{Path.GetFileName(path)}里没有单位，请检查名录。");
    }
}
