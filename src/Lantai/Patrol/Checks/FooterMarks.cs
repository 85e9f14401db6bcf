using System.Text.RegularExpressions;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Checks;

/// <summary>The marks at the foot of a government home page. What a script or a frame may still put there, a person looks for.</summary>
internal static partial class FooterMarks
{
    public const string Id = "footer-marks";

    private static readonly (string Mark, Func<PageLook, bool> IsThere)[] Marks =
    [
        ("主办单位", look => look.Page.Text.Chars.Contains("主办", StringComparison.Ordinal)),
        ("网站标识码", look => SiteCode().IsMatch(look.Page.Text.Chars)),
        ("ICP备案编号", look => look.Page.Text.Chars.Contains("ICP备", StringComparison.OrdinalIgnoreCase)),
        ("公安机关备案标识", look => look.Page.Text.Chars.Contains("公网安备", StringComparison.Ordinal)),
        ("党政机关网站标识", look => LinksTo(look, "conac.cn")),
        ("“我为政府网站找错”入口", look => look.Page.Text.Chars.Contains("找错", StringComparison.Ordinal) || LinksTo(look, "zfwzgl.www.gov.cn") || LinksTo(look, "pucha.kaipuyun.cn")),
        ("联系方式", look => Contact().IsMatch(look.Page.Text.Chars)),
    ];

    public static void Look(PageLook look)
    {
        if (look.Note.Kind != PageKind.Home) return;
        foreach (var (mark, isThere) in Marks)
            if (!isThere(look)) look.Report(Id, -1, null, $"首页底部缺少{mark}。", mark, cause: $"{look.Page.Address.Text} {mark}", needsPerson: MayBeFilled(look) ? true : null);
    }

    private static bool MayBeFilled(PageLook look) =>
        look.Note.IsFilledByScript || look.Note.HasFrame || look.Page.Links.Exists(link => link.Kind == LinkKind.Script);

    private static bool LinksTo(PageLook look, string host)
    {
        foreach (var link in look.Page.Links)
            if (look.Page.TextOf(link.Value).Contains(host, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>国办发〔2017〕47号: ten digits, or bm and eight.</summary>
    [GeneratedRegex(@"标识码[：:\s]*(\d{10}|bm\d{8})(?!\d)", RegexOptions.IgnoreCase)]
    private static partial Regex SiteCode();

    [GeneratedRegex(@"(电话|联系|热线)[^\n]{0,12}\d{3,4}-?\d{4,8}")]
    private static partial Regex Contact();
}
