using Lantai.Papers;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Names;

/// <summary>The office's own list of units, against which the names in a paper can be checked.</summary>
public sealed class UnitRegister
{
    internal UnitRegister(IEnumerable<string> names) => Names = [.. names.Select(Compact.Of).Where(name => name.Length > 0).Distinct()];

    internal IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Reads a CSV or workbook: the column 单位, 单位名称, 名称 or unit, or the first one; a column 简称, 别名 or 曾用名
    /// may give other names, parted by 、.
    /// </summary>
    public static UnitRegister Load(string path)
    {
        var names = new List<string>();
        foreach (var table in SourceTables.Read(path))
        {
            var header = table.Rows[0].Cells;
            var unit = Math.Max(0, header.ToList().FindIndex(cell => Tables.ColumnWords.IsUnit(Compact.Of(cell))));
            var others = Enumerable.Range(0, header.Count).Where(at => header[at] is "简称" or "别名" or "曾用名" or "aliases").ToList();
            foreach (var row in table.Rows.Skip(1))
            {
                names.Add(row.Cells[unit]);
                names.AddRange(others.SelectMany(at => row.Cells[at].Split('、', '|', ';')));
            }
        }
        return names.Count > 0 ? new UnitRegister(names) : throw new RefusedException($"{Path.GetFileName(path)}里没有单位，请检查名册。");
    }
}
