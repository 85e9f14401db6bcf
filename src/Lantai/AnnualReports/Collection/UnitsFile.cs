using Lantai.Papers;

namespace Lantai.AnnualReports.Collection;

/// <summary>Every cell of the region's report beside the sum of its units and what each of them reported.</summary>
public static class UnitsFile
{
    public static Sheet Write(ReportSheet sheet, RollUp units) => new(
        "与各单位之和",
        [new("行"), new("列"), new("本级"), new("各单位之和"), new("相差"), new("登记的申请（本级的和没有计入的单位的）"), new("本级的数取自"), new("说明"), .. units.Counted.Select(unit => new SheetColumn(unit.Unit))],
        [.. sheet.Figures.All.Select(cell => Line(sheet, units, cell.Row, cell.Column, cell.Cell))])
    {
        Notes = units.Missing.Count == 0 ? [] : [$"报告没有审定、没有计入的单位：{string.Join('、', units.Missing)}。"],
    };

    private static IReadOnlyList<SheetCell> Line(ReportSheet sheet, RollUp units, AnnualRow row, AnnualColumn column, AnnualCell own)
    {
        var at = new CellAt(row.Key, column.Key);
        var sum = units.SumOf(at);
        var difference = own.Number - sum;
        return
        [
            row.Title, column.Title, own.Written, Show(sum), Show(difference), Show(units.RegisteredAt(at)), sheet.SourceOf(at).Title,
            difference is null or 0 || !sheet.IsExplained(row) ? "" : sheet.ExplanationOf(row),
            .. units.Counted.Select(unit => (SheetCell)unit.Figures[at].Written),
        ];
    }

    private static string Show(decimal? figure) => figure is { } known ? AnnualCell.Show(known) : "";
}
