using Lantai.Papers;
using static Lantai.Requests.Lint.LintRules;
using static Lantai.Requests.Lint.LintSeverity;

namespace Lantai.Requests.Lint;

/// <summary>9.2 and 9.5: decision, article, reason, search, pointing elsewhere, time.</summary>
internal static class GroundRules
{
    private const string Articles36 = "《政府信息公开条例》第三十六条";

    /// <summary>Articles and items of 2008, which stand for something else since 2019 or no longer exist.</summary>
    private const string Repealed =
        "国务院令第492号|(2007|2008)年[^，。\n]{0,8}条例|第二十一条第（[一二三四]）项|第十四条第[三四]款|第二十四条第[一二三]款|第二十三条的规定.{0,12}征求";

    /// <summary>An article of no law: within the sentence nothing before it is named.</summary>
    private const string BareArticle = "(?<=(^|[。；])[^。；》]{0,200})(?<!条例[^。；]{0,200})(根据|依据|依照|按照|属于|符合)第[一二三四五六七八九十百]+条";

    /// <summary>Its term runs from a ruling that only the office knows.</summary>
    private const string Anew = "(复议决定|判决|裁定|裁判文书)[^。\n]{0,30}重新(作出)?(答复|处理)|重新(作出)?(答复|处理)[^。\n]{0,30}(复议决定|判决|裁定|裁判文书)";

    public static IReadOnlyList<LintRule> All { get; } =
    [
        new("decision_missing", Warning, "9.2 决定", Articles36, Replies,
            looked => If(looked.Letter.Subject == ReplySubject.Unknown, "看不出答复的决定，应有一句明确的决定，与条例第三十六条等规定相对应。")),
        new("basis_missing", Error, "9.5 wrong/too general article", Articles36, ToApplicant,
            Says("条例》|国办函〔2020〕109号", "没有写明依据，应写明《中华人民共和国政府信息公开条例》的具体条款。")),
        new("basis_general", Error, "9.5 wrong/too general article", Articles36, ToApplicant,
            looked => If(looked.Letter.Says("条例》") && !looked.Letter.Says("第[一二三四五六七八九十]+条"), "依据只写了条例名称，应写明条、款、项。")),
        new("basis_bare", Error, "9.5 wrong/too general article", Articles36, ToApplicant,
            looked => NeverSays(BareArticle, "“{0}”没有写明是哪部法律、法规的条款，应写明名称，如《中华人民共和国政府信息公开条例》。")(looked)),
        new("basis_repealed", Error, "9.2 依据", "《政府信息公开条例》（国务院令第711号）第五十六条", AllLetters,
            looked => looked.PastRules.Any() ? NeverSays(Repealed, "“{0}”是修订前的条款，请改用现行条例的条款。")(looked) : []),
        new("basis_mismatch", Error, "9.5 wrong/too general article", Articles36, Replies, Mismatch),
        new("ground_missing", Error, "9.5 refusing with reason not in 14–16", "《政府信息公开条例》第十四条、第十五条、第十六条", Deciding(ReplySubject.Refused, ReplySubject.Partial),
            looked => If(!looked.Letter.Says("第十[四五六]条"), "不予公开的理由不在条例第十四条、第十五条、第十六条规定的情形之内，或者没有写明是哪一条。")),
        new("interest_ground", Error, "9.5 refusing with reason not in 14–16", "《政府信息公开条例》第二十七条", Replies,
            NeverSays("(没有|无|不具有|不存在|缺乏|未证明(有|具有)?)(直接|法律上的|任何)?(的)?利害关系", "不能以“{0}”为由不予公开：2019年修订后申请不以利害关系为条件。")),
        new("reason_missing", Error, "9.2 理由", "《政府信息公开条例》第三十六条第（三）项", Deciding(ReplySubject.Refused, ReplySubject.Partial),
            Says("理由|因为|由于|鉴于|因该|因其", "只写了条款，没有说明事实和理由。")),
        new("search_missing", Error, "9.5 “信息不存在” without search", "《政府信息公开条例》第三十六条第（四）项", Deciding(ReplySubject.NotHeld),
            Says("检索|查找|查询|查阅档案|搜索", "答复信息不存在，应说明检索的范围和方法。")),
        new("way_missing", Error, "9.2 提供方式", "《政府信息公开条例》第三十六条第（一）项、第（二）项", Deciding(ReplySubject.Disclosed),
            Says("附件|https?://|www\\.|网址|网站|地址|公报|查阅|当场|邮寄|电子邮", "没有写明提供的内容或者获取的方式、途径。")),
        new("contact_missing", Error, "9.5 another unit without contact", "《政府信息公开条例》第三十六条第（五）项", Deciding(ReplySubject.NotResponsible),
            Says("联系方式|电话|地址|0\\d{2,3}-?\\d{7,8}", "告知申请人向其他机关申请，应写明该机关的联系方式。")),
        new("channel_missing", Warning, "9.2 指引", "《政府信息公开条例》第三十九条第一款", Deciding(ReplySubject.Petition),
            Says("可以(通过|向)|途径|渠道", "应告知申请人通过相应的渠道提出。")),
        new("old_term", Error, "9.3 “15个工作日” as reply period", "《政府信息公开条例》第三十三条第二款", ToApplicant, OldTerm),
        new("reply_late", Error, "9.5 overdue reply", "《政府信息公开条例》第三十三条第二款", Ending, Late),
        new("reply_overdue", Warning, "9.5 overdue reply", "《政府信息公开条例》第三十三条第二款", Ending,
            looked => If(looked.Basis.RemakeBy is null && looked.Basis.Term?.DueOn < looked.On,
                $"答复期限{looked.Basis.Term?.DueOn:yyyy-MM-dd}已过；仍应尽快答复，晚答的情况另行说明。", looked.Letter.Signature)),
    ];

