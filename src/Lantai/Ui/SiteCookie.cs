namespace Lantai.Ui;

/// <summary>How the site's own cookies are set: for this site only, out of reach of scripts, over TLS where there is TLS.</summary>
internal static class SiteCookie
{
    /// <summary>The options of a cookie that lives that long.</summary>
    public static CookieOptions Options(HttpContext context, TimeSpan life) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = life,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };
}
