using static Lantai.Requests.Lint.LintRules;
using static Lantai.Requests.Lint.LintSeverity;

namespace Lantai.Requests.Lint;

/// <summary>9.5: what an office must not ask, charge, use or give away.</summary>
internal static class ConductRules
{
    public static IReadOnlyList<LintRule> All { get; } =
    [
        new("purpose_asked", Error, "9.5 asking purpose or relation", "《政府信息公开条例》第二十九条", AllLetters,
            NoneOf(basis => basis.Purposes, "不得要求申请人说明用途或者与申请内容的关系，请删去“{0}”。")),
        new("copy_fee", Error, "9.5 charging copy fees", "《政府信息公开条例》第四十二条", AllLetters,
            NoneOf(basis => basis.CopyFees, "提供政府信息不收取“{0}”，请删去。")),
        new("private_courier", Error, "9.5 sending by private courier", "《邮政法》第五十五条", Everything,
            NoneOf(basis => basis.Couriers, "答复文书应通过邮政企业寄送，不能使用“{0}”。")),
        new("personal_number", Error, "9.5 privacy leakage", "《个人信息保护法》", AllLetters,
            NeverSays(@"(?<![0-9A-Za-z])\d{15,19}[Xx]?(?![0-9A-Za-z])", "文中有疑似身份证号码或者银行账号的一串数字，请删去或者遮盖。")),
        new("not_information", Warning, "9.5 refusing with reason not in 14–16", "《政府信息公开条例》第二条", Replies,
            looked => If(looked.Letter.Says("不(属于|是)政府信息") && !looked.Letter.Says("第二条"), "以不属于政府信息为由的，应写明条例第二条并说明理由。", looked.Letter.LineWith("不(属于|是)政府信息"))),
    ];
}
