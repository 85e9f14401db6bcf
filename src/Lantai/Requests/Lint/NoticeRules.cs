using static Lantai.Requests.Lint.LintRules;
using static Lantai.Requests.Lint.LintSeverity;

namespace Lantai.Requests.Lint;

/// <summary>9.3 type C and 9.4: what each notice must hold.</summary>
internal static class NoticeRules
{
    private const string Article30 = "《政府信息公开条例》第三十条";
    private const string Article33 = "《政府信息公开条例》第三十三条第二款";
    private const string Article32 = "《政府信息公开条例》第三十二条、第三十四条";
    private const string Fees = "国办函〔2020〕109号";
    private const string Date = @"\d{4}年\d{1,2}月\d{1,2}日";

    private static readonly LetterKind[] Procedural =
        [LetterKind.Correction, LetterKind.Reasons, LetterKind.Extension, LetterKind.Delay, LetterKind.ConsultationNotice, LetterKind.Consultation];

    public static IReadOnlyList<LintRule> All { get; } =
    [
        new("notice_remedy", Warning, "9.3 type C", "程序性告知不单独救济", Of(Procedural),
            NeverSays("(申请行政复议|提起行政诉讼)", "程序性告知一般不写救济途径，请删去“{0}”。")),
        new("fee_remedy", Error, "9.3 type C", Fees, Of(LetterKind.Fee), NeverSays("(申请行政复议|提起行政诉讼)", "收费通知不能单独“{0}”，请删去。")),

        new("correction_items", Error, "9.4 补正告知书", Article30, Of(LetterKind.Correction),
            Says("补正(的)?(事项|内容|如下)|不明确之处|以下(事项|内容)|一次性告知", "没有逐项写明需要补正的事项。")),
        new("correction_until", Error, "9.4 补正告知书", Article30, Of(LetterKind.Correction),
            Says($"({Date}(之?前|以前|届满)|\\d{{1,3}}个工作日内?)[^。\n]{{0,12}}补正|补正[^。\n]{{0,20}}({Date}|\\d{{1,3}}个工作日)", "没有写明补正期限。")),
        new("correction_consequence", Error, "9.4 补正告知书", Article30, Of(LetterKind.Correction), Says("视为放弃", "没有告知逾期不补正视为放弃申请。")),
        new("correction_late", Error, "9.5 补正 twice or late", Article30, Of(LetterKind.Correction), looked => looked.Basis.Term is null ? LateCorrection(looked) : []),
        new("correction_overdue", Warning, "9.5 补正 twice or late", Article30, Of(LetterKind.Correction), looked => looked.Basis.Term is null ? [] : LateCorrection(looked)),
        new("notice_contact", Warning, "9.4 补正告知书", Article30, Of(LetterKind.Correction, LetterKind.Fee, LetterKind.Consultation),
            Says("电话|联系人|联系方式", "没有写明联系人和联系电话。")),

        new("extension_reason", Error, "9.4 延期答复告知书", Article33, Of(LetterKind.Extension), Says("因|由于|鉴于|理由", "没有写明延期的理由。")),
        new("extension_approved", Warning, "9.4 延期答复告知书", Article33, Of(LetterKind.Extension),
            Says("负责人(同意|批准)", "没有写明经政府信息公开工作机构负责人同意。")),
        new("extension_until", Error, "9.4 延期答复告知书", Article33, Of(LetterKind.Extension),
            Says($"{Date}(之?前|以前)[^。\n]{{0,6}}(答复|作出)|(延长|延期)至{Date}", "没有写明延期后的答复日期。")),
        new("extension_late", Error, "9.5 no extension notice", Article33, Of(LetterKind.Extension), LateExtension),
        new("extension_long", Error, "9.4 延期答复告知书", Article33, Of(LetterKind.Extension), LongExtension),

        new("consultation_basis", Error, "9.4 征求第三方意见书", Article32, Consulting, Says("第三十[二四]条", "没有写明征求意见的依据（条例第三十二条或者第三十四条）。")),
        new("consultation_term", Error, "9.4 征求第三方意见书", Article32, Consulting, AnswerTerm),
        new("consultation_silence", Error, "9.4 征求第三方意见书", Article32, Consulting, Says("逾期", "没有告知逾期不答复的后果。")),
        new("consultation_subject", Error, "9.4 征求第三方意见书", Article32, Consulting,
            looked => If(!Pattern.Of("拟公开|申请公开|公开的(政府)?信息").IsMatch(looked.Letter.BodyText), "没有写明拟公开的政府信息。")),
        new("exclusion_told", Error, "9.4 征求意见告知书", "《政府信息公开条例》第三十三条第三款", Of(LetterKind.ConsultationNotice),
            Says("不(计算|计入|包括)", "没有告知征求意见所需时间不计算在答复期限内。")),

        new("fee_basis", Error, "9.4 收费通知书", Fees, Of(LetterKind.Fee), Says("109号|信息处理费管理办法", "没有写明收费依据。")),
        new("fee_standard", Error, "9.4 收费通知书", Fees, Of(LetterKind.Fee), Says("元/(件|页)|按件|按量|每(件|页)", "没有写明收费标准和计算明细。")),
        new("fee_amount", Error, "9.4 收费通知书", Fees, Of(LetterKind.Fee), Says(@"金额(为|共计|：)?\d|(应缴|合计|共计)[^。\n]{0,8}\d{1,9}(\.\d{1,2})?元", "没有写明应缴金额。")),
        new("fee_payment", Error, "9.4 收费通知书", Fees, Of(LetterKind.Fee), Says("缴(费|纳|款)(的)?(方式|办法|账户|地点)", "没有写明缴纳方式。")),
        new("fee_until", Error, "9.4 收费通知书", Fees, Of(LetterKind.Fee), PayTerm),
        new("fee_consequence", Error, "9.4 收费通知书", Fees, Of(LetterKind.Fee), Says("视为放弃", "没有告知逾期不缴纳视为放弃申请。")),
        new("reasons_until", Error, "9.4 说明理由", "《政府信息公开条例》第三十五条", Of(LetterKind.Reasons), Says($"{Date}(之?前|以前)", "没有写明说明理由的期限。")),
        new("delay_until", Error, "9.4 延迟答复", "《政府信息公开条例》第三十五条", Of(LetterKind.Delay), Says($"{Date}(之?前|以前)", "没有写明延迟答复的日期。")),
    ];

