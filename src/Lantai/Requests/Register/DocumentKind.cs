using System.Text.RegularExpressions;

namespace Lantai.Requests;

/// <summary>身份证明 (条例第二十九条): what proves who applies. People and organisations without a Chinese number have others.</summary>
public enum DocumentKind
{
    ResidentIdentity,
    HongKongMacaoTaiwanResidence,
    HongKongMacaoPermit,
    TaiwanPermit,
    ForeignerResidence,
    Passport,
    OtherPersonal,
    CreditCode,
    OtherOrganisation,
}

public static partial class DocumentKinds
{
    private const int Shortest = 5;
    private const int Longest = 40;

    public static IReadOnlyList<DocumentKind> All { get; } = Enum.GetValues<DocumentKind>();

    /// <summary>What nearly all have.</summary>
    public static DocumentKind UsualOf(ApplicantKind applicant) => applicant.IsCitizen ? DocumentKind.ResidentIdentity : DocumentKind.CreditCode;

    extension(DocumentKind kind)
    {
        public string Title => kind switch
        {
            DocumentKind.ResidentIdentity => "居民身份证",
            DocumentKind.HongKongMacaoTaiwanResidence => "港澳台居民居住证",
            DocumentKind.HongKongMacaoPermit => "港澳居民来往内地通行证",
            DocumentKind.TaiwanPermit => "台湾居民来往大陆通行证",
            DocumentKind.ForeignerResidence => "外国人永久居留身份证",
            DocumentKind.Passport => "护照",
            DocumentKind.OtherPersonal => "其他个人证件",
            DocumentKind.CreditCode => "统一社会信用代码",
            DocumentKind.OtherOrganisation => "其他单位证照（没有统一社会信用代码的）",
        };

        /// <summary>A person's, not an organisation's.</summary>
        public bool IsPersonal => kind is not (DocumentKind.CreditCode or DocumentKind.OtherOrganisation);

        /// <summary>The number as kept: no blanks and marks, in upper case.</summary>
        /// <param name="today">Nobody is born later.</param>
        /// <exception cref="RefusedException">It cannot be the number of such a document; the number itself is not told.</exception>
        public string Read(string text, DateOnly today) => kind switch
        {
            DocumentKind.ResidentIdentity or DocumentKind.HongKongMacaoTaiwanResidence => IdentityNumber.Read(text, today),
            DocumentKind.CreditCode => Requests.CreditCode.Read(text),
            DocumentKind.HongKongMacaoPermit => kind.Formed(text, HongKongMacao(), "应为字母H或者M加8位，换证次数的2位可以不写"),
            DocumentKind.TaiwanPermit => kind.Formed(text, Taiwan(), "应为8位数字，旧版为10位数字加1位字母"),
            DocumentKind.ForeignerResidence => kind.Formed(text, Foreigner(), "应为18位数字，旧版为3个字母加12位数字"),
            DocumentKind.Passport => kind.Formed(text, PassportNumber(), "应为5至20位字母和数字"),
            DocumentKind.OtherPersonal or DocumentKind.OtherOrganisation => Plain(text),
        };

        /// <summary>The number of that document of an applicant.</summary>
        /// <exception cref="RefusedException">It is a person's document of an organisation, the other way round, or the number is wrong.</exception>
        public string ReadOf(ApplicantKind applicant, string text, DateOnly today) => kind.IsPersonal == applicant.IsCitizen
            ? kind.Read(text, today)
            : throw new RefusedException(applicant.IsCitizen ? $"公民申请的，不能用单位的“{kind.Title}”，请改选证件种类。" : $"单位申请的，不能用个人的“{kind.Title}”，请改选证件种类。");

        private string Formed(string text, Regex form, string should)
        {
            var number = Plain(text);
            return form.IsMatch(number) ? number
                : throw new RefusedException($"{kind.Title}的号码{should}，现为{number.Length}位，请核对；确实不是这样的，证件种类改选“{DocumentKind.OtherPersonal.Title}”。");
        }
    }

    private static string Plain(string text)
    {
        var number = string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return number.Length is >= Shortest and <= Longest ? number : throw new RefusedException($"证件号码应为{Shortest}至{Longest}位，现为{number.Length}位，请核对。");
    }

    [GeneratedRegex("^[HM][A-Z0-9][0-9]{7}([0-9]{2})?$")]
    private static partial Regex HongKongMacao();

    [GeneratedRegex("^([0-9]{8}|[0-9]{10}[A-Z]?)$")]
    private static partial Regex Taiwan();

    [GeneratedRegex("^([0-9]{18}|[A-Z]{3}[0-9]{12})$")]
    private static partial Regex Foreigner();

    [GeneratedRegex("^[A-Z0-9]{5,20}$")]
    private static partial Regex PassportNumber();
}
