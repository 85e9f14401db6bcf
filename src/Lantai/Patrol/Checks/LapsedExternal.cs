namespace Lantai.Patrol.Checks;

/// <summary>A foreign site whose name has lapsed: it is offered for sale or parked.</summary>
internal static class LapsedExternal
{
    public const string Id = "lapsed-external";

    public static Flaw? Look(FileLook look)
    {
        if (look.Page is not { } page) return null;
        var words = look.Rule(Id).Words("词").Where(word => page.Text.Chars.Contains(word, StringComparison.OrdinalIgnoreCase)).ToList();
        return words.Count == 0
            ? null
            : new Flaw(Id, null, "外部链接的域名已失效或待售，请删除链接。", $"页面标题“{page.Title}”，含“{string.Join("”“", words)}”");
    }
}
