using System.Text.RegularExpressions;

namespace Lantai.Verification.Documents;

/// <summary>The lines over a table that name it.</summary>
/// <param name="Text">For quoting; "" when nothing stands there.</param>
/// <param name="IsMarked">They stand under the mark of an attachment and so are its title for certain.</param>
internal sealed partial record TableTitle(string Text, bool IsMarked)
{
    private const int LongestLine = 60;
    private const int MostLines = 4;

    /// <summary>
    /// After the mark of an attachment (附件2) all lines down to the table are the title, which is often broken in
    /// two; without one only the nearest line can be. A web page's caption may say the heading once more.
    /// </summary>
    /// <param name="paragraphs">All so far.</param>
    /// <param name="since">Only paragraphs after this place count: the table before.</param>
    public static TableTitle Above(IReadOnlyList<Paragraph> paragraphs, int since)
    {
        var lines = new List<string>();
        for (var at = paragraphs.Count - 1; at >= 0 && paragraphs[at].Order > since; at--)
        {
            var text = paragraphs[at].Text;
            if (AttachmentMark().Match(text) is { Success: true } mark)
            {
                if (mark.Groups["title"] is { Length: > 0 } title) lines.Insert(0, paragraphs[at].Quoted.Substring(title.Index, title.Length));
                return new TableTitle(string.Concat(lines), IsMarked: lines.Count > 0);
            }
            if (IsNoTitle(text) || lines.Count == MostLines) break;
            if (!IsNote(text) && !lines.Contains(paragraphs[at].Quoted)) lines.Insert(0, paragraphs[at].Quoted);
        }
        return new TableTitle(lines.Count > 0 ? lines[^1] : "", IsMarked: false);
    }

    /// <summary>A line of an attachment's heading as it stands over the attachment, not in the list of attachments.</summary>
    [GeneratedRegex(@"^附件(?<number>\d{1,2}|[一二三四五六七八九十]{1,3})?(?::|、| |(?=[^\d:、 ])|(?<=\D)(?=\d)|$)(?<title>[^。；]{0,60})$")]
    public static partial Regex AttachmentMark();

    public static bool IsNoTitle(string text) => text.Length > LongestLine || text[^1] is '。' or '；' or ':' or '，';

    /// <summary>(单位:分), 单位:万元, a lone date, page number or document number.</summary>
    public static bool IsNote(string text) => Note().IsMatch(text);

    [GeneratedRegex(@"^(\(?(计量)?单位:.{1,8}\)?|\d{4}年\d{1,2}月\d{1,2}日|-?\d{1,3}-?|\(.{1,6}\)|.{1,10}〔\d{4}〕\d{1,4}号)$")]
    private static partial Regex Note();
}
