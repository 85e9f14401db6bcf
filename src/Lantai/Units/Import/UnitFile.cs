using Lantai.Papers;

namespace Lantai.Units.Import;

/// <summary>Something wrong in a file.</summary>
/// <param name="Row">The row's number in the file.</param>
/// <param name="Where">名录.xlsx“单位”第3行B列.</param>
internal sealed record RowError(int Row, string Where, string Sentence)
{
    public override string ToString() => $"{Where}：{Sentence}";
}

/// <summary>A row of a file of units.</summary>
/// <param name="Number">The row's number in the file.</param>
/// <param name="Entry">What the row says by itself.</param>
internal sealed record UnitFileRow(int Number, UnitEntry Entry, IReadOnlyList<(UnitColumn Column, string Text)> Cells, Func<UnitColumn, string> Where)
{
    public RowError Wrong(UnitColumn column, string sentence) => new(Number, Where(column), sentence);

    /// <summary>What a known unit is after the row: columns that the file does not have stay as they are.</summary>
    public UnitEntry Over(UnitEntry known)
    {
        // The day from which a name holds is the old name's, not the new one's.
        var start = known.Name == Entry.Name ? known : known with { NameFrom = null };
        return Cells.Aggregate(start, (entry, cell) => cell.Column.Read(entry, cell.Text)).WithNameFrom();
    }
}

/// <summary>A file of units as read: its rows, and every cell that cannot be read.</summary>
internal sealed record UnitFile(IReadOnlyList<UnitFileRow> Rows, IReadOnlyList<RowError> Errors)
{
    private const int LastHeadRow = 5;

    /// <summary>Sizes that no region's register reaches.</summary>
    public static readonly SourceLimits Limits = new(Bytes: 20L << 20, Rows: 20_000, Columns: 50);

    /// <summary>Reads the one sheet that has the heads. Refuses in one sentence what is no file of units.</summary>
    public static UnitFile Read(IReadOnlyList<SourceTable> tables)
    {
        var (table, head) = FindHead(tables);
        var columns = ReadHead(table, head);
        var errors = new List<RowError>();
        var rows = table.Rows.Where(row => row.Number > head.Number).Select(row => ReadRow(table, row, columns, errors)).OfType<UnitFileRow>().ToList();
        if (rows.Count == 0 && errors.Count == 0) throw new RefusedException($"{table.File}只有表头，没有单位。");
        return new UnitFile(rows, errors);
    }

    private static (SourceTable Table, SourceRow Head) FindHead(IReadOnlyList<SourceTable> tables)
    {
        var found = (from table in tables
                     let head = table.Rows.Take(LastHeadRow).FirstOrDefault(row => row.Cells.Any(cell => Title(cell) == UnitColumn.Name.Title))
                     where head is not null
                     select (table, head)).ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new RefusedException($"{tables[0].File}里没有找到“{UnitColumn.Name.Title}”一列；表头应有：{Titles()}。"),
            _ => throw new RefusedException(
                $"{tables[0].File}里有{found.Count}张单位表（{string.Join('、', found.Select(pair => $"“{pair.table.Sheet}”"))}），请只留一张再导入。"),
        };
    }

    private static Dictionary<int, UnitColumn> ReadHead(SourceTable table, SourceRow head)
    {
        if (table.MergedRanges.FirstOrDefault(range => range.FirstRow <= head.Number && head.Number <= range.LastRow) is { LastRow: > 0 } merged)
            throw new RefusedException($"{table.File}的表头有合并单元格（{merged}），请取消合并，每列各写一个名称。");
        var columns = new Dictionary<int, UnitColumn>();
        for (var i = 0; i < head.Cells.Count; i++)
        {
            if (head.Cells[i].Length == 0) continue;
            var column = UnitColumn.All.FirstOrDefault(known => known.Title == Title(head.Cells[i]))
                ?? throw new RefusedException($"{table.Where(head, i)}：不认识“{head.Cells[i]}”这一列，请删去或改名；可用的列：{Titles()}。");
            if (columns.ContainsValue(column)) throw new RefusedException($"{table.Where(head, i)}：“{column.Title}”一列重复了。");
            columns.Add(i, column);
        }
        if (UnitColumn.All.FirstOrDefault(column => column.IsRequired && !columns.ContainsValue(column)) is { } missing)
            throw new RefusedException($"{table.File}缺少“{missing.Title}”一列。");
        return columns;
    }

    /// <summary>A row without a readable name is no row; of any other the cells that can be read are looked at further.</summary>
    private static UnitFileRow? ReadRow(SourceTable table, SourceRow row, Dictionary<int, UnitColumn> columns, List<RowError> errors)
    {
        var entry = new UnitEntry();
        var cells = new List<(UnitColumn Column, string Text)>();
        for (var i = 0; i < row.Cells.Count; i++)
        {
            if (!columns.TryGetValue(i, out var column))
            {
                if (row.Cells[i].Length > 0) errors.Add(new RowError(row.Number, table.Where(row, i), $"“{row.Cells[i]}”所在的列没有表头。"));
                continue;
            }
            try
            {
                entry = column.Read(entry, row.Cells[i]);
                cells.Add((column, row.Cells[i]));
            }
            catch (RefusedException refusal)
            {
                errors.Add(new RowError(row.Number, table.Where(row, i), refusal.Message));
            }
        }
        if (entry.Name.Length == 0) return null;
        var places = columns.ToDictionary(pair => pair.Value, pair => pair.Key);
        return new UnitFileRow(row.Number, entry.WithNameFrom(), cells, column => table.Where(row, places.GetValueOrDefault(column, places[UnitColumn.Name])));
    }

    /// <summary>A head without its explanation: 简称（分号分隔） is 简称.</summary>
    private static string Title(string cell)
    {
        var note = cell.AsSpan().IndexOfAny('（', '(');
        return (note > 0 ? cell[..note] : cell).Trim();
    }

    /// <summary>The heads that are known, for a sentence.</summary>
    private static string Titles() => string.Join('、', UnitColumn.All.Select(column => column.Title));
}
