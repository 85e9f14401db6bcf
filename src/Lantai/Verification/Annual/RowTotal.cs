using Lantai.AnnualReports;

namespace Lantai.Verification.Annual;

/// <summary>总计 of each row of 表三 and of each group of 表四.</summary>
internal static class RowTotal
{
    public static IEnumerable<Verdict> Look(AnnualCase annual) =>
        from table in annual.Paper.Format.Tables
        from row in table.Rows
        where row.Total is not null
        let total = annual.Paper.Figures[row.Key, AnnualFormat.TotalColumn].Number
        let sum = AnnualFigures.Sum(row.Parts.Select(column => annual.Paper.Figures[row.Key, column.Key]))
        where total is not null && sum is not null
        select total == sum ? Verdict.Right : Verdict.Wrong(Places.Of(table, row), Places.Show(total.Value), Places.Show(sum.Value),
            $"{Places.Of(table, row)}各项之和为{Places.Show(sum.Value)}，总计写的是{Places.Show(total.Value)}。");
}
