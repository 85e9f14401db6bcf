using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Checks;

/// <summary>A picture without a text for those who do not see it; alt="" says that it is decoration and is right.</summary>
internal static class ImageText
{
    public const string Id = "a11y-image-text";

    public static void Look(PageLook look)
    {
        foreach (var element in look.Page.Elements)
        {
            var isPicture = element.Kind is ElementKind.Img or ElementKind.Area || (element.Kind == ElementKind.Input && (element.Says & Says.TypeImage) != 0);
            if (isPicture && (element.Says & (Says.Alt | Says.AriaLabel | Says.Title | Says.Hidden)) == 0)
                look.Report(Id, element.At, null, "图片没有替代文字（alt）。", cause: look.TagAt(element.At));
        }
    }
}
