namespace Lantai.Patrol.Checks;

/// <summary>An article that shows no day of publication: it counts as not updated.</summary>
internal static class Undated
{
    public const string Id = "undated";

    public static void Look(SiteLook look)
    {
        foreach (var page in look.Pages)
        {
            if (page.Kind != PageKind.Article || page.Day is not null || page.IsFilledByScript) continue;
            var column = Columns.ClassOf(look.Rules.Columns, page.ColumnType, page.ColumnName, page.Title);
            if (column.MaxAgeDays is null) continue;
            look.Report(Id, page, null, null, "文章没有可见的发布日期，按未更新计。", "正文和标签中都没有日期");
        }
    }
}