    /// <summary>The article that belongs to each decision (rulebook 1.9).</summary>
    private static IEnumerable<Fault> Mismatch(LintCase looked)
    {
        var letter = looked.Letter;
        var (isRight, article) = letter.Subject switch
        {
            ReplySubject.Disclosed => (letter.Cites("三十六", "一") || letter.Cites("三十六", "二"), "第三十六条第（一）项或者第（二）项"),
            ReplySubject.Partial => (letter.Cites("三十七"), "第三十七条"),
            ReplySubject.Refused => (letter.Cites("三十六", "三"), "第三十六条第（三）项"),
            ReplySubject.Query => (letter.Cites("三十六", "七"), "第三十六条第（七）项"),
            ReplySubject.NotHeld => (letter.Cites("三十六", "四"), "第三十六条第（四）项"),
            ReplySubject.NotResponsible => (letter.Cites("三十六", "五"), "第三十六条第（五）项"),
            ReplySubject.NotReady => (letter.Cites("三十八"), "第三十八条"),
            ReplySubject.Unclear => (letter.Cites("三十"), "第三十条"),
            ReplySubject.Petition => (letter.Cites("三十九"), "第三十九条第一款"),
            ReplySubject.Repeated => (letter.Cites("三十六", "六"), "第三十六条第（六）项"),
            ReplySubject.Publication => (letter.Cites("三十九"), "第三十九条第二款"),
            ReplySubject.Excessive => (letter.Cites("三十五"), "第三十五条"),
            ReplySubject.Lapsed => (letter.Cites("三十") || letter.Says("109号"), "第三十条或者国办函〔2020〕109号"),
            ReplySubject.Reissue or ReplySubject.Unknown => (true, ""),
        };
        return If(!isRight && letter.Says("第[一二三四五六七八九十]+条"), $"条款与决定不符，这种决定应引用条例{article}。");
    }

    private static IEnumerable<Fault> OldTerm(LintCase looked) => looked.PastRules.SelectMany(past => NeverSays(
        $"{Amount(past.Reply.Workdays, "个工作日")}(之?内)?.{{0,6}}(答复|作出)|答复期限(为|是).{{0,4}}{Amount(past.Reply.Workdays, "个工作日")}", $"“{{0}}”是修订前的答复期限，现行为{looked.Rules?.Reply.Workdays}个工作日。")(looked));

    private static IEnumerable<Fault> Late(LintCase looked)
    {
        var letter = looked.Letter;
        if (looked.Basis.RemakeBy is { } by)
            return If(looked.On > by, $"重新答复的期限是{ChineseDate.Of(by)}，成文日期已经超过。", letter.Signature);
        if (looked.Basis.Term is not null || letter.Says(Anew)) return [];
        if (looked.Rules is not { } rules || (letter.CorrectedOn ?? letter.ReceivedOn) is not { } from || letter.SignedOn is not { } on) return [];
        if (!looked.Basis.Calendar.Covers(from.Year) || !looked.Basis.Calendar.Covers(on.Year) || on < from) return [];
        var days = looked.Basis.Calendar.CountWorkdays(from, on);
        var isExcused = letter.Says("征求|延迟答复|缴纳|收费通知|补正");
        var limit = rules.Reply.Workdays + (letter.Says("延长|延期") ? rules.Extension.MostWorkdays : 0);
        return If(days > limit && !isExcused,
            $"自{ChineseDate.Of(from)}起已过{days}个工作日，超过{limit}个工作日，文中没有写明延期、补正、征求意见等事实；请核对是否超期，有这些事实的应写明。", letter.Signature);
    }
}
