using Lantai.Tests.Support;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;

namespace Lantai.Browser.Tests.Support;

/// <summary>The program as it is shipped, with a database of its own, for a real browser.</summary>
internal sealed class LiveApp : IAsyncDisposable
{
    private readonly TestApp app;

    private LiveApp(TestApp app) => this.app = app;

    public TestApp App => app;

    public string Address => app.Address.ToString().TrimEnd('/');

    /// <summary>The addresses of all pages that need no key in them, in order.</summary>
    public IReadOnlyList<string> Pages =>
    [
        .. app.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && e.RoutePattern.Parameters.Count == 0)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The addresses of all pages that need no key but that of the region, in order.</summary>
    public IReadOnlyList<string> PagesOf(string region) =>
    [
        .. app.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && e.RoutePattern.Parameters.All(part => part.Name == "Region"))
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/').Replace("{Region}", region, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <param name="time">Now; the machine's clock when null.</param>
    public static async Task<LiveApp> StartAsync(TestPostgres postgres, TimeProvider? time = null) => new(await TestApp.StartAsync(postgres, time));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
