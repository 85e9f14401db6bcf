using Lantai.Papers;

namespace Lantai.Requests;

/// <summary>
/// What can happen to an application. A closed list, in the order in which events of one day take effect; the rows
/// of these events are the truth, state and due day follow from them.
/// </summary>
public enum RequestEventKind
{
    Received,
    Confirmed,
    CorrectionAsked,
    Corrected,
    ReasonsAsked,
    ReasonsGiven,
    ThirdPartyAsked,
    ThirdPartyAnswered,
    CoMakerAsked,
    CoMakerAnswered,
    AgencyAsked,
    AgencyAnswered,
    Extended,
    Delayed,
    FeeNoticed,
    FeePaid,
    Drafted,
    Checked,
    SignedOff,
    Replied,
    Withdrawn,
    Merged,
    Converted,
    Served,
    Archived,
}

/// <summary>One event of an application. Which of the optional members a kind uses stands with them.</summary>
/// <param name="On">The day it took effect: posting day, signing day or day of electronic delivery for what is sent.</param>
public sealed record RequestEvent(RequestEventKind Kind, DateOnly On)
{
    /// <summary>Of <see cref="RequestEventKind.Received"/>.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Of <see cref="RequestEventKind.Extended"/>: working days added.</summary>
    public int? Workdays { get; init; }

    /// <summary>
    /// The last day set by a notice: to correct, to pay, or of a delayed reply. Without it a correction or fee notice
    /// has the period of the rules.
    /// </summary>
    public DateOnly? Until { get; init; }

    /// <summary>Of a consultation, a correction or fee notice: the day the letter reached its receiver, whose period runs from it.</summary>
    public DateOnly? DeliveredOn { get; init; }

    /// <summary>Of a letter from whose receipt a period runs: the day it came back undelivered; from then on nobody is waited for.</summary>
    public DateOnly? ReturnedOn { get; init; }

    /// <summary>Sent and not known to have been received, so that no period of the receiver has begun.</summary>
    public bool IsUnderway { get; init; }

    /// <summary>Of a consultation: a name that tells several consulted parties apart; "" for the only one.</summary>
    public string Party { get; init; } = "";

    /// <summary>Where it is written, for a refusal: 案件.yaml第3行：; "" for an event of the register.</summary>
    public string Place { get; init; } = "";

    /// <summary>As a line of the case's timeline.</summary>
    public string Sentence => $"{ChineseDate.Of(On)}{Kind.Title}{Detail}{Delivery}。";

    private string Delivery => ReturnedOn is { } back ? $"，{ChineseDate.Of(back)}退回" : IsUnderway ? "，尚未登记签收" : DeliveredOn is { } delivered && delivered != On ? $"，{ChineseDate.Of(delivered)}送达" : "";

    private string Detail => this switch
    {
        { Channel: { } channel } => $"（{channel.Title}）",
        { Workdays: { } days } => $"，延长{days}个工作日",
        { Until: { } until } => $"，期限至{ChineseDate.Of(until)}",
        { Party.Length: > 0 } => $"（{Party}）",
        _ => "",
    };
}

/// <summary>An event's word in files and its name for people.</summary>
public static class RequestEventKinds
{
    public static IReadOnlyList<RequestEventKind> All { get; } = Enum.GetValues<RequestEventKind>();

    extension(RequestEventKind kind)
    {
        public bool IsConsultation => kind is >= RequestEventKind.ThirdPartyAsked and <= RequestEventKind.AgencyAnswered;

        /// <summary>What the applicant is told of; the inner working of the office is not.</summary>
        public bool IsForApplicant =>
            kind is not (RequestEventKind.Drafted or RequestEventKind.Checked or RequestEventKind.SignedOff or RequestEventKind.Archived);

        /// <summary>Happens by a letter's going out.</summary>
        public bool IsSent => kind is RequestEventKind.CorrectionAsked or RequestEventKind.ReasonsAsked or RequestEventKind.Extended or RequestEventKind.Delayed
            or RequestEventKind.FeeNoticed or RequestEventKind.Replied || kind.IsAsking;

