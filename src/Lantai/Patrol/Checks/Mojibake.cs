namespace Lantai.Patrol.Checks;

/// <summary>Bytes that are no text in any encoding, or the marks that an earlier wrong conversion left.</summary>
internal static class Mojibake
{
    public const string Id = "mojibake";

    public static void Look(PageLook look)
    {
        var at = look.Page.Text.Chars.IndexOf('\uFFFD');
        if (at < 0) return;
        var count = look.Page.Text.Chars.Count('\uFFFD');
        if (count >= look.Rule(Id).Number("个数"))
            look.Report(Id, look.Page.Text.ByteOf(at), null, "页面有乱码，请重新录入。", $"{count}处无法识别的字符");
    }
}
