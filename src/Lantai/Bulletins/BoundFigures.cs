using Lantai.Papers;

namespace Lantai.Bulletins;

/// <summary>A figure of a sentence, and where it comes from.</summary>
/// <param name="Where">正文第3段.</param>
/// <param name="Text">As printed.</param>
public sealed record BoundFigure(string Where, string Text, Origin Origin);

/// <summary>Lists the bound figures of a paper in reading order: what 这些数从哪里来 shows.</summary>
public static class BoundFigures
{
    public static IReadOnlyList<BoundFigure> Of(Paper paper) =>
    [
        .. from block in paper.Body.Index()
           from run in Runs(block.Item)
           let origin = run.Origin
           where origin is not null
           select new BoundFigure($"正文第{block.Index + 1}段", run.Text, origin!),
    ];

    private static IEnumerable<Run> Runs(PaperBlock block) => block switch
    {
        Paragraph paragraph => paragraph.Runs,
        Heading heading => heading.Title.Concat(heading.Text),
        PaperList list => list.Items.SelectMany(item => item),
        _ => [],
    };
}
