using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lantai.Tests.Support;

/// <summary>A small site on the loopback: pages, redirects, broken certificates, slow answers, whatever the outside web does.</summary>
internal sealed class VillageSite : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, RequestDelegate> pages = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> asked = new();

    private VillageSite(WebApplication app) => this.app = app;

    /// <summary>Without a slash at its end.</summary>
    public string Root { get; private set; } = "";

    /// <summary>Every request that came, as METHOD /path?query.</summary>
    public IReadOnlyCollection<string> Asked => asked;

    public static async Task<VillageSite> OpenAsync(X509Certificate2? certificate = null, IReadOnlyList<X509Certificate2>? chain = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                if (certificate is not null)
                    listen.UseHttps(new Microsoft.AspNetCore.Server.Kestrel.Https.HttpsConnectionAdapterOptions
                    {
                        ServerCertificate = certificate,
                        ServerCertificateChain = chain is null ? [] : [.. chain],
                    });
            });
        });
        if (certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        var site = new VillageSite(builder.Build());
        site.app.Run(site.AnswerAsync);
        await site.app.StartAsync();
        site.Root = site.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    /// <summary>Adds or replaces a page; the path may carry a query, which then must be the same, or end with * for all that begin so.</summary>
    public VillageSite Page(string path, string body, int status = 200, string type = "text/html; charset=utf-8", params (string Name, string Value)[] headers) =>
        Page(path, Encoding.UTF8.GetBytes(body), status, type, headers);

    public VillageSite Page(string path, byte[] body, int status = 200, string type = "text/html; charset=utf-8", params (string Name, string Value)[] headers) =>
        On(path, async context =>
        {
            context.Response.StatusCode = status;
            if (type.Length > 0) context.Response.ContentType = type;
            foreach (var (name, value) in headers) context.Response.Headers.Append(name, value);
            context.Response.ContentLength = body.Length;
            if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(body, context.RequestAborted);
        });

    public VillageSite Redirect(string path, string to, int status = 302) => Page(path, "", status, "", ("Location", to));

    public VillageSite On(string path, RequestDelegate answer)
    {
        pages[path] = answer;
        return this;
    }

    private Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var path = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        asked.Enqueue($"{request.Method} {path}");
        if (pages.TryGetValue(path, out var page) || pages.TryGetValue(path.Split('?')[0], out page)) return page(context);
        // The longest of those that end with a star.
        if (pages.Keys.Where(key => key.EndsWith('*') && path.StartsWith(key[..^1], StringComparison.Ordinal)).MaxBy(key => key.Length) is { } prefix)
            return pages[prefix](context);
        context.Response.StatusCode = 404;
        return context.Response.WriteAsync("404");
    }
}
