using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Checks;

/// <summary>A field that no label names.</summary>
internal static class FieldLabel
{
    public const string Id = "a11y-field-label";

    public static void Look(PageLook look)
    {
        HashSet<uint>? labelled = null;
        foreach (var element in look.Page.Elements)
        {
            if (element.Kind is not (ElementKind.Input or ElementKind.Select or ElementKind.TextArea)) continue;
            if ((element.Says & (Says.TypeHidden | Says.TypeButton | Says.TypeImage | Says.AriaLabel | Says.Title | Says.InLabel | Says.Hidden)) != 0) continue;
            labelled ??= look.Page.Elements.Where(e => e.Kind == ElementKind.Label && (e.Says & Says.For) != 0).Select(e => e.Key).ToHashSet();
            if ((element.Says & Says.Id) == 0 || !labelled.Contains(element.Key))
                look.Report(Id, element.At, null, "表单项没有名称（label、title 或 aria-label）。", cause: look.TagAt(element.At));
        }
    }
}
