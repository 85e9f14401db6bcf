using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Checks;

/// <summary>A frame without a title.</summary>
internal static class FrameTitle
{
    public const string Id = "a11y-frame-title";

    public static void Look(PageLook look)
    {
        foreach (var element in look.Page.Elements)
            if (element.Kind is ElementKind.Iframe or ElementKind.Frame && (element.Says & (Says.Title | Says.AriaLabel | Says.Hidden)) == 0)
                look.Report(Id, element.At, null, "内嵌框架没有标题（title）。", cause: look.TagAt(element.At));
    }
}
