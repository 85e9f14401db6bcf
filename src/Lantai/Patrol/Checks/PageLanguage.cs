namespace Lantai.Patrol.Checks;

/// <summary>A page that does not say in which language it is read aloud.</summary>
internal static class PageLanguage
{
    public const string Id = "a11y-language";

    public static void Look(PageLook look)
    {
        if (!look.Page.HasLanguage && look.Page.TitleBlock >= 0)
            look.Report(Id, -1, null, "页面没有标明语言（html 的 lang）。", cause: $"{look.Page.Address.Host} lang");
    }
}
