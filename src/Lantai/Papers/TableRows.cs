namespace Lantai.Papers;

/// <summary>
/// Whether a table's rows close up: they do when that puts the whole table on one page, or keeps its last page from
/// holding a row or two and nothing else.
/// </summary>
internal static class TableRows
{
    private const int FewRows = 3;

    /// <param name="blocks">Those among which the table stands; only the one table of an attachment is judged, because
    /// what else stands on its page is not known.</param>
    public static bool IsTight(Paper paper, IReadOnlyList<PaperBlock> blocks, PaperTable table, PaperLayout layout)
    {
        var index = paper.Attachments.ToList().FindIndex(a => ReferenceEquals(a.Blocks, blocks));
        if (index < 0 || blocks.Count != 1) return false;
        var title = TitleLines.Break(paper.Attachments[index].Title, layout.TitleEms, layout.Words).Count;
        var page = PaperLayout.Points(layout.Area.Height) - HeadHeight(table, layout);
        var first = page - 2.5m * layout.Body.Pitch - title * layout.TitlePitch;
        var foot = index == paper.Attachments.Count - 1 && paper.Foot is { } f ? DocxFoot.Height(f, layout) : 0;
        var usual = Pages(table.Rows.Count, layout.Table.Row, first, page, foot);
        var tight = Pages(table.Rows.Count, layout.Table.LeastRow, first, page, foot);
        return usual.Pages > 1 && tight.Pages < usual.Pages && (tight.Pages == 1 || usual.LastRows <= FewRows);
    }

    private static decimal HeadHeight(PaperTable table, PaperLayout layout) => table.Head.Count * TableType.Pitch(layout.Table.Size) * 2;

    /// <summary>How many pages the rows take, the foot included, and how many of them stand on the last.</summary>
    private static (int Pages, int LastRows) Pages(int rows, decimal height, decimal first, decimal page, decimal foot)
    {
        var (pages, left, room) = (1, rows, first);
        while (left * height > room)
        {
            left -= (int)(room / height);
            (pages, room) = (pages + 1, page);
        }
        return left * height + foot > room ? (pages + 1, 0) : (pages, left);
    }
}
