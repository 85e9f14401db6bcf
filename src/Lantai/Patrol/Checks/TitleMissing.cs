namespace Lantai.Patrol.Checks;

/// <summary>A page without a title.</summary>
internal static class TitleMissing
{
    public const string Id = "title-missing";

    public static void Look(PageLook look)
    {
        var isFragment = look.Page.Text.Length < look.Rule(Id).Number("字数");
        if (look.Page.TitleBlock < 0 && !isFragment && !HasFrames(look)) look.Report(Id, -1, null, "页面没有标题（title）。", look.Note.Title);
    }

    private static bool HasFrames(PageLook look) => look.Page.Elements.Exists(element => element.Kind == Reading.ElementKind.Frame);
}
