namespace Lantai.Patrol.Checks;

/// <summary>SiteName, SiteDomain and SiteIDCode on every page.</summary>
internal static class SiteTags
{
    public const string Id = "site-tags";

    public static void Look(PageLook look)
    {
        if (look.Note.Kind == PageKind.Other && look.Page.TitleBlock < 0) return;
        Tags.Require(look, Id, "SiteName", "SiteDomain", "SiteIDCode");
        if (look.Page.Meta("SiteIDCode") is { Length: > 0 } code && look.Rules.FootMarks.Any(mark => mark.Holds(code) is false))
            look.Report(Id, Tags.PlaceOf(look, "SiteIDCode"), code, $"网站标识码“{code}”不是10位数字，也不是bm加8位数字。", cause: $"SiteIDCode {code}");
    }
}

/// <summary>What the three checks of meta tags have in common.</summary>
internal static class Tags
{
    /// <summary>Reports the tags that are missing or empty, all of a page in one finding.</summary>
    public static void Require(PageLook look, string check, params ReadOnlySpan<string> names)
    {
        List<string>? missing = null;
        foreach (var name in names)
            if (string.IsNullOrEmpty(look.Page.Meta(name))) (missing ??= []).Add(name);
        if (missing is not null)
            look.Report(check, -1, null, $"页面缺少标签{string.Join("、", missing)}。", string.Join(' ', missing), cause: $"{look.Page.Address.Host} {string.Join(' ', missing)}");
    }

    public static int PlaceOf(PageLook look, string name)
    {
        foreach (var meta in look.Page.Metas)
            if (System.Text.Ascii.EqualsIgnoreCase(look.Page.Value(meta.Name), name)) return meta.At;
        return -1;
    }
}
