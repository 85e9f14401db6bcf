
namespace Lantai.Requests.Lint;

/// <summary>What a letter is, as far as its rules differ.</summary>
public enum LetterKind
{
    Reply,
    Closing,
    Correction,
    Reasons,
    Extension,
    Delay,
    ConsultationNotice,
    DisclosureNotice,
    Consultation,
    Fee,
    RecordCorrection,
    Referral,
    Form,
}

/// <summary>What a reply decides, as far as its rules differ.</summary>
public enum ReplySubject
{
    Disclosed,
    Partial,
    Refused,
    Query,
    NotHeld,
    NotResponsible,
    NotReady,
    Unclear,
    Petition,
    Repeated,
    Publication,
    Excessive,
    Reissue,
    Lapsed,
    Unknown,
}

/// <summary>Tells letters apart by the words of their title and of their decision; the first row that fits wins.</summary>
internal static class LetterKinds
{
    private static readonly (string Words, LetterKind Kind)[] Titles =
    [
        ("确认函|回执|登记表|申请表|呈批单|明细表|流程|回证|凭证|目录|审查表|检索记录|收件证明", LetterKind.Form),
        ("补正", LetterKind.Correction),
        ("说明理由", LetterKind.Reasons),
        ("延期|延长", LetterKind.Extension),
        ("延迟", LetterKind.Delay),
        ("征求意见告知|意见征求告知", LetterKind.ConsultationNotice),
        ("依申请公开告知", LetterKind.DisclosureNotice),
        ("征求.{0,20}意见|意见征求|保密审查|协助办理|协办", LetterKind.Consultation),
        ("收费|缴费", LetterKind.Fee),
        ("转送", LetterKind.Referral),
        ("更正", LetterKind.RecordCorrection),
        ("撤回|并案", LetterKind.Closing),
    ];

    private static readonly (string Words, ReplySubject Subject)[] Decisions =
    [
        ("不再处理|视为放弃", ReplySubject.Lapsed),
        ("部分公开|区分处理|第三十七条", ReplySubject.Partial),
        ("重复申请|不予重复处理|不重复处理", ReplySubject.Repeated),
        ("公开出版物|公开出版的", ReplySubject.Publication),
        ("进行信访|信访、投诉、举报|信访、举报|信访事项", ReplySubject.Petition),
        ("第三十五条|大量、反复|大量反复", ReplySubject.Excessive),
        ("重新出具|要求.{0,6}确认", ReplySubject.Reissue),
        ("仍不明确|仍然不明确", ReplySubject.Unclear),
        ("不属于本(机关|单位|局|府|镇|街道|办|委)(负责)?公开|由.{2,30}负责公开|不是本(机关|单位)", ReplySubject.NotResponsible),
        ("行政查询事项|有特别规定|第三十六条第（七）项", ReplySubject.Query),
        ("不予公开|不能公开|不宜公开|不得公开", ReplySubject.Refused),
        ("不存在|没有制作或者?获取|未制作|未获取|未检索到|没有检索到", ReplySubject.NotHeld),
        ("另行制作|加工、分析|汇总、加工|加工分析", ReplySubject.NotReady),
        ("主动公开|予以公开|提供如下|现予提供|公布于", ReplySubject.Disclosed),
    ];

    public static LetterKind OfTitle(string title) => First(Titles, title, LetterKind.Reply);

    /// <summary>What the title itself says that the letter is; null when it does not say.</summary>
    public static LetterKind? Told(string title) =>
        First([.. Titles.Select(row => (row.Words, (LetterKind?)row.Kind)), ("答复", LetterKind.Reply)], title, null);

    public static ReplySubject OfDecision(string body) => First(Decisions, body, ReplySubject.Unknown);

    private static T First<T>((string Words, T Meaning)[] table, string text, T otherwise)
    {
        foreach (var (words, meaning) in table)
            if (Pattern.Of(words).IsMatch(text)) return meaning;
        return otherwise;
    }

    extension(LetterKind kind)
    {
        public string Title => kind switch
        {
            LetterKind.Reply => "答复书",
            LetterKind.Closing => "撤回、并案文书",
            LetterKind.Correction => "补正告知书",
            LetterKind.Reasons => "说明理由告知书",
            LetterKind.Extension => "延期答复告知书",
            LetterKind.Delay => "延迟答复告知书",
            LetterKind.ConsultationNotice => "征求意见告知书",
            LetterKind.DisclosureNotice => "告知第三方的公开告知书",
            LetterKind.Consultation => "征求意见书",
            LetterKind.Fee => "收费通知书",
            LetterKind.RecordCorrection => "更正告知书",
            LetterKind.Referral => "转送函",
            LetterKind.Form => "表单",
        };
    }

    extension(ReplySubject subject)
    {
        public string Title => subject switch
        {
            ReplySubject.Disclosed => "公开",
            ReplySubject.Partial => "部分公开",
            ReplySubject.Refused => "不予公开",
            ReplySubject.Query => "按其他规定查询",
            ReplySubject.NotHeld => "信息不存在",
            ReplySubject.NotResponsible => "不属于本机关公开",
            ReplySubject.NotReady => "需要另行制作",
            ReplySubject.Unclear => "补正后仍不明确",
            ReplySubject.Petition => "信访、投诉、举报",
            ReplySubject.Repeated => "重复申请",
            ReplySubject.Publication => "公开出版物",
            ReplySubject.Excessive => "大量、反复申请",
            ReplySubject.Reissue => "要求重新出具",
            ReplySubject.Lapsed => "不再处理",
            ReplySubject.Unknown => "没有读出",
        };
    }
}
