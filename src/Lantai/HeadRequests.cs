namespace Lantai;

/// <summary>Whatever can be got can be asked for its head (RFC 9110 section 9.3.2): monitors and link checkers do.</summary>
internal static class HeadRequests
{
    /// <summary>Answers HEAD as GET; the server itself sends no body then.</summary>
    public static void UseHead(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!HttpMethods.IsHead(http.Request.Method)) return next(http);
        http.Request.Method = HttpMethods.Get;
        http.Features.Set(new OnlyHead());
        return next(http);
    });

    /// <summary>Whether nothing but the head goes out: who asked has not got what stands in the body.</summary>
    public static bool IsHeadOnly(this HttpContext http) => http.Features.Get<OnlyHead>() is not null;

    private sealed class OnlyHead;
}
