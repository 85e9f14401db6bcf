namespace Lantai.Verification.Annual;

/// <summary>第一项加第二项之和，等于第三项加第四项之和: in every column of 表三.</summary>
internal static class Identity
{
    public static IEnumerable<Verdict> Look(AnnualCase annual)
    {
        var (figures, table, balance) = (annual.Paper.Figures, annual.Paper.Format.Requests, annual.Paper.Format.Balance);
        return from column in table.Rows[0].Columns
               let left = figures.Sum(balance.Left, column.Key)
               let right = figures.Sum(balance.Right, column.Key)
               where left is not null && right is not null
               select left == right ? Verdict.Right : Verdict.Wrong(Places.Of(table, column), Places.Show(left.Value), Places.Show(right.Value),
                   $"{Places.Of(table, column)}勾稽关系不成立：第一项加第二项为{Places.Show(left.Value)}，第三项加第四项为{Places.Show(right.Value)}。");
    }
}
