using System.IO.Compression;
using Lantai.Portal.Layout;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;

namespace Lantai.Portal.Kept;

internal static class KeptModule
{
    /// <summary>Bytes of all pages together.</summary>
    private const long Room = 128L << 20;

    private const long LargestPage = 4L << 20;

    public static void AddKeptPages(this IServiceCollection services)
    {
        services.AddSingleton<PublicPages>();
        services.AddSingleton<PublicShells>();
        services.AddOutputCache(options =>
        {
            (options.SizeLimit, options.MaximumBodySize) = (Room, LargestPage);
            options.AddBasePolicy(policy => policy.AddPolicy<KeepPublicPages>(), excludeDefaultPolicy: true);
        });
        // Made once and sent often: the work is worth it. Nobody's secrets are in a page that is kept, so HTTPS gives none away.
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }

    /// <summary>Kept pages are kept compressed, as the visitor's program takes them; all others go out as they are.</summary>
    public static void UseKeptPages(this WebApplication app)
    {
        app.UseOutputCache();
        app.UseWhen(context => context.Features.Get<IOutputCacheFeature>()?.Context.AllowCacheStorage == true, kept => kept.UseResponseCompression());
    }
}
