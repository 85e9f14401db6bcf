using System.Text.RegularExpressions;
using Lantai.Ui;

namespace Lantai.Requests;

/// <summary>Words that tell others who asked for information: the public, and those whose opinion is asked, must not learn it.</summary>
internal static partial class TellingWords
{
    /// <summary>What of the text tells who asked; null when nothing does.</summary>
    public static string? In(string text, Request request)
    {
        if (Own(text, request) is { } own) return own;
        return Numbers().IsMatch(HalfWidth.Of(text)) ? "电话、证件或者账户的号码" : null;
    }

    /// <summary>What of the text is the applicant's own; other numbers, such as the office's telephone, may stand in it.</summary>
    public static string? Own(string text, Request request)
    {
        var words = Bare(text);
        bool Tells(string? own) => own is { Length: > 1 } && words.Contains(Bare(own), StringComparison.OrdinalIgnoreCase);
        if (Tells(request.Applicant)) return "申请人的姓名或者名称";
        if (Tells(request.Representative)) return "负责人的姓名";
        if (Tells(request.Phone)) return "申请人的电话";
        if (Tells(request.Email)) return "申请人的电子邮箱";
        return Tells(request.Address) ? "申请人的地址" : null;
    }

    /// <summary>A name is the same with blanks in it.</summary>
    private static string Bare(string text) => string.Concat(HalfWidth.Of(text).Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Eleven digits and more, and mobile, card, identity and telephone numbers in their usual groups; several years in a row are none.</summary>
    [GeneratedRegex(@"\d{11,}|1\d{2}[ -]\d{4}[ -]\d{4}|\d{4}([ -]\d{4}){3,}|\d{6}[ -]\d{8}[ -]\d{3}[\dXx]|0\d{2,3}[ -]\d{7,8}")]
    private static partial Regex Numbers();
}
