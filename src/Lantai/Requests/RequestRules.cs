using Lantai.Packs;

namespace Lantai.Requests;

/// <summary>Which day is the receipt day for a channel.</summary>
/// <param name="NeedsConfirming">The day on which both sides confirmed, not the day of submission.</param>
/// <param name="SubmissionConfirms">The office's guide says that a successful submission counts as confirmed.</param>
/// <param name="Name">What the day is called: 签收之日.</param>
public sealed record ReceiptRule(bool NeedsConfirming, bool SubmissionConfirms, string Name, Citation Basis);

/// <param name="Workdays">Working days for the reply, counted from the day after receipt.</param>
public sealed record ReplyRule(int Workdays, Citation Basis);

/// <param name="MostWorkdays">The longest single extension.</param>
/// <param name="SurvivesRestart">Whether an extension told earlier still counts when the period starts anew.</param>
public sealed record ExtensionRule(int MostWorkdays, Choice<bool> SurvivesRestart, Citation Basis);

/// <param name="NoticeWorkdays">Working days after receipt within which the notice must go out; null for no limit.</param>
/// <param name="DefaultWorkdays">The applicant's period when the notice names none.</param>
/// <param name="LateNoticeRestarts">Whether a notice sent too late still makes the reply period start anew.</param>
public sealed record CorrectionRule(int? NoticeWorkdays, Choice<int> DefaultWorkdays, Choice<bool> LateNoticeRestarts, Citation Basis);

/// <param name="AnswerWorkdays">Working days to answer from delivery; null when the law sets none.</param>
/// <param name="Silence">What silence means, in words; null when the law does not say.</param>
public sealed record ConsultationRule(int? AnswerWorkdays, string? Silence, Citation Basis);

/// <param name="IncludesSendingDay">Whether the day the letter is sent is itself excluded.</param>
public sealed record ExclusionRule(Choice<bool> IncludesSendingDay, Citation Basis);

/// <param name="PayWorkdays">Working days to pay, counted from the day after the notice was received.</param>
public sealed record FeeRule(int PayWorkdays, Choice<bool> LateNoticeRestarts, Citation Basis);

/// <summary>A step that should be done some working days before the due day.</summary>
/// <param name="Step">The state it leads to: drafted, checked or signed off.</param>
public sealed record PlanStep(RequestState Step, string Name, int WorkdaysBefore);

/// <param name="WarnWorkdays">From how many working days before the due day the lamp turns.</param>
/// <param name="UnitWorkdays">Working days that a unit has for an item unless the office gives others.</param>
public sealed record PlanRule(IReadOnlyList<PlanStep> Steps, int WarnWorkdays, int UnitWorkdays, Citation Basis);

/// <param name="AlikePercent">From how alike two texts are proposed as asking for the same; see <c>Alikeness</c>.</param>
/// <param name="Months">How far back is looked.</param>
/// <param name="DiscloseFrom">From how many applicants on the information is proposed for proactive disclosure.</param>
public sealed record RepeatRule(int AlikePercent, int Months, int DiscloseFrom, Citation Basis);

/// <summary>A setting that the office may change, with what it rests on.</summary>
public sealed record Choice<T>(T Value, Citation Basis);

/// <summary>The three kinds of others whose opinion may be asked.</summary>
public enum Consulted { ThirdParty, CoMaker, Agency }

/// <summary>One version of the rules on time, valid for applications received within its days. Read from packs/rules.</summary>
/// <param name="Basis">The regulation with the days between which it was in force.</param>
/// <param name="DaysOff">What makes a day off.</param>
/// <param name="Consultations">Kinds that this version knows.</param>
/// <param name="Fee">Null where the version knows no fee.</param>
/// <param name="Delay">Null where the version knows no delayed reply.</param>
public sealed record RequestRules(
    string Name,
    Citation Basis,
    IReadOnlyDictionary<Channel, ReceiptRule> Receipt,
    Citation DaysOff,
    ReplyRule Reply,
    ExtensionRule Extension,
    CorrectionRule Correction,
    ExclusionRule Exclusion,
    IReadOnlyDictionary<Consulted, ConsultationRule> Consultations,
    FeeRule? Fee,
    Citation? Delay,
    RepeatRule Repeats,
    PlanRule Planning);
