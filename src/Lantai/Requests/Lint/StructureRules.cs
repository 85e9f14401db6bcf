using System.Text.RegularExpressions;
using Lantai.Papers;
using static Lantai.Requests.Lint.LintRules;
using static Lantai.Requests.Lint.LintSeverity;

namespace Lantai.Requests.Lint;

/// <summary>9.2 and 9.5: number, title, addressee, facts, signature, date, attachments.</summary>
internal static partial class StructureRules
{
    private const string Format = "GB/T 9704-2012";

    public static IReadOnlyList<LintRule> All { get; } =
    [
        new("number_missing", Error, "9.5 no 文号", Format, AllLetters, looked => If(looked.Letter.Number is null, "没有发文字号，请编号后再发出。")),
        new("number_form", Error, "9.2 文号", $"{Format} 7.2.5", AllLetters, NumberForm),
        new("number_year", Error, "9.2 文号", $"{Format} 7.2.5", AllLetters, NumberYear),
        new("title_missing", Warning, "9.2 版头", $"{Format} 7.3.1", AllLetters, looked => If(looked.Letter.Title.Length == 0, "没有标题，应写明机关名称和文书名称。")),
        new("addressee_missing", Error, "9.2 称谓", $"{Format} 7.3.2", AllLetters, looked => If(looked.Letter.Addressee is null, "没有称谓，应在正文前顶格写明申请人的姓名或者名称。")),
        new("addressee_colon", Error, "9.2 称谓", $"{Format} 7.3.2", AllLetters,
            looked => If(looked.Letter.Addressee?.Plain.EndsWith(':') == true, "称谓后应使用全角冒号“：”。", looked.Letter.Addressee)),
        new("received_missing", Error, "9.2 收到事实", "《政府信息公开条例》第三十一条", ToApplicant,
            looked => If(looked.Letter.ReceivedOn is null, "没有写明收到申请的日期，应写“本机关于××年××月××日收到……申请”。")),
        new("request_missing", Error, "9.2 申请内容", "文书规范", ToApplicant,
            Says("申请(公开|获取|查阅)|申请的?内容(为|是|：)|要求(公开|获取|提供)", "没有写明申请的内容，应准确引述申请人所需的政府信息。")),
        new("issuer_missing", Error, "9.5 no seal", $"{Format} 7.3.5", Signed,
            looked => If(looked.Letter is { Signature: not null, Issuer: null }, "没有落款，应署本机关全称并加盖印章。")),
        new("issuer_internal", Error, "9.5 内设机构 seal", $"{Format} 7.3.5", Signed, InternalIssuer),
        new("date_missing", Error, "9.5 date missing", $"{Format} 7.3.5", Signed, looked => If(looked.Letter.Signature is null, "没有成文日期。")),
        new("date_form", Error, "9.2 落款", $"{Format} 7.3.5.5", Signed, DateForm),
        new("date_order", Error, "9.5 wrong receipt date", "《政府信息公开条例》第三十一条", ToApplicant,
            looked => If(looked.Letter.SignedOn < looked.Letter.ReceivedOn, "成文日期早于收到申请的日期，请核对。", looked.Letter.Signature)),
        new("attachment_missing", Error, "9.5 promised attachment missing", $"{Format} 7.3.4", AllLetters, MissingAttachment),
        new("template_residue", Error, "9.5 template residue", "文书规范", Everything, NoneOf(basis => basis.Residue, "文中留有没有填写的“{0}”，请补上。")),
    ];

    private static bool Signed(LintedLetter letter) => letter.Kind != LetterKind.Form;

    private static IEnumerable<Fault> NumberForm(LintCase looked)
    {
        if (looked.Letter.Number is not { } number || GoodNumber().IsMatch(number.Text.Trim())) return [];
        return [new Fault($"发文字号“{number.Text.Trim()}”不规范，年份用六角括号〔〕，序号不加0，如“临政依复〔2026〕12号”。", number)];
    }

    private static IEnumerable<Fault> NumberYear(LintCase looked)
    {
        if (looked.Letter is not { Number: { } number, SignedOn: { } on } || Year().Match(number.Plain) is not { Success: true } year) return [];
        return If(year.Groups[1].Value != $"{on.Year}", $"发文字号的年份与成文日期{ChineseDate.Of(on)}不一致，请核对。", number);
    }

    private static IEnumerable<Fault> InternalIssuer(LintCase looked)
    {
        if (looked.Letter.Issuer is not { } issuer) return [];
        var isInternal = looked.Basis.InternalUnits.Words.Any(word => issuer.EndsWith(word, StringComparison.Ordinal));
        return If(isInternal, $"落款“{issuer}”是内设机构，应署本机关全称并加盖本机关印章。", looked.Letter.Signature);
    }

    private static IEnumerable<Fault> DateForm(LintCase looked)
    {
        if (looked.Letter.Signature is not { } line) return [];
        var isRight = looked.Letter.SignedOn is { } on && line.Plain.EndsWith(ChineseDate.Of(on), StringComparison.Ordinal);
        return If(!isRight, "成文日期应使用阿拉伯数字，月、日不加0，如“2026年6月5日”。", line);
    }

    private static IEnumerable<Fault> MissingAttachment(LintCase looked)
    {
        var mention = looked.Letter.Body.FirstOrDefault(line => Mention().IsMatch(line.Plain));
        var isListed = looked.Letter.Lines.Any(line => Listed().IsMatch(line.Plain));
        return If(mention is not null && !isListed, "正文提到附件，但是没有列出附件名称。", mention);
    }

    [GeneratedRegex(@"^\S+?〔\d{4}〕第?[1-9]\d*号$")]
    private static partial Regex GoodNumber();

    [GeneratedRegex(@"(\d{4})\D")]
    private static partial Regex Year();

    [GeneratedRegex("(见|如|所附的?|随附的?)(附件|确认函)|附件[一二三四1-9]")]
    private static partial Regex Mention();

    [GeneratedRegex(@"^附件[\d一二三四]*([：:]|$)")]
    private static partial Regex Listed();
}
