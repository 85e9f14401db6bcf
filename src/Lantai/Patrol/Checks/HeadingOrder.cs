namespace Lantai.Patrol.Checks;

/// <summary>Headings that leave out a level, such as a third level right under the first.</summary>
internal static class HeadingOrder
{
    public const string Id = "a11y-heading-order";

    public static void Look(PageLook look)
    {
        var last = 0;
        foreach (var block in look.Page.Blocks)
        {
            if (block.Heading == 0) continue;
            if (last > 0 && block.Heading > last + 1)
            {
                var stated = look.Page.TextOf(block).ToString().Trim();
                look.Report(Id, look.Page.Text.ByteOf(block.Start), stated, $"标题层级从{last}级跳到{block.Heading}级。", cause: stated);
            }
            last = block.Heading;
        }
    }
}
