namespace Lantai.Patrol.Checks;

/// <summary>A title that the editor's program proposed and nobody replaced.</summary>
internal static class TitleDefault
{
    public const string Id = "title-default";

    public static void Look(PageLook look)
    {
        if (look.Note.Title.Length == 0) return;
        if (look.Rule(Id).Words("词").Any(word => look.Note.Title.Equals(word, StringComparison.OrdinalIgnoreCase)))
            look.Report(Id, look.Page.Text.ByteOf(look.Page.Blocks[look.Page.TitleBlock].Start), look.Note.Title, $"标题“{look.Note.Title}”是编辑软件的默认标题，请改正。");
    }
}
