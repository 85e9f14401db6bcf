using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lantai.Browser.Tests.Support;

/// <summary>The program as it is shipped, on a free port.</summary>
internal sealed class LiveApp : IAsyncDisposable
{
    private readonly WebApplication app;

    private LiveApp(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>The addresses of all pages that need no key in them, in order.</summary>
    public IReadOnlyList<string> Pages =>
    [
        .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && e.RoutePattern.Parameters.Count == 0)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal),
    ];

    public static async Task<LiveApp> StartAsync()
    {
        var builder = LantaiApp.CreateBuilder([]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = LantaiApp.Build(builder);
        await app.StartAsync();
        return new LiveApp(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
