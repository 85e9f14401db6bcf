using Lantai.Storage;
using Lantai.Ui;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace Lantai.Portal.Kept;

/// <summary>
/// Keeps portal pages for visitors who are nobody in particular: without any cookie but the one of elder mode. A page that
/// holds the token of a form, sets a cookie or is an error is made anew each time, and so is search, which notes what it does
/// not find.
/// </summary>
internal sealed class KeepPublicPages(PublicPages pages, Changes changes, IResponseCompressionProvider compressions) : IOutputCachePolicy
{
    /// <summary>States that are over make room after this; what is shown is never older than the state of now.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var isKept = changes.IsHearing && IsPublic(http);
        (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage, context.AllowLocking) = (isKept, isKept, isKept, isKept);
        if (!isKept) return;
        context.ResponseExpirationTimeSpan = Life;
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.VaryByValues["state"] = (await pages.StateAsync(cancellation)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.CacheVaryByRules.VaryByValues["encoding"] = compressions.GetCompressionProvider(http)?.EncodingName ?? "";
        context.CacheVaryByRules.VaryByValues["elder"] = ElderMode.IsOn(http) ? "1" : "0";
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        // The token of a form comes with no-store and, to a visitor without one, with its cookie.
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.ContainsKey(HeaderNames.SetCookie)
            || response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase))
            context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }

    private static bool IsPublic(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Authorization.Count == 0
        && http.Request.Cookies.Keys.All(ElderMode.IsCookie)
        && http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type is { } page
        && page.Namespace?.Split('.') is { } names && names.Contains("Portal") && !names.Contains("Desk")
        && page != typeof(Disclosure.Portal.Search);
}
