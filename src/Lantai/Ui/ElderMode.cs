using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Lantai.Ui;

/// <summary>
/// 长者版: larger letters, stronger contrast, larger targets on every page of the site. A cookie remembers it; a
/// plain form switches it and comes back to the same page.
/// </summary>
public static class ElderMode
{
    /// <summary>Where the switch posts to.</summary>
    public const string Path = "/elder-mode";

    private const string Cookie = "lantai.elder";

    /// <summary>Whether this reader has it on.</summary>
    public static bool IsOn(HttpContext context) => context.Request.Cookies[Cookie] == "1";

    /// <summary>Whether a cookie says nothing but this.</summary>
    internal static bool IsCookie(string name) => name == Cookie;

    /// <summary>The page the reader sees, also when an error page was put in its place.</summary>
    public static string Here(HttpContext context)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is { } answered)
            return LocalAddress.OrHome(answered.OriginalPath + answered.OriginalQueryString);
        var path = context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path;
        return LocalAddress.OrHome(path + context.Request.QueryString);
    }

    /// <summary>The address that switches it on and off.</summary>
    public static void Map(IEndpointRouteBuilder app) =>
        // Without an antiforgery token: nothing but the reader's own letter size changes, and public pages that
        // hold no token can be kept by a cache in front.
        app.MapPost(Path, (HttpContext context, [FromForm] string? on, [FromForm] string? back) =>
        {
            var options = SiteCookie.Options(context, TimeSpan.FromDays(365));
            if (on == "1") context.Response.Cookies.Append(Cookie, "1", options);
            else context.Response.Cookies.Delete(Cookie, options);
            return Results.LocalRedirect(LocalAddress.OrHome(back));
        }).DisableAntiforgery().ExcludeFromDescription();
}
