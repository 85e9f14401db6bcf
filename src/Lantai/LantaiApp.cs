using System.Text.Encodings.Web;
using System.Text.Unicode;
using Lantai.Ui;

namespace Lantai;

/// <summary>The web program, put together: what is wired in which order, one line a module.</summary>
internal static class LantaiApp
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        // Chinese stays Chinese in the page's source.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddRazorComponents();
        builder.AddUi();

        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseErrorPages();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = StaticFile.KeepMarked });
        app.UseAntiforgery();
        app.MapUi();
        app.MapRazorComponents<App>();
        return app;
    }

    /// <summary>Content lies beside the program, wherever it is started from.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
}
