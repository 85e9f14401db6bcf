using System.Text.RegularExpressions;

namespace Lantai.Verification.Annual;

/// <summary>
/// Tells whether words that look like a figure of the tables speak of what the table counts: a 司法局 handles reconsiderations of every kind, a
/// sentence names applications by the way they came. Where that is open the figure is not held against the table.
/// </summary>
internal static partial class PhraseSubject
{
    /// <summary>Applications for information, and not only those of one kind or of one way in.</summary>
    public static bool IsOfRequests(string sentence, Match match)
    {
        var of = match.Groups["of"].Value;
        return !OtherMatter().IsMatch(of) && (Information().IsMatch(of) || Bare().IsMatch(of)) && !Channel().IsMatch(ClauseBefore(sentence, match) + of);
    }

    /// <summary>As <see cref="IsOfRequests"/>, and not after 其中 either: what is received there is a part.</summary>
    public static bool IsOfAllRequests(string sentence, Match match) =>
        IsOfRequests(sentence, match) && !sentence.AsSpan(0, match.Index).Contains("其中", StringComparison.Ordinal);

    /// <summary>Against the unit's own replies: the sentence says so, or at least names no cases that the unit handles for others.</summary>
    public static bool IsOfRemedies(string sentence, Match match) =>
        sentence.Contains("信息公开", StringComparison.Ordinal) || !(Cases().IsMatch(match.Value) || Handled().IsMatch(ClauseBefore(sentence, match)));

    /// <summary>Decisions made, not entries published, and not the last of several that share one figure.</summary>
    public static bool IsOfDecisions(string sentence, Match match) =>
        !SharedFigure().IsMatch(sentence[..match.Index]) && !Publishing().IsMatch(ClauseBefore(sentence, match));

    /// <summary>What stands before it since the last comma or stop.</summary>
    private static string ClauseBefore(string sentence, Match match)
    {
        var before = sentence[..match.Index];
        return before[(before.LastIndexOfAny(['，', '。', '；', '：', ',', ';', ':']) + 1)..];
    }

    [GeneratedRegex("行政|许可|处罚|复议|诉讼|登记|救助|补贴|仲裁|援助|认定|建议|提案|信访|来信|热线|工单|留言|投诉|举报")]
    private static partial Regex OtherMatter();

    [GeneratedRegex("信息|公开|申请")]
    private static partial Regex Information();

    [GeneratedRegex("^(?:[的了到共总计均已全部各类]|本年度?|全年|当年|按期|按时|有效|书面|公众|群众)*$")]
    private static partial Regex Bare();

    [GeneratedRegex("通过|网络|网上|网站|线上|线下|信函|邮寄|来函|当面|现场|窗口|传真|邮件|平台|自然人|法人|企业")]
    private static partial Regex Channel();

    [GeneratedRegex("案件|申请")]
    private static partial Regex Cases();

    [GeneratedRegex("办理|审理|受理|审结|办结|应诉|承办|代理|化解")]
    private static partial Regex Handled();

    [GeneratedRegex(@"[^\d件条项宗份起][、和及与]$")]
    private static partial Regex SharedFigure();

    [GeneratedRegex("公开|公示|公布|发布|推送|归集|录入")]
    private static partial Regex Publishing();
}
