using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Checks;

/// <summary>The marks at the foot of a government home page. What a script or a frame may still put there, a person looks for.</summary>
internal static class FooterMarks
{
    public const string Id = "footer-marks";

    public static void Look(PageLook look)
    {
        if (look.Note.Kind != PageKind.Home) return;
        bool? needsPerson = MayBeFilled(look) ? true : null;
        foreach (var mark in look.Rules.FootMarks.Where(mark => !IsThere(look, mark)))
            look.Report(Id, -1, null, $"首页底部缺少{mark.Name}。", mark.Name, cause: $"{look.Page.Address.Text} {mark.Name}", needsPerson: needsPerson, basis: mark.Basis.Text);
    }

    private static bool MayBeFilled(PageLook look) =>
        look.Note.IsFilledByScript || look.Note.HasFrame || look.Page.Links.Exists(link => link.Kind == LinkKind.Script);

    private static bool IsThere(PageLook look, FootMark mark)
    {
        foreach (var word in mark.Words)
            if (look.Page.Text.Chars.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return mark.Form?.IsMatch(look.Page.Text.Chars) == true || mark.Hosts.Any(host => LinksTo(look, host));
    }

    private static bool LinksTo(PageLook look, string host) =>
        look.Page.Links.Exists(link => look.Page.TextOf(link.Value).Contains(host, StringComparison.OrdinalIgnoreCase));
}
