namespace Lantai.Patrol.Checks;

/// <summary>ColumnName, ColumnDescription, ColumnKeywords and ColumnType on every column page.</summary>
internal static class ColumnTags
{
    public const string Id = "column-tags";

    public static void Look(PageLook look)
    {
        if (look.Note.Kind == PageKind.Column) Tags.Require(look, Id, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType");
    }
}
