using Lantai.Papers;

namespace Lantai.Requests.Lint;

/// <summary>The lines of a paper that we set ourselves, as a reader sees them.</summary>
public static class PaperLines
{
    public static IReadOnlyList<LetterLine> Of(Paper paper) =>
        [.. Texts(paper).Where(text => text.Trim().Length > 0).Select((text, i) => new LetterLine($"第{i + 1}段", text))];

    private static IEnumerable<string> Texts(Paper paper)
    {
        if (paper.Head is RedHead head)
        {
            yield return head.Mark;
            yield return head.Number.ToString();
        }
        yield return paper.PlainTitle;
        if (paper.Addressees is { } to) yield return to + "：";
        foreach (var text in paper.Body.SelectMany(Texts)) yield return text;
        for (var i = 0; i < paper.Attachments.Count; i++)
            yield return paper.Attachments.Count == 1 ? $"附件：{paper.Attachments[0].Title}" : $"附件：{i + 1}.{paper.Attachments[i].Title}";
        if (paper.Signature is { } signature)
        {
            yield return signature.Issuer;
            yield return ChineseDate.Of(signature.On);
        }
        if (paper.Note is { } note) yield return $"（{note}）";
        for (var i = 0; i < paper.Attachments.Count; i++)
        {
            yield return paper.Attachments.Count == 1 ? "附件" : $"附件{i + 1}";
            yield return paper.Attachments[i].Title;
            foreach (var text in paper.Attachments[i].Blocks.SelectMany(Texts)) yield return text;
        }
    }

    private static IEnumerable<string> Texts(PaperBlock block) => block switch
    {
        Paragraph paragraph => [Text(paragraph.Runs)],
        Heading heading => [Text(heading.Title) + Text(heading.Text)],
        PaperList list => list.Items.Select((item, i) => list.Numbered ? $"{i + 1}.{Text(item)}" : Text(item)),
        PaperTable table => table.Head.Concat(table.Rows).Select(row => string.Join('　', row.Select(cell => cell.Text))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Text(IEnumerable<Run> runs) => string.Concat(runs.Select(run => run.Text));
}
