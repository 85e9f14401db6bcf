using Lantai.Packs;
using Lantai.People;
using Lantai.Ui;

namespace Lantai.Requests;

internal static class RequestsModule
{
    public static void AddRequests(this IServiceCollection services)
    {
        services.AddSingleton(provider => RequestRulebook.Read(provider.GetRequiredService<PackFolder>()));
        services.AddSingleton<IdentitySeal>();
        services.AddScoped<RequestClock>();
        services.AddScoped<RequestFiles>();
        services.AddScoped<RegisterRequest>();
        services.AddScoped<RecordEvent>();
        services.AddScoped<DecideItem>();
        services.AddScoped<LookAtIdentity>();
        services.AddRateLimiter(options => RequestLimits.AddTo(options));
    }

    public static void MapRequests(this IEndpointRouteBuilder routes)
    {
    }
}
