namespace Lantai.Verification.Annual;

/// <summary>（七）总计 is the sum of all results, in every column.</summary>
internal static class Subtotal
{
    public static IEnumerable<Verdict> Look(AnnualCase annual)
    {
        var (figures, table) = (annual.Paper.Figures, annual.Paper.Format.Requests);
        return from parts in table.Rows.Where(row => row.PartOf is not null).GroupBy(row => row.PartOf!)
               from column in table.Rows[0].Columns
               let total = figures[parts.Key, column.Key].Number
               let sum = figures.Sum(parts.Select(row => row.Key), column.Key)
               where total is not null && sum is not null
               select total == sum ? Verdict.Right : Verdict.Wrong(Places.Of(table, column), Places.Show(total.Value), Places.Show(sum.Value),
                   $"{Places.Of(table, column)}各种办理结果之和为{Places.Show(sum.Value)}，“{annual.Paper.Format.Row(parts.Key).Title}”写的是{Places.Show(total.Value)}。");
    }
}
