using System.Text.RegularExpressions;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Tables;

/// <summary>Recognises the score tables among a document's tables.</summary>
internal static partial class ScoreTables
{
    public static IReadOnlyList<ScoreTable> In(IReadOnlyList<ReadTable> tables)
    {
        var (found, number) = (new List<ScoreTable>(), 0);
        foreach (var table in tables)
            foreach (var part in ByGroup(table))
                if (Recognise(part, ++number) is { } score) found.Add(score);
        return found;
    }

    /// <summary>A column 组别 ranks each of its groups apart.</summary>
    private static IEnumerable<ReadTable> ByGroup(ReadTable table)
    {
        var names = Names(table);
        var column = names.FindIndex(ColumnWords.IsGroup);
        if (column < 0 || !names.Exists(ColumnWords.IsUnit)) return [table];
        return table.Rows.GroupBy(row => Compact.Of(row.Cell(column)))
            .Select(group => table with { Title = $"{table.Title}（{group.Key}）", Rows = [.. group] });
    }

    private static ScoreTable? Recognise(ReadTable table, int number)
    {
        var names = Names(table);
        var unitColumn = names.FindIndex(ColumnWords.IsUnit);
        if (unitColumn < 0 || table.Rows.Count == 0) return null;
        var figures = table.Rows.Select(row => row.Cells.Select(Figure.Parse).ToList()).ToList();
        var rows = table.Rows.Select((row, at) => (Kind: KindOf(row.Cell(unitColumn), row), Row: ToUnit(number, row, unitColumn, figures[at]))).ToList();
        var maxima = rows.FirstOrDefault(row => row.Kind == RowKind.Maximum).Row;
        var units = rows.Where(row => row.Kind == RowKind.Unit).Select(row => row.Row).ToList();
        var columns = ScoreColumns.Of(names, units, unitColumn, maxima);
        var hasPoints = columns.Any(column => column.Role is ColumnRole.Indicator or ColumnRole.Total or ColumnRole.YearTotal);
        if (units.Count == 0 || !hasPoints || HasNamelessFigures(columns, units)) return null;
        UnitRow? Only(RowKind kind) => rows.Where(row => row.Kind == kind).Take(2).ToList() is [var (_, only)] ? only : null;
        var isScored = columns.Any(column => column.Role == ColumnRole.Rank) || names.Exists(ColumnWords.IsScore);
        return new ScoreTable(
            number, table.Title, table.Order, columns, units, Only(RowKind.Sum), Only(RowKind.Average), isScored, GroupOf(table.Title, units));
    }

    /// <summary>Figures under no heading: merged headings were lost on the way, and no name can be trusted to be its column's.</summary>
    private static bool HasNamelessFigures(IReadOnlyList<ScoreColumn> columns, List<UnitRow> units) =>
        columns.Any(column => column.Name.Length == 0 && units.Count(unit => unit[column].Kind == FigureKind.Number) * 2 >= units.Count);

    /// <summary>Each column's heading: its lines from top to bottom, what is merged across belonging to all it covers.</summary>
    private static List<string> Names(ReadTable table)
    {
        var width = table.Header.Concat(table.Rows).Select(row => row.Cells.Count).DefaultIfEmpty().Max();
        return [.. Enumerable.Range(0, width).Select(column => string.Concat(table.Header.Select(row => Heading(row, column)).Distinct()))];
    }

    private static string Heading(ReadRow row, int column)
    {
        while (column > 0 && column < row.Cells.Count && row.Cells[column] == ReadRow.Across) column--;
        return Compact.Of(row.Cell(column));
    }

    private static UnitRow ToUnit(int table, ReadRow row, int unitColumn, IReadOnlyList<Figure> figures)
    {
        var text = Compact.Of(row.Cell(unitColumn));
        var note = Annotation().Match(text);
        var unit = note.Success && note.Index > 0 ? text[..note.Index] : text;
        var where = $"{(row.IsOfTable ? $"表{table}" : "")}{row.Where}“{unit}”";
        return new UnitRow(where, row, unit, note.Groups["note"].Value, figures);
    }

    private enum RowKind { Unit, Sum, Average, Maximum, Note }

    private static RowKind KindOf(string unit, ReadRow row)
    {
        var text = Compact.Of(unit);
        if (text.Length == 0) text = Compact.Of(row.Filled.FirstOrDefault() ?? "");
        if (Figure.Parse(unit).Kind == FigureKind.Number) return RowKind.Note;
        if (text is "合计" or "总计" or "小计" or "共计") return RowKind.Sum;
        if (text is "平均" or "平均分" or "平均值" or "均值" or "平均得分") return RowKind.Average;
        if (text is "满分" or "分值" or "权重分" or "标准分" or "总分值" or "满分值") return RowKind.Maximum;
        return NoteMark().IsMatch(text) ? RowKind.Note : RowKind.Unit;
    }

    private static UnitGroup GroupOf(string title, List<UnitRow> units)
    {
        var named = GroupWords.In(Compact.Of(title));
        if (named != UnitGroup.Unknown) return named;
        var byName = units.GroupBy(unit => GroupWords.OfUnit(unit.Unit)).MaxBy(group => group.Count())!;
        return byName.Count() * 2 > units.Count ? byName.Key : UnitGroup.Unknown;
    }

    [GeneratedRegex(@"[(\[](?<note>[^()\[\]]{1,12})[)\]]$")]
    private static partial Regex Annotation();

    [GeneratedRegex(@"^(备?注|说明|填表|制表|审核|联系人|注释)[::]|^(备注|说明)$")]
    private static partial Regex NoteMark();
}
