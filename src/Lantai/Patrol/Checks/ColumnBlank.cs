namespace Lantai.Patrol.Checks;

/// <summary>A column with nothing in it. One that a script or a frame fills cannot be told from here and is left alone.</summary>
internal static class ColumnBlank
{
    public const string Id = "column-blank";

    public static void Look(SiteLook look)
    {
        foreach (var column in Columns.Of(look))
        {
            var page = column.Page;
            var isEmpty = page.Items.Count == 0 && page.Titles <= look.Rule(Id).Number("链接") && page.TextLength <= look.Rule(Id).Number("字数");
            if (!isEmpty || page.IsFilledByScript || page.HasFrame) continue;
            look.Report(Id, page, null, null, $"栏目“{column.Name}”没有内容。", $"没有条目，正文{page.TextLength}字");
        }
    }
}
