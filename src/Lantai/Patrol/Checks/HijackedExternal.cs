namespace Lantai.Patrol.Checks;

/// <summary>A foreign site that was taken over: its title and description advertise gambling or worse.</summary>
internal static class HijackedExternal
{
    public const string Id = "hijacked-external";

    public static Flaw? Look(FileLook look)
    {
        if (look.Page is not { } page || look.Address.Host.EndsWith(".gov.cn", StringComparison.Ordinal)) return null;
        var head = $"{page.Title} {page.Meta("description")} {page.Meta("keywords")}";
        var words = look.Rule(Id).Words("词").Where(word => head.Contains(word, StringComparison.OrdinalIgnoreCase)).ToList();
        return words.Count < look.Rule(Id).Number("个数")
            ? null
            : new Flaw(Id, null, "外部链接指向的网站疑似被篡改或已变更为不良网站，请立即删除链接。", $"页面标题“{page.Title}”，含“{string.Join("”“", words)}”");
    }
}
