namespace Lantai.Patrol.Checks;

/// <summary>A column whose newest entry is older than its own cycle allows, or else its class. The basis names the class's only where its days have passed.</summary>
internal static class ColumnStale
{
    public const string Id = "column-stale";

    public static void Look(SiteLook look)
    {
        foreach (var column in Columns.Of(look))
        {
            if (column.MaxAgeDays is not { } limit) continue;
            var newest = column.Page.Items.Where(item => item.Day <= look.Today.AddDays(1)).Select(item => (DateOnly?)item.Day).Max();
            if (newest is not { } day || look.Today.DayNumber - day.DayNumber is var age && age <= limit) continue;
            look.Sink.Add(
                Id, column.Page.Address.Text, null, null, null,
                $"栏目“{column.Name}”（{column.Class.Name}类）超过{limit}天没有更新，最近一条为{day:yyyy-MM-dd}。",
                $"巡查日{look.Today:yyyy-MM-dd}，共{column.Page.Items.Count}条", null, column.Class.Severity, null, BasisOf(column, age));
        }
    }

    /// <summary>Whether a finding that was kept says that the days of its class have passed too, not only the office's own cycle.</summary>
    internal static bool IsPastClass(string basis, ColumnClass known) => basis.EndsWith(known.Basis.Text, StringComparison.Ordinal);

    private static string BasisOf(Column column, int age)
    {
        if (column.LimitBasis is not { } own) return column.Class.Basis.Text;
        return age > column.Class.MaxAgeDays ? $"{own}；{column.Class.Basis.Text}" : own;
    }
}
