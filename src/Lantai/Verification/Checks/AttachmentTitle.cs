using Lantai.Verification.Documents;
using Lantai.Verification.Names;
using Lantai.Verification.Phrases;

namespace Lantai.Verification.Checks;

/// <summary>The title over each attachment is the one in the list of attachments, and no other attachment's.</summary>
internal static class AttachmentTitle
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper)
    {
        var (listed, headings) = (paper.Attachments.Listed, paper.Attachments.Headings);
        foreach (var heading in headings)
            if (Judge(heading, listed, headings) is { } verdict) yield return verdict;
        if (headings.Count == 0) yield break;
        foreach (var item in listed.Where(item => headings.TrueForAll(heading => heading.Number != item.Number)))
            yield return Verdict.Unclear(item.Paragraph.Where, item.Title, "", $"附件清单列有附件{item.Number}“{item.Title}”，文件中没有找到。");
    }

    private static Verdict? Judge(AttachmentHeading heading, List<ListedAttachment> listed, List<AttachmentHeading> headings)
    {
        var where = $"{heading.Paragraph.Where}“附件{heading.Number}”";
        var item = listed.Find(item => item.Number == heading.Number);
        if (item is not null && Fits(heading, item)) return Verdict.Right;
        var should = item is null ? "" : $"，附件清单中为“{item.Title}”";
        if (listed.Find(other => other.Number != heading.Number && Fits(heading, other)) is { } other)
            return Wrong($"附件{heading.Number}的标题是附件{other.Number}的标题“{heading.Title}”{should}。");
        if (headings.Find(twin => twin.Number < heading.Number && AreSame(twin.Title, heading.Title)) is { } twin)
            return Wrong($"附件{heading.Number}与附件{twin.Number}的标题相同，都是“{heading.Title}”{should}。");
        return item is null ? null : Verdict.Doubtful(where, heading.Title, item.Title, Differs(heading, item));

        Verdict Wrong(string message) => Verdict.Wrong(where, heading.Title, item?.Title ?? "", message);
    }

    private static string Differs(AttachmentHeading heading, ListedAttachment item)
    {
        var how = NearMiss.Likeness(heading.Title, item.Title) >= 0.5m ? "略有出入" : "不一致";
        return $"附件{item.Number}的标题“{heading.Title}”与附件清单中的“{item.Title}”{how}。";
    }

    private static bool Fits(AttachmentHeading heading, ListedAttachment item) =>
        heading.Titles.Any(title => AreSame(title, item.Title) || AreSame(title, item.Title + item.Continuation));

    private static bool AreSame(string a, string b) => Compact.Of(a) == Compact.Of(b);
}