    private static bool Consulting(LintedLetter letter) => letter.Kind == LetterKind.Consultation && letter.Title.Contains("意见", StringComparison.Ordinal);

    private static IEnumerable<Fault> AnswerTerm(LintCase looked) =>
        looked.Rules?.Consultations[Consulted.ThirdParty].AnswerWorkdays is { } days
            ? Says(Amount(days, "个工作日"), $"没有写明自收到征求意见书之日起{days}个工作日内答复。")(looked)
            : [];

    private static IEnumerable<Fault> PayTerm(LintCase looked) => looked.Rules?.Fee is { PayWorkdays: var days }
        ? Says(Amount(days, "个工作日"), $"没有写明自收到通知次日起{days}个工作日内缴纳。")(looked)
        : [];

    private static IEnumerable<Fault> LateCorrection(LintCase looked)
    {
        if (looked.Rules?.Correction.NoticeWorkdays is not { } limit || Workdays(looked, looked.Letter.ReceivedOn) is not { } days) return [];
        return If(days > limit, $"收到申请后第{days}个工作日才告知补正，超过{limit}个工作日，答复期限不因此重新计算。", looked.Letter.Signature);
    }

    private static IEnumerable<Fault> LateExtension(LintCase looked)
    {
        if (looked.Basis.Term is { } term)
            return If(term.DueOn < looked.On, $"答复期限{term.DueOn:yyyy-MM-dd}已经届满，不能再延期。", looked.Letter.Signature);
        if (looked.Rules is not { } rules || looked.Letter.Says("征求|补正|缴纳") || Workdays(looked, looked.Letter.ReceivedOn) is not { } days) return [];
        return If(days > rules.Reply.Workdays, $"收到申请后第{days}个工作日才告知延期，{rules.Reply.Workdays}个工作日的答复期限已经届满。", looked.Letter.Signature);
    }

    private static IEnumerable<Fault> LongExtension(LintCase looked)
    {
        if (looked.Rules is not { } rules || looked.Letter.LineWith(@"延长(答复期限)?(\d{1,4})个工作日") is not { } line) return [];
        var match = Pattern.Of(@"延长(答复期限)?(\d{1,4})个工作日").Match(line.Plain);
        return If(match.Success && int.Parse(match.Groups[2].Value) > rules.Extension.MostWorkdays, $"延长的期限不得超过{rules.Extension.MostWorkdays}个工作日。", line);
    }

    /// <summary>Working days from a day to the letter's date; null when one of them is not known.</summary>
    private static int? Workdays(LintCase looked, DateOnly? from)
    {
        if (from is not { } day || looked.Letter.SignedOn is not { } on || on < day) return null;
        var calendar = looked.Basis.Calendar;
        return Enumerable.Range(day.Year, on.Year - day.Year + 1).All(calendar.Covers) ? calendar.CountWorkdays(day, on) : null;
    }
}
