using Lantai.Packs;
using Lantai.Papers;

namespace Lantai.Assessment;

/// <summary>A column the program knows by name, in the words people use for it.</summary>
internal sealed record KnownColumn(string Key, params string[] OtherNames)
{
    public bool Is(string heading) => OtherNames.Prepend(Key).Any(name => PrintedName.Same(name, heading));
}

/// <summary>The heading row of a file: which column stands where.</summary>
internal sealed class SheetHead
{
    private readonly SourceTable _table;
    private readonly SourceRow _row;
    private readonly Dictionary<KnownColumn, int> _places = [];

    private SheetHead(SourceTable table, SourceRow row) => (_table, _row) = (table, row);

    public SourceRow Row => _row;

    /// <summary>The rows under the headings.</summary>
    public IEnumerable<SourceRow> Body => _table.Rows.Where(row => row.Number > _row.Number);

    public int Width => _row.Cells.Count;

    public string this[int column] => _row.Cells[column];

    /// <summary>Finds the heading row: the first with the column that no file lacks; lines above it are titles.</summary>
    /// <exception cref="RefusedException">There is no such row, or the headings are merged, blank or doubled.</exception>
    public static SheetHead Find(SourceTable table, KnownColumn sign)
    {
        var row = table.Rows.FirstOrDefault(row => row.Cells.Any(sign.Is));
        if (row is null) throw new RefusedException($"{table.File}缺少“{sign.Key}”（{sign.OtherNames[0]}）列，请核对表头。");
        if (table.MergedRanges.FirstOrDefault(range => range.FirstRow <= row.Number && row.Number <= range.LastRow) is { LastRow: > 0 } merged)
            throw new RefusedException($"{table.File}第{row.Number}行表头有合并单元格（{merged}），请取消合并，使每列只有一个列名。");
        var blank = Enumerable.Range(0, row.Cells.Count).FirstOrDefault(
            i => row.Cells[i].Length == 0 && table.Rows.Any(other => other.Number > row.Number && other.Cells[i].Length > 0), -1);
        if (blank >= 0) throw new RefusedException($"{table.Where(row, blank)}没有列名，表头不能合并或留空。");
        var twice = row.Cells.Where(cell => cell.Length > 0).GroupBy(PrintedName.Plain, StringComparer.Ordinal)
            .FirstOrDefault(same => same.Count() > 1);
        if (twice is not null) throw new RefusedException($"{table.File}第{row.Number}行：列“{twice.First()}”出现两次。");
        return new SheetHead(table, row);
    }

    /// <summary>The column's place; −1 when the file has none.</summary>
    public int Place(KnownColumn column)
    {
        if (_places.TryGetValue(column, out var known)) return known;
        return _places[column] = Enumerable.Range(0, Width).FirstOrDefault(i => column.Is(_row.Cells[i]), -1);
    }

    /// <summary>Refuses columns that nobody asked for, naming the nearest known one.</summary>
    public void RefuseOthers(IReadOnlySet<int> known, IEnumerable<string> names)
    {
        for (var i = 0; i < Width; i++)
        {
            if (known.Contains(i) || _row.Cells[i].Length == 0) continue;
            var near = Spelling.Nearest(_row.Cells[i], names);
            throw new RefusedException($"{_table.Where(_row, i)}：不认识的列“{_row.Cells[i]}”{(near is null ? "，请删去或改为方案中的指标名" : $"，是否为“{near}”")}。");
        }
    }
}
