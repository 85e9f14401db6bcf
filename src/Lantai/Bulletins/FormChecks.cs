using System.Text.RegularExpressions;
using Lantai.Papers;

namespace Lantai.Bulletins;

/// <summary>What the form itself decides about a bulletin.</summary>
public static partial class FormChecks
{
    extension(BulletinForm form)
    {
        /// <summary>
        /// Why it must not stand on the portal: a mark 内部资料 or of secrecy, or a note that keeps it from the public; null
        /// when it may.
        /// </summary>
        public string? KeptFromPublic()
        {
            if (form.Marks.FirstOrDefault(mark => mark.Contains("内部", StringComparison.Ordinal) || mark.Contains('密')) is { } mark) return $"标有“{mark}”";
            return form.Note is { } note && NotPublic().IsMatch(note) ? $"附注为“{note}”" : null;
        }

        /// <summary>The form with its places named as its page names them: 标题, 正文第3段, 附件1.</summary>
        public BulletinForm OnPage() => form with
        {
            Title = form.Title with { Where = "标题" },
            Body = BodyText.Read(BodyText.Write(form.Body)),
            BandWording = form.BandWording with { Where = "等次写法" },
            Tables = [.. form.Tables.Select((table, i) => table with { Group = table.Group with { Where = $"附件{i + 1}" }, Title = table.Title with { Where = $"附件{i + 1}的标题" } })],
        };

        /// <summary>Blanks that the template left to be filled, one sentence each.</summary>
        public IReadOnlyList<string> OpenBlanks() =>
            [.. BodyText.Write(form.Body).Split("\n\n").SelectMany((paragraph, i) => Blank().Matches(paragraph).Select(blank => $"正文第{i + 1}段：“{blank.Value}”还没有写。"))];
    }

    /// <summary>The issue's year is that of its day, whatever day is chosen; a 印发日期 is not before it.</summary>
    public static BulletinForm Dated(this BulletinForm form, DateOnly on, int? issue = null) => form with
    {
        On = on,
        Issue = form.Issue is { } known ? new IssueNumber(on.Year, issue ?? known.Number) : null,
        Foot = form.Foot with { PrintedOn = form.Foot.PrintedOn < on ? on : form.Foot.PrintedOn },
    };

    [GeneratedRegex("〔请[^〕]*〕", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex("不予公开|不公开|依申请公开", RegexOptions.CultureInvariant)]
    private static partial Regex NotPublic();
}
