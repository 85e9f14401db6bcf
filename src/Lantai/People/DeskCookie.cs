using Microsoft.AspNetCore.Authentication.Cookies;

namespace Lantai.People;

/// <summary>The cookie that keeps a person signed in for a working day.</summary>
internal static class DeskCookie
{
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "then";
        options.Cookie.Name = "lantai";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = TimeSpan.FromHours(10);
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }
}
