namespace Lantai.Patrol.Checks;

/// <summary>The header or the page names another encoding than its bytes are in.</summary>
internal static class CharsetConflict
{
    public const string Id = "charset-conflict";

    public static void Look(PageLook look)
    {
        var charset = look.Page.Charset;
        if (charset.IsDamaged || System.Text.Ascii.IsValid(look.Page.Body)) return;
        var header = charset.InHeader is { } named && named != charset.Used ? $"应答头声明{named}" : null;
        var meta = charset.InMeta is { } inPage && inPage != charset.Used ? $"页面声明{inPage}" : null;
        if (header is null && meta is null) return;
        var declared = string.Join("，", new[] { header, meta }.Where(text => text is not null));
        look.Report(Id, -1, charset.InHeader ?? charset.InMeta, $"页面实际编码为{charset.Used}，与声明不符，部分浏览器会显示乱码。", declared, cause: $"{look.Page.Address.Host} {declared}");
    }
}