        /// <summary>The case is over with it.</summary>
        public bool IsEnd => kind is RequestEventKind.Replied or RequestEventKind.Withdrawn or RequestEventKind.Merged or RequestEventKind.Converted;

        /// <summary>It has a part in the due day; the office's own steps and what follows the reply have none.</summary>
        public bool DecidesTerm =>
            kind is not (RequestEventKind.Drafted or RequestEventKind.Checked or RequestEventKind.SignedOff or RequestEventKind.Served or RequestEventKind.Archived);

        /// <summary>A letter from whose receipt a period of its receiver runs.</summary>
        public bool StartsTerm => kind is RequestEventKind.CorrectionAsked or RequestEventKind.FeeNoticed || kind.IsAsking;

        /// <summary>A letter that asks for an opinion.</summary>
        public bool IsAsking => kind is RequestEventKind.ThirdPartyAsked or RequestEventKind.CoMakerAsked or RequestEventKind.AgencyAsked;

        public string Word => kind switch
        {
            RequestEventKind.Received => "received",
            RequestEventKind.Confirmed => "confirmed",
            RequestEventKind.CorrectionAsked => "correction_asked",
            RequestEventKind.Corrected => "corrected",
            RequestEventKind.ReasonsAsked => "reasons_asked",
            RequestEventKind.ReasonsGiven => "reasons_given",
            RequestEventKind.ThirdPartyAsked => "third_party_asked",
            RequestEventKind.ThirdPartyAnswered => "third_party_answered",
            RequestEventKind.CoMakerAsked => "co_maker_asked",
            RequestEventKind.CoMakerAnswered => "co_maker_answered",
            RequestEventKind.AgencyAsked => "agency_asked",
            RequestEventKind.AgencyAnswered => "agency_answered",
            RequestEventKind.Extended => "extended",
            RequestEventKind.Delayed => "delayed",
            RequestEventKind.FeeNoticed => "fee_noticed",
            RequestEventKind.FeePaid => "fee_paid",
            RequestEventKind.Drafted => "drafted",
            RequestEventKind.Checked => "checked",
            RequestEventKind.SignedOff => "signed_off",
            RequestEventKind.Replied => "replied",
            RequestEventKind.Withdrawn => "withdrawn",
            RequestEventKind.Merged => "merged",
            RequestEventKind.Converted => "converted",
            RequestEventKind.Served => "served",
            RequestEventKind.Archived => "archived",
        };

        public string Title => kind switch
        {
            RequestEventKind.Received => "收到申请",
            RequestEventKind.Confirmed => "与申请人确认收到",
            RequestEventKind.CorrectionAsked => "发出补正告知",
            RequestEventKind.Corrected => "收到补正",
            RequestEventKind.ReasonsAsked => "要求申请人说明理由",
            RequestEventKind.ReasonsGiven => "收到申请人说明的理由",
            RequestEventKind.ThirdPartyAsked => "征求第三方意见",
            RequestEventKind.ThirdPartyAnswered => "收到第三方意见",
            RequestEventKind.CoMakerAsked => "征求共同制作机关意见",
            RequestEventKind.CoMakerAnswered => "收到共同制作机关意见",
            RequestEventKind.AgencyAsked => "征求其他机关意见",
            RequestEventKind.AgencyAnswered => "收到其他机关意见",
            RequestEventKind.Extended => "告知延期答复",
            RequestEventKind.Delayed => "告知延迟答复",
            RequestEventKind.FeeNoticed => "送达收费通知",
            RequestEventKind.FeePaid => "缴清信息处理费",
            RequestEventKind.Drafted => "拟出答复稿",
            RequestEventKind.Checked => "审核通过",
            RequestEventKind.SignedOff => "签发",
            RequestEventKind.Replied => "发出答复",
            RequestEventKind.Withdrawn => "申请人撤回",
            RequestEventKind.Merged => "并案办理",
            RequestEventKind.Converted => "转其他程序办理",
            RequestEventKind.Served => "送达",
            RequestEventKind.Archived => "归档",
        };
    }
}
