using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Lantai.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lantai.Tests.Ui;

/// <summary>Renders a component as a static page does, and reads the result as a browser would.</summary>
internal static class Rendering
{
    /// <summary>The component's markup; each parameter by its name.</summary>
    public static async Task<IElement> Of<TComponent>(params (string Name, object? Value)[] parameters) where TComponent : IComponent =>
        Parse(await HtmlOf<TComponent>("/desk/units", parameters));

    /// <summary>The same on a page with that address.</summary>
    public static async Task<string> HtmlOf<TComponent>(string address, params (string Name, object? Value)[] parameters) where TComponent : IComponent
    {
        var http = new HttpContextAccessor { HttpContext = new DefaultHttpContext() };
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<NavigationManager>(new FixedAddress(address))
            .AddSingleton<IHttpContextAccessor>(http)
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
            .AddScoped<Onward>()
            .AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All))
            .Configure<SiteMarks>(_ => { })
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var view = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value));
            return (await renderer.RenderComponentAsync<TComponent>(view)).ToHtmlString();
        });
    }

    public static IElement Parse(string html) => new HtmlParser().ParseDocument(html).Body!;

    private sealed class FixedAddress : NavigationManager
    {
        public FixedAddress(string address) => Initialize("http://lantai.test/", "http://lantai.test" + address);
    }
}
