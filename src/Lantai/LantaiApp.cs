using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;

namespace Lantai;

/// <summary>The web program, put together: what is wired in which order, one line a module.</summary>
internal static class LantaiApp
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.Services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddRazorComponents();
        builder.Services.AddHttpContextAccessor();

        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseStaticFiles();
        app.UseAntiforgery();
        app.MapRazorComponents<App>();
        return app;
    }

    /// <summary>Content lies beside the program, wherever it is started from.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
}
